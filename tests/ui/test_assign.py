"""Assign: what is given reaches the cohort's first pages as it was meant."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_it_reaches_the_trainees_of_that_cohort(world: World) -> None:
    screen = Screen(world, world.kim).open("assign")
    assert "Nothing yet." in screen.text()
    screen.run(screen.tab.radio(key="assign-track").set_value("georgia"))
    screen.tab.text_input(key="assign-title").set_value("A **review**")
    screen.tab.selectbox(key="assign-cohort").set_value("autumn")
    due = dt.date.today() + dt.timedelta(days=900)
    screen.tab.date_input(key="assign-due").set_value(due)
    screen.tab.radio(key="assign-same").set_value(True)
    screen.tab.radio(key="assign-release").set_value("at once")
    screen.tab.text_area(key="assign-note").set_value("Read first.")
    screen.press("Give it to the cohort")
    (given,) = desk.assignments(world.house, world.ada)
    assert (given.title, given.track, given.due, given.note) == ("A **review**", "georgia", due, "Read first.")
    (kept,) = desk.assignments_of(world.house, world.kim)
    assert (kept.same_case, kept.release, kept.cohort) == (True, "at once", "autumn")
    assert not desk.assignments(world.house, world.cy)
    assert "is given to autumn" in screen.text()
    assert "0 of 2" in screen.text()


def test_without_a_title_it_says_so_and_keeps_what_was_typed(world: World) -> None:
    screen = Screen(world, world.kim).open("assign")
    screen.tab.text_area(key="assign-note").set_value("Read first.")
    screen.press("Give it to the cohort")
    assert "Give the assignment a title" in screen.text()
    assert screen.tab.text_area(key="assign-note").value == "Read first."
    assert not desk.assignments_of(world.house, world.kim)


def test_what_is_handed_in_under_a_track_is_told(world: World) -> None:
    screen = Screen(world, world.kim).open("assign")
    assert "They hand in: " in screen.text()
    before = screen.text()
    screen.run(screen.tab.radio(key="assign-track").set_value("georgia"))
    assert screen.text() != before


def test_without_trainees_it_leads_to_people(world: World) -> None:
    for person in desk.people(world.house, world.kim):
        if person.role == "trainee":
            desk.set_active(world.house, world.kim, person.id, False)
    screen = Screen(world, world.kim).open("assign")
    assert "There are no trainees yet" in screen.text()
    assert [t.value for t in screen.press("Add people").tab.title] == ["Say who takes part"]
