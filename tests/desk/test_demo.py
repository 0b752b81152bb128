"""The demo: made by the verbs, with work at every stage, and secrets that open."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest

from tests.desk.world import World, new_world
from trainer import desk
from trainer.case.library import library
from trainer.desk import demo
from trainer.desk.doors import Visitor
from trainer.desk.open import make
from trainer.desk.signin import StoreDoors


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, list[demo.DemoPerson], list[tuple[int, int, str]]]:
    world = new_world(tmp_path_factory.mktemp("demo") / "demo.sqlite", people=False)
    seeds = count(31)
    world.house = replace(world.house, library=library(),
                          make=lambda house, track, seed, id, ask: make(house, track, str(next(seeds)), id, ask))
    steps: list[tuple[int, int, str]] = []
    people = demo.fill(world.house, lambda *step: steps.append(step))
    return world, people, steps


def visitors(world: World, people: list[demo.DemoPerson]) -> dict[str, Visitor]:
    doors = StoreDoors(world.house)
    found = {}
    for person in people:
        token = doors.sign_in(person.sign_in, person.secret)
        assert isinstance(token, str), person
        visitor = doors.who(token)
        assert visitor is not None
        found[person.sign_in] = visitor
    return found


def test_everybody_comes_in_with_their_secret(filled: tuple[World, list[demo.DemoPerson], object]) -> None:
    world, people, _ = filled
    assert Counter(p.role for p in people) == {"trainee": 8, "advisor": 2, "coordinator": 1}
    visitors(world, people)


def test_there_is_work_at_every_stage(filled: tuple[World, list[demo.DemoPerson], object]) -> None:
    world, people, _ = filled
    who = visitors(world, people)
    board = desk.cohort_board(world.house, who["ruth"], demo.COHORT)
    assert {r.stage for r in board} >= {"read", "plan", "waiting", "revise", "accepted", "signed", "feedback"}
    assert {desk.attempt(world.house, who[n], a.id).track for n in who if who[n].role == "trainee"
            for a in desk.attempts(world.house, who[n])} == {"connecticut", "georgia"}
    twice = [r for r in board if r.submissions == 2]
    assert twice, "both versions of somebody's work"
    signed = next(r for r in board if r.stage == "signed")
    assert [(s.role, s.holds) for s in desk.signatures(world.house, who["ruth"], signed.submission_id)] == [
        ("trainee", True), ("advisor", True), ("coordinator", True)]
    assert {i.state for i in desk.queue(world.house, who["helen"])} == {"waiting", "returned", "accepted", "signed"}


def test_it_was_made_in_the_past_and_in_order(filled: tuple[World, list[demo.DemoPerson], object]) -> None:
    world, _, _ = filled
    with world.house.store.read() as reader:
        times = [e.at for e in reader.events()]
    assert times == sorted(times)
    assert times[-1] < world.house.now


def test_plans_name_rows_as_a_form_does(filled: tuple[World, list[demo.DemoPerson], object]) -> None:
    """The exemplar's row ids name threats and needs; a trainee's screens and exports must not."""
    world, _, _ = filled
    with world.house.store.read() as reader:
        for event in reader.events(kind="submitted"):
            for value in [*event.body["submission"]["plan"].values(), *event.body["submission"]["worksheet"].values()]:
                for row in value if isinstance(value, list) else []:
                    assert len(row["id"]) <= 4


def test_it_tells_how_far_it_is(filled: tuple[World, list[demo.DemoPerson], list[tuple[int, int, str]]]) -> None:
    _, _, steps = filled
    assert [s[0] for s in steps] == list(range(11))
    assert {s[1] for s in steps} == {10}


def test_a_house_with_people_is_left_alone(world: World) -> None:
    before = desk.people(world.house, world.kim)
    assert demo.fill(world.house) == []
    assert desk.people(world.house, world.kim) == before

