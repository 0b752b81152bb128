"""Boards, the heat map, one's own way, assignments as their giver sees them, and exports."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from tests.desk.world import HEALTH, World
from trainer import desk
from trainer.desk.errors import NotYours, Refused


def test_the_board_shows_who_is_where(world: World) -> None:
    attempt, submission = world.handed_in()
    practice = desk.practise(world.house, world.bo, "connecticut")
    world.write(practice, "bo", health=HEALTH)
    rows = {r.trainee: r for r in desk.cohort_board(world.house, world.ann, "autumn")}
    assert set(rows) == {"Ada Okafor", "Bo Lindqvist"}
    ada, bo = rows["Ada Okafor"], rows["Bo Lindqvist"]
    assert (ada.attempt_id, ada.stage, ada.submissions, ada.satisfactory) == (attempt, "waiting", 1, False)
    assert ada.submission_id == submission
    assert (bo.stage, bo.attempt_id) == (None, ""), "practice is one's own"


def test_heat_is_the_newest_level(world: World) -> None:
    attempt, first = world.handed_in()
    rows = {(r.trainee, r.criterion): r.level for r in desk.heat(world.house, world.kim, "autumn")}
    assert rows == {("Ada Okafor", "health-described"): "met", ("Ada Okafor", "threats-answered"): "missed",
                    ("Ada Okafor", "view-told"): "missed"}
    desk.return_(world.house, world.ann, first, "More.")
    world.write(attempt, objectives=[{"id": "o1", "change": "More meals."}])
    desk.hand_in(world.house, world.ada, attempt)
    rows = {(r.trainee, r.criterion): r.level for r in desk.heat(world.house, world.kim, "autumn")}
    assert rows[("Ada Okafor", "threats-answered")] == "met"


def test_progress_by_submission(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health=HEALTH)
    desk.hand_in(world.house, world.ada, attempt)
    world.write(attempt, objectives=[{"id": "o1", "change": "More meals."}])
    desk.hand_in(world.house, world.ada, attempt)
    mine = desk.progress(world.house, world.ada)
    assert [(r.attempt, r.level, r.share) for r in mine if r.criterion == "threats-answered"] == [
        (1, "missed", 0.0), (2, "met", 1.0)]
    assert {r.theme for r in mine} == {"child"}
    assert desk.progress(world.house, world.ann, "p-ada") == [], "practice is one's own"
    world.handed_in()
    assert len(desk.progress(world.house, world.ann, "p-ada")) == 3, "reviewers see what isn't released yet"
    assert len(desk.progress(world.house, world.ada)) == 6


def test_a_suggestion_names_what_is_open(world: World) -> None:
    assert "Start with" in desk.suggestion(world.house, world.ada).says
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health=HEALTH)
    desk.hand_in(world.house, world.ada, attempt)
    suggestion = desk.suggestion(world.house, world.ada)
    assert suggestion.track == "connecticut"
    assert set(suggestion.work_on) == {
        "Each danger has an objective", "The child's own view is told", "The child's health is described"}


def test_assignments_as_given(world: World) -> None:
    given = world.give()
    desk.begin(world.house, world.ada, given)
    view = desk.assignments_of(world.house, world.kim)[0]
    assert (view.id, view.begun, view.of, view.release, view.cohort) == (given, 1, 2, "after advisor", "autumn")
    assert [g.id for g in desk.assignments_of(world.house, world.ann)] == [given]
    assert desk.assignments_of(world.house, world.sam) == []
    with pytest.raises(NotYours):
        desk.assignments_of(world.house, world.sam, "autumn")


@pytest.mark.parametrize("wrong", [
    {"title": " "}, {"title": "x" * 200}, {"track": "atlantis"}, {"cohort": "winter"}, {"release": "never"},
    {"note": "x" * 5_000}, {"title": "a\x00b"}])
def test_assignments_that_can_not_be(world: World, wrong: dict[str, str]) -> None:
    given = {"title": "T", "track": "connecticut", "cohort": "autumn", "due": None, "same_case": False,
             "release": "at once", "note": ""} | wrong
    with pytest.raises(Refused):
        desk.assign(world.house, world.kim, **given)
    assert desk.assignments_of(world.house, world.kim) == []


def test_exports_hold_no_names_no_seed_and_no_formula(world: World) -> None:
    _, submission = world.handed_in()
    desk.decide(world.house, world.ann, submission, "health-described", "partly", "=HYPERLINK(\"http://x\")")
    for what in ("findings", "submissions", "decisions"):
        table = desk.export_rows(world.house, None, what)
        assert table.rows
        text = desk.as_csv(table)
        rows = list(csv.reader(io.StringIO(text)))
        assert len({len(r) for r in rows}) == 1
        for secret in ("Okafor", "Ruiz", "seed-", "the-secret-strand", "argon2"):
            assert secret not in text
        assert "Ada Okafor" in desk.as_csv(desk.export_rows(world.house, world.kim, what)), "a coordinator asks by name"
    decided = list(csv.DictReader(io.StringIO(desk.as_csv(desk.export_rows(world.house, None, "decisions")))))
    assert decided[0]["reason"].startswith("'="), "a spreadsheet runs nothing"
    findings = list(csv.DictReader(io.StringIO(desk.as_csv(desk.export_rows(world.house, None, "findings")))))
    health = [f for f in findings if f["criterion"] == "health-described"]
    assert {(f["source"], f["machine_level"], f["level"], f["points"]) for f in health} == {
        ("ct-36-3", "met", "partly", "1.5"), ("federal", "met", "partly", "1.5")}
    with pytest.raises(Refused):
        desk.export_rows(world.house, None, "secrets")  # type: ignore[arg-type]


def test_an_assignment_says_how_hard_and_about_what_and_trainees_are_not_told(world: World) -> None:
    asked: list[desk.Ask] = []

    def make(house: desk.House, track: str, seed: str, id: str, ask: desk.Ask) -> Any:
        asked.append(ask)
        return world.house.make(house, track, seed, id, ask)

    house = replace(world.house, make=make)
    given = desk.assign(house, world.kim, "Hard", "connecticut", "autumn", None, False, "at once",
                        ask=desk.Ask(4, "the-secret-strand"))
    view = next(a for a in desk.assignments(house, world.ada) if a.id == given)
    assert "secret" not in str(view)
    desk.begin(house, world.ada, given)
    desk.practise(house, world.ada, "connecticut", difficulty=2)
    assert asked == [desk.Ask(4, "the-secret-strand"), desk.Ask(2, "")]
    for wrong, says in ((desk.Ask(6), "how hard"), (desk.Ask(1, "no-such-strand"), "what the case is about")):
        with pytest.raises(Refused, match=says):
            desk.assign(house, world.kim, "Hard", "connecticut", "autumn", None, True, "at once", ask=wrong)
