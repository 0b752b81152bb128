"""Hand in: what is there, what isn't, and straight on to the feedback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_nothing_written_is_nothing_to_hand_in(world: World) -> None:
    screen = Screen(world, world.ada).open("hand_in", attempt=world.begun())
    assert screen.tab.button(key="hand-in").disabled
    assert "Nothing yet." in screen.text()
    assert "There is nothing to hand in yet" in screen.text()


def test_it_says_what_is_there_and_what_is_not(world: World) -> None:
    attempt = world.begun()
    world.write(attempt, health="Well.", objectives=[{"id": "o1", "change": "c"}])
    screen = Screen(world, world.ada).open("hand_in", attempt=attempt)
    there, missing = screen.text().split("Still empty")
    assert "Something is written in (2)" in there
    assert "Physical health" in there
    assert "Safety threats" in missing
    assert "Objectives, objective 1 leaves out" in missing


def test_one_button_leads_to_the_feedback(world: World) -> None:
    attempt = world.begun(release="at once")
    world.write(attempt, health="Tessa saw Dr. Brandt on June 16.")
    screen = Screen(world, world.ada).open("hand_in", attempt=attempt).click("hand-in")
    assert [t.value for t in screen.tab.title] == ["Read your feedback"]
    assert desk.attempt(world.house, world.ada, attempt).submissions == 1
    assert screen.tab.query_params["submission"] == desk.feedback(world.house, world.ada, attempt).submission_id


def test_what_is_handed_in_and_unchanged_is_not_handed_in_again(world: World) -> None:
    attempt = desk.practise(world.house, world.ada, "connecticut")
    world.write(attempt, health="Well.")
    desk.hand_in(world.house, world.ada, attempt)
    screen = Screen(world, world.ada).open("hand_in", attempt=attempt)
    assert screen.tab.button(key="hand-in").disabled
    assert "Nothing has changed since you handed this in" in screen.text()


def test_what_waits_for_its_reader_cannot_be_handed_in_again(world: World) -> None:
    attempt, _ = world.handed_in()
    screen = Screen(world, world.ada).open("hand_in", attempt=attempt)
    assert "It opens again if your advisor gives it back to you." in screen.text()
    assert not any("Hand in my plan" in label for label in screen.buttons())
