"""The whole path on each engine: read, write, hand in, review, return, revise, accept, letter, signatures."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk.world import HEALTH, PIN, World
from trainer import desk
from trainer.desk.errors import Stale
from trainer.desk.signin import StoreDoors


def test_the_whole_path(either: World) -> None:
    world, h = either, either.house
    token = StoreDoors(h).sign_in("ada", PIN)
    assert isinstance(token, str)
    assert StoreDoors(h).who(token) == world.ada
    given = world.give()
    with ThreadPoolExecutor(4) as pool:
        attempts = set(pool.map(lambda _: desk.begin(h, world.ada, given), range(4)))
    attempt = attempts.pop()
    assert not attempts
    for paper in desk.papers(h, world.ada, attempt)[:3]:
        desk.open_paper(h, world.ada, attempt, paper.id)
    assert desk.names_met(h, world.ada, attempt)
    desk.add_note(h, world.ada, attempt, "", 0, "", "Ask about 🧒🏽; drop table event; --")
    world.write(attempt, health=HEALTH, steps=[{"id": "s1", "objective": "gone", "action": "Drive her."}])
    with pytest.raises(Stale):
        desk.save(h, world.ada, attempt, "case-plan", "health", "From another tab.", 0)
    with ThreadPoolExecutor(4) as pool:
        submissions = set(pool.map(lambda _: desk.hand_in(h, world.ada, attempt), range(4)))
    first = submissions.pop()
    assert not submissions
    assert [i.submission_id for i in desk.queue(h, world.ann)] == [first]
    desk.decide(h, world.ann, first, "view-told", "not_applicable", "She is too young to be asked.")
    desk.comment(h, world.ann, first, "plan.health", "", "", 0, 5, "When?")
    desk.return_(h, world.ann, first, "Name an objective.")
    assert desk.feedback(h, world.ada, attempt).released
    world.write(attempt, objectives=[{"id": "o1", "change": "Three meals a day."}])
    second = desk.hand_in(h, world.ada, attempt)
    desk.accept(h, world.ann, second, "")
    desk.save_letter(h, world.kim, second, desk.letter(h, world.kim, second).text, 0)
    desk.send_letter(h, world.kim, second)
    for who in (world.ada, world.ann, world.kim):
        desk.sign(h, who, second, PIN)
    assert [s.holds for s in desk.signatures(h, world.ada, second)] == [True] * 3
    assert desk.attempt(h, world.ada, attempt).stage == "signed"
    assert [r.stage for r in desk.cohort_board(h, world.kim, "autumn")] == ["signed", None]
    assert len(desk.export_rows(h, None, "submissions").rows) == 2
    assert {r.attempt for r in desk.progress(h, world.ada)} == {1, 2}
    assert [n.text for n in desk.notes(h, world.ada, attempt)] == ["Ask about 🧒🏽; drop table event; --"]


def test_many_writers_lose_nothing(either: World) -> None:
    attempt = either.begun()
    parts = ["health", "education", "emotional", "trauma", "strengths", "culture"]

    def write(part: str) -> None:
        for n in range(8):
            desk.save(either.house, either.ada, attempt, "case-plan", part, f"{part} {n}", n)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, parts))
    now = desk.parts(either.house, either.ada, attempt, "case-plan")
    assert {p: (now[p].value, now[p].version) for p in parts} == {p: (f"{p} 7", 8) for p in parts}
