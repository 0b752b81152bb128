"""Saving parts: nothing acknowledged is lost, nothing too large is kept, a conflict shows both texts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.desk.world import HEALTH, World
from trainer import desk
from trainer.desk.errors import NotYours, Refused, Stale

PLAN = "case-plan"


def save(world: World, attempt: str, part: str, value: Any, version: int) -> int:
    return desk.save(world.house, world.ada, attempt, PLAN, part, value, version).version


def test_saved_is_there_after_reopening(world: World, tmp_path: Any) -> None:
    attempt = world.begun()
    kept = desk.save(world.house, world.ada, attempt, PLAN, "health", HEALTH, 0)
    assert kept.version == 1
    assert kept.saved_at is not None
    from dataclasses import replace

    from trainer.store import open_store
    other = replace(world.house, store=open_store(str(tmp_path / "trainer.sqlite")))
    assert desk.part(other, world.ada, attempt, PLAN, "health") == kept
    assert desk.attempt(other, world.ada, attempt).last_saved == kept.saved_at
    other.store.close()


def test_a_stale_save_shows_both_texts(world: World) -> None:
    attempt = world.begun()
    save(world, attempt, "health", "From the first tab.", 0)
    with pytest.raises(Stale) as stale:
        save(world, attempt, "health", "From the second tab.", 0)
    assert stale.value.mine == "From the second tab."
    assert (stale.value.stored.value, stale.value.stored.version) == ("From the first tab.", 1)
    assert desk.part(world.house, world.ada, attempt, PLAN, "health").value == "From the first tab."
    assert save(world, attempt, "health", "From the second tab.", 1) == 2


def test_a_save_whose_answer_was_lost_is_no_conflict(world: World) -> None:
    attempt = world.begun()
    assert save(world, attempt, "health", HEALTH, 0) == 1
    assert save(world, attempt, "health", HEALTH, 0) == 1


def test_many_tabs_lose_no_acknowledged_word(world: World) -> None:
    attempt = world.begun()

    def append(word: str) -> None:
        while True:
            now = desk.part(world.house, world.ada, attempt, PLAN, "health")
            try:
                save(world, attempt, "health", f"{now.value or ''} {word}".strip(), now.version)
                return
            except Stale:
                continue

    words = [f"word{n}" for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(append, words))
    final = desk.part(world.house, world.ada, attempt, PLAN, "health")
    assert sorted(str(final.value).split()) == sorted(words)
    assert final.version == 24


@pytest.mark.parametrize(("part", "value", "says"), [
    ("health", "x" * 200_000, "200,000 characters"),
    ("health", ["a list"], "not text"),
    ("health", 7, "not text"),
    ("health", "a\x00b", "no text"),
    ("health", "a\ud800b", "no text"),
    ("developed_on", "2026-02-30", "not a date that exists"),
    ("permanency_goal", "reunificaton", 'did you mean "reunification"?'),
    ("threats", "text", "not a table"),
    ("threats", [{"what": "no id"}], "has no id"),
    ("threats", [{"id": "a", "what": "x"}, {"id": "a", "what": "y"}], "second row"),
    ("threats", [{"id": "a", "where": "x"}], "isn't in the table"),
    ("threats", [{"id": "a", "what": "x" * 5_000}], "5,000 characters"),
    ("threats", [{"id": "a" * 90, "what": "x"}], "longer than 64"),
    ("threats", [{"id": str(n), "what": "x"} for n in range(200)], "200 rows"),
    ("threats", [["a", "b"]], "not a row"),
    ("steps", [{"id": "s1", "by": "someday"}], "not a date"),
])
def test_what_can_not_be_kept_is_refused_whole(world: World, part: str, value: Any, says: str) -> None:
    attempt = world.begun()
    start = {"health": "", "threats": [], "steps": []}.get(part)
    before = save(world, attempt, part, start, 0) if start is not None else 0
    with pytest.raises(Refused) as refused:
        save(world, attempt, part, value, before)
    assert any(says in p for p in refused.value.problems), refused.value.problems
    now = desk.part(world.house, world.ada, attempt, PLAN, part)
    assert (now.value, now.version) == (start, before)


def test_text_stays_text(world: World) -> None:
    attempt = world.begun()
    texts = ["<script>alert(1)</script>", "=1+1", "'; drop table part; --", "**bold** 🧒🏽 ë", "{{ x }}", "  a  \n\n"]
    for version, text in enumerate(texts):
        save(world, attempt, "health", text, version)
        assert desk.part(world.house, world.ada, attempt, PLAN, "health").value == text


def test_a_reference_to_a_row_that_is_gone_can_still_be_saved(world: World) -> None:
    attempt = world.begun()
    step = [{"id": "s1", "objective": "deleted-in-another-tab", "action": "Drive her to school"}]
    assert save(world, attempt, "steps", step, 0) == 1


def test_unknown_parts_and_forms(world: World) -> None:
    attempt = world.begun()
    for form, part in (("case-plan", "no_such"), ("worksheet", "q1_method"), ("no-such", "health")):
        with pytest.raises(NotYours):
            desk.save(world.house, world.ada, attempt, form, part, "x", 0)
    with pytest.raises(NotYours):
        desk.parts(world.house, world.ada, attempt, "worksheet")
    with pytest.raises(NotYours):
        desk.form(world.house, "no-such")
    assert desk.forms_of(world.house, world.ada, attempt) == ["case-plan", "contacts"]
    assert list(desk.parts(world.house, world.ada, attempt, "contacts")) == ["team"]


def test_an_earlier_version_comes_back_by_saving_it(world: World) -> None:
    attempt = world.begun()
    save(world, attempt, "health", HEALTH, 0)
    world.clock.pass_(minutes=6)
    save(world, attempt, "health", HEALTH + " And more.", 1)
    save(world, attempt, "health", "", 2)
    states = desk.earlier(world.house, world.ada, attempt, PLAN, "health")
    assert [s.value for s in states] == [HEALTH + " And more.", HEALTH]
    assert save(world, attempt, "health", states[0].value, 3) == 4
    assert desk.part(world.house, world.ada, attempt, PLAN, "health").value == HEALTH + " And more."


def test_what_is_handed_in_opens_when_it_comes_back(world: World) -> None:
    attempt, submission = world.handed_in()
    with pytest.raises(Refused, match="handed in"):
        save(world, attempt, "health", "New words.", 1)
    desk.return_(world.house, world.ann, submission, "Say more.")
    assert save(world, attempt, "health", "New words.", 1) == 2
    again = desk.hand_in(world.house, world.ada, attempt)
    desk.accept(world.house, world.ann, again, "Good.")
    with pytest.raises(Refused, match="closed"):
        save(world, attempt, "health", "Newer words.", 2)
    assert desk.part(world.house, world.ada, attempt, PLAN, "health").value == "New words."
