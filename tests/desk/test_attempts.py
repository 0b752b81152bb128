"""Beginning, practising and declining; stages that follow from what happened."""

from __future__ import annotations

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk.world import HEALTH, World
from trainer import desk
from trainer.desk.errors import NotYours, Refused


def stage(world: World, attempt: str, who: str = "ada") -> str:
    return desk.attempt(world.house, world.people[who], attempt).stage


def test_an_assignment_is_begun_once(world: World) -> None:
    given = world.give()
    assert [a.id for a in desk.assignments(world.house, world.ada)] == [given]
    with ThreadPoolExecutor(6) as pool:
        begun = set(pool.map(lambda _: desk.begin(world.house, world.ada, given), range(6)))
    assert len(begun) == 1
    assert desk.begin(world.house, world.ada, given) in begun
    assert desk.assignments(world.house, world.ada) == []
    assert [a.id for a in desk.attempts(world.house, world.ada)] == list(begun)
    assert [a.id for a in desk.assignments(world.house, world.bo)] == [given], "still given to the others"
    assert desk.assignments(world.house, world.cy) == [], "another cohort's"


def test_one_case_for_all_or_one_each(world: World) -> None:
    def case_of(attempt: str) -> str:
        with world.house.store.read() as reader:
            return str(next(iter(reader.events(of=attempt, kind="attempt"))).body["case"])

    shared, own = world.give(same_case=True), world.give()
    same = [case_of(desk.begin(world.house, w, shared)) for w in (world.ada, world.bo)]
    each = [case_of(desk.begin(world.house, w, own)) for w in (world.ada, world.bo)]
    assert same[0] == same[1]
    assert len({*same, *each}) == 3


def test_seeds_are_secret_and_new(world: World) -> None:
    seeds = set()
    for _ in range(3):
        attempt = desk.practise(world.house, world.ada, "connecticut")
        with world.house.store.read() as reader:
            case = world.house.shelf.case(reader, str(reader.events(of=attempt, kind="attempt")[0].body["case"]))
        seed = case.seed.removeprefix("seed-")
        assert len(seed) == 32, "128 bits in hexadecimal"
        assert int(seed, 16) >= 0
        assert seed not in attempt + case.id
        seeds.add(seed)
    assert len(seeds) == 3


def test_a_case_is_stored_whole_and_read_back(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    with world.house.store.read() as reader:
        id = str(reader.events(of=attempt, kind="attempt")[0].body["case"])
        kept = world.house.shelf.case(reader, id)
        world.house.shelf._cases.clear()
        assert world.house.shelf.case(reader, id) == kept


def test_declining_asks_for_another(world: World) -> None:
    given = world.give(same_case=True)
    first = desk.begin(world.house, world.ada, given)
    desk.decline(world.house, world.ada, first)
    desk.decline(world.house, world.ada, first)
    assert desk.attempts(world.house, world.ada) == []
    assert [a.id for a in desk.assignments(world.house, world.ada)] == [given]
    second = desk.begin(world.house, world.ada, given)
    assert second != first
    with world.house.store.read() as reader:
        cases = {reader.events(of=a, kind="attempt")[0].body["case"] for a in (first, second)}
    assert len(cases) == 2, "not the shared case once more"
    with pytest.raises(Refused):
        desk.save(world.house, world.ada, first, "case-plan", "health", HEALTH, 0)


def test_what_was_handed_in_is_not_declined(world: World) -> None:
    attempt, _ = world.handed_in()
    with pytest.raises(Refused):
        desk.decline(world.house, world.ada, attempt)
    assert len(desk.attempts(world.house, world.ada)) == 1


def test_stages_from_reading_to_signing(world: World) -> None:
    attempt = world.begun()
    view = desk.attempt(world.house, world.ada, attempt)
    assert (view.stage, view.next_page, view.submissions, view.can_write) == ("read", "record", 0, True)
    world.write(attempt, health=HEALTH)
    assert stage(world, attempt) == "plan"
    fill(world, attempt)
    assert stage(world, attempt) == "hand_in"
    first = desk.hand_in(world.house, world.ada, attempt)
    view = desk.attempt(world.house, world.ada, attempt)
    assert (view.stage, view.can_write, view.submissions) == ("waiting", False, 1)
    desk.return_(world.house, world.ann, first, "Say who drives her.")
    assert stage(world, attempt) == "revise"
    world.write(attempt, health=HEALTH + " Ms. Pell drives her.")
    second = desk.hand_in(world.house, world.ada, attempt)
    assert stage(world, attempt) == "waiting"
    desk.accept(world.house, world.ann, second, "")
    assert stage(world, attempt) == "accepted"
    desk.sign(world.house, world.ada, second, "471108")
    assert stage(world, attempt) == "accepted", "it is signed off by the coordinator only"
    desk.sign(world.house, world.kim, second, "471108")
    assert stage(world, attempt) == "signed"
    desk.decide(world.house, world.kim, second, "health-described", "partly", "The medicine is left out.")
    assert stage(world, attempt) == "accepted", "what changes under a signature isn't signed any more"


def test_practice_can_be_revised_at_any_time(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health=HEALTH)
    desk.hand_in(world.house, world.ada, attempt)
    assert stage(world, attempt) == "feedback"
    world.write(attempt, health=HEALTH + " More.")
    assert stage(world, attempt) == "revise"
    desk.hand_in(world.house, world.ada, attempt)
    assert desk.attempt(world.house, world.ada, attempt).submissions == 2


def test_views_give_nothing_of_the_truth_away(world: World) -> None:
    """Before feedback no verb that a trainee has shows a seed, a strand, or the id of a fact or threat."""
    attempt = world.begun()
    for paper in desk.papers(world.house, world.ada, attempt):
        desk.open_paper(world.house, world.ada, attempt, paper.id)
    world.write(attempt, health=HEALTH)
    submission = desk.hand_in(world.house, world.ada, attempt)
    h, ada = world.house, world.ada
    shown = repr([
        desk.attempts(h, ada), desk.assignments(h, ada), desk.papers(h, ada, attempt), desk.notes(h, ada, attempt),
        desk.search(h, ada, attempt, "tessa"), desk.disclosed(h, ada, attempt), desk.names_met(h, ada, attempt),
        desk.services_met(h, ada, attempt), desk.parts(h, ada, attempt, "case-plan"), desk.ready(h, ada, attempt),
        desk.feedback(h, ada, attempt), desk.signatures(h, ada, submission), desk.progress(h, ada)])
    with world.house.store.read() as reader:
        case = world.house.shelf.case(reader, str(reader.events(of=attempt, kind="attempt")[0].body["case"]))
    secrets = [case.seed, case.seed.removeprefix("seed-"), *case.strands, *(f.id for f in case.facts),
               *(c.id for c in case.claims), *(x.id for g in (case.threats, case.needs, case.risks) for x in g),
               *(s.id for s in case.strengths)]
    assert [s for s in secrets if s in shown] == []
    assert [t.says for t in case.threats if t.says in shown] == []
    assert desk.disclosed(h, ada, attempt).clocks == ()


def test_due_dates_and_order(world: World) -> None:
    kim = world.kim
    late = desk.assign(world.house, kim, "Later", "georgia", "autumn", dt.date(2026, 12, 24), False, "at once")
    soon = desk.assign(world.house, kim, "Sooner", "connecticut", "autumn", dt.date(2026, 12, 1), False, "at once")
    assert [a.id for a in desk.assignments(world.house, world.ada)] == [soon, late]
    attempt = desk.begin(world.house, world.ada, late)
    view = desk.attempt(world.house, world.ada, attempt)
    assert (view.due, view.assignment_title, view.next_page) == (dt.date(2026, 12, 24), "Later", "record")
    assert view.content_note.startswith("This case speaks of hunger")


def test_what_does_not_exist_is_nobodys(world: World) -> None:
    with pytest.raises(NotYours):
        desk.begin(world.house, world.ada, "no-such-assignment")
    with pytest.raises(Refused):
        desk.practise(world.house, world.ada, "atlantis")


def fill(world: World, attempt: str) -> None:
    """Something in every part that isn't optional."""
    rows = {"threats": "what", "risks": "what", "needs": "what", "family_strengths": "what", "team": "added"}
    for form_id in desk.forms_of(world.house, world.ada, attempt):
        form = desk.form(world.house, form_id)
        for part in form.parts:
            now = desk.part(world.house, world.ada, attempt, form_id, part.id)
            if part.optional or now.version:
                continue
            if part.kind == "table":
                value: object = [{"id": f"{part.id}1", rows.get(part.id, part.columns[1].id): "Something seen"}]
            else:
                value = {"date": "2026-07-10", "choice": (part.options or ("",))[0]}.get(part.kind, "Something seen.")
            desk.save(world.house, world.ada, attempt, form_id, part.id, value, now.version)
    assert json.dumps(desk.ready(world.house, world.ada, attempt).empty) == "[]"
