"""Handing in: frozen whole, checked whole, scored, kept; once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from tests.desk import world as made
from tests.desk.world import HEALTH, World
from trainer import desk
from trainer.desk.errors import Refused, Stale
from trainer.plan.submission import Submission

OBJECTIVE = {"id": "o1", "answers": "t1", "change": "Both children eat three meals a day."}
THREAT = {"id": "t1", "what": "The children were without food for days."}


def events(world: World, *kinds: str) -> list[Any]:
    with world.house.store.read() as reader:
        return reader.events(kind=kinds)


def test_everything_is_frozen_and_scored(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, health=HEALTH, threats=[THREAT], objectives=[OBJECTIVE], permanency_goal="reunification")
    team = [{"id": "p1", "person": "Carla", "added": "Yes."}]
    desk.save(world.house, world.ada, attempt, "contacts", "team", team, 0)
    id = desk.hand_in(world.house, world.ada, attempt)
    submission = desk.feedback(world.house, world.ann, attempt).submission
    assert submission.text("plan.health") == HEALTH
    assert submission.rows("plan.objectives") == [OBJECTIVE]
    assert submission.rows("team") == team
    assert submission.asked == ("plan", "team")
    assert submission.handed_in == made.reference().today, "the day in the case's own world"
    assert [e.of for e in events(world, "scored")] == [id]
    with world.house.store.read() as reader:
        rows = reader.finding_rows(submission=id)
    assert {(r.source, r.criterion, r.level) for r in rows} == {
        ("ct-36-3", "health-described", "met"), ("federal", "health-described", "met"),
        ("federal", "threats-answered", "met"), ("ct-36-3", "view-told", "missed")}
    assert {r.trainee for r in rows} == {"p-ada"}


def test_a_second_click_is_the_same_submission(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, health=HEALTH)
    barrier = Barrier(4)

    def slow(*given: Any) -> Any:
        barrier.wait(timeout=20)        # all four are scored at the same time
        return made.judge(*given)

    house = replace(world.house, judge=slow)
    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(lambda _: desk.hand_in(house, world.ada, attempt), range(4)))
    assert len(ids) == 1
    assert desk.hand_in(world.house, world.ada, attempt) in ids
    assert len(events(world, "submitted")) == len(events(world, "scored")) == 1
    with world.house.store.read() as reader:
        assert len(reader.finding_rows(attempt=attempt)) == 4


def test_a_part_saved_while_it_was_scored_keeps_nothing(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, health=HEALTH)

    def meanwhile(*given: Any) -> Any:
        world.write(attempt, health="Changed in another tab.")
        return made.judge(*given)

    with pytest.raises(Stale) as stale:
        desk.hand_in(replace(world.house, judge=meanwhile), world.ada, attempt)
    assert stale.value.stored.value == "Changed in another tab."
    assert events(world, "submitted", "scored") == []
    desk.hand_in(world.house, world.ada, attempt)
    assert events(world, "submitted")[0].body["submission"]["plan"] == {"health": "Changed in another tab."}


def test_references_to_deleted_rows_are_emptied_and_told(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, threats=[THREAT], objectives=[OBJECTIVE, {"id": "o2", "answers": "t9", "change": "More."}],
                steps=[{"id": "s1", "objective": "o1", "action": "Drive her."},
                       {"id": "s2", "objective": "o9", "action": "Call."}, {"id": "s3", "objective": "o9"}])
    ready = desk.ready(world.house, world.ada, attempt)
    assert ready.can
    assert len([w for w in ready.warnings if "the row it pointed to is gone" in w]) == 3
    desk.hand_in(world.house, world.ada, attempt)
    plan = events(world, "submitted")[0].body["submission"]["plan"]
    assert [o["answers"] for o in plan["objectives"]] == ["t1", ""]
    assert plan["steps"] == [{"id": "s1", "objective": "o1", "action": "Drive her."},
                             {"id": "s2", "objective": "", "action": "Call."}], "a row left without anything is gone"
    kept = desk.part(world.house, world.ada, attempt, "case-plan", "steps").value
    assert kept[1]["objective"] == "o9", "the part itself stays as it was written"


def test_an_objective_that_lost_all_takes_its_steps_reference_along(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, objectives=[{"id": "o1", "answers": "gone"}],
                steps=[{"id": "s1", "objective": "o1", "action": "Drive her."}])
    desk.hand_in(world.house, world.ada, attempt)
    plan = events(world, "submitted")[0].body["submission"]["plan"]
    assert plan["objectives"] == []
    assert plan["steps"] == [{"id": "s1", "objective": "", "action": "Drive her."}]


def test_ready_says_what_is_there_and_what_is_not(world: World) -> None:
    attempt = world.begun()
    ready = desk.ready(world.house, world.ada, attempt)
    assert (ready.filled, ready.can) == ((), False)
    with pytest.raises(Refused, match="nothing to hand in"):
        desk.hand_in(world.house, world.ada, attempt)
    world.write(attempt, health="   \n ", objectives=[{"id": "o1", "change": "More meals."}])
    ready = desk.ready(world.house, world.ada, attempt)
    assert [p.part for p in ready.filled] == ["objectives"]
    empty = {p.part for p in ready.empty}
    assert {"health", "team", "threats"} <= empty
    assert "culture" not in empty, "an optional part may stay empty"
    assert any("Objectives, objective 1 leaves out" in w for w in ready.warnings)
    assert ready.can


def test_both_versions_stay(world: World) -> None:
    attempt, first = world.handed_in()
    desk.return_(world.house, world.ann, first, "Add the objectives.")
    with pytest.raises(Refused, match="Nothing has changed"):
        desk.hand_in(world.house, world.ada, attempt)
    world.write(attempt, objectives=[{"id": "o1", "change": "More meals."}])
    second = desk.hand_in(world.house, world.ada, attempt)
    views = [desk.feedback(world.house, world.ann, attempt, id) for id in (first, second)]
    assert [v.number for v in views] == [1, 2]
    assert [s.id for s in views[0].submissions] == [first, second]
    assert "objectives" not in views[0].submission.plan
    assert views[1].submission.rows("plan.objectives")
    assert [v.satisfactory for v in views] == [False, False]


def test_the_scorer_gets_the_earlier_versions(world: World) -> None:
    attempt, first = world.handed_in()
    desk.return_(world.house, world.ann, first, "More.")
    world.write(attempt, health=HEALTH + " More.")
    seen: list[tuple[Submission, ...]] = []

    def judge(house: Any, case: Any, submission: Any, earlier: Any) -> Any:
        seen.append(tuple(earlier))
        return made.judge(house, case, submission, earlier)

    desk.hand_in(replace(world.house, judge=judge), world.ada, attempt)
    assert [s.text("plan.health") for s in seen[0]] == [HEALTH]


def test_a_scorecard_keeps_what_it_was(world: World) -> None:
    """The rubrics change later; what stood then stands still, points and all."""
    attempt, id = world.handed_in()
    before = desk.feedback(world.house, world.ann, attempt)
    changed = replace(world.house.rubrics, criteria={}, sources={}, files={})
    after = desk.feedback(replace(world.house, rubrics=changed), world.ann, attempt, id)
    assert after.standing == before.standing
    assert [f.title for f in after.findings] == ["Health described", "Threats answered", "View told"]


@pytest.mark.parametrize(("text", "found"), [
    ("Call her at (860) 555-0134.", "(860) 555-0134"), ("Call 860-555-0134 after six.", "860-555-0134"),
    ("His number is 123-45-6789.", "123-45-6789"), ("Write to mia.reyes@example.org.", "mia.reyes@example.org"),
    ("Docket 24-1187, June 12, 2026, 9 years, 7:30 to 8:15, room 12-34.", ""),
    ("1" * 5_000 + " a@" * 2_000, ""),
])
def test_what_looks_like_a_real_persons_data_is_pointed_out(world: World, text: str, found: str) -> None:
    attempt = world.begun()
    world.write(attempt, health=text)
    ready = desk.ready(world.house, world.ada, attempt)
    told = [w for w in ready.warnings if "real people" in w]
    assert bool(told) == bool(found)
    assert all(found in w and w.startswith("Physical health") for w in told)
    assert ready.can, "a warning is no bar"


def test_what_the_record_holds_is_no_warning(world: World) -> None:
    number = "860-555-0177"
    case = made.reference()
    paper = case.documents[0]
    told = paper.model_copy(update={"pages": (paper.pages[0] + f"\nCall {number}.", *paper.pages[1:])})

    def make(house: Any, track: str, seed: str, id: str, ask: Any) -> Any:
        return made.secret_case(house, track, seed, id, ask).model_copy(
            update={"documents": (told, *case.documents[1:])})

    house = replace(world.house, make=make)
    attempt = desk.practise(house, world.ada, "connecticut")
    desk.save(house, world.ada, attempt, "case-plan", "health", f"Her aunt is at {number}.", 0)
    assert desk.ready(house, world.ada, attempt).warnings == ()
