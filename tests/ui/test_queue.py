"""Queue: whose submissions wait, in which order, and the way to grade them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import HEALTH, World, new_world
from tests.ui.screens import Screen
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_an_empty_queue_says_when_something_comes(world: World) -> None:
    assert "Nothing is handed in yet" in Screen(world, world.ann).open("queue").text()


def test_the_oldest_comes_first_and_only_ones_cohort(world: World) -> None:
    world.handed_in("ada")
    world.clock.pass_(hours=2)
    world.handed_in("bo")
    world.handed_in("cy")
    text = Screen(world, world.ann).open("queue").text()
    assert "Waiting (2)" in text
    assert text.index("Ada Okafor") < text.index("Bo Lindqvist")
    assert "Cy Marsh" not in text
    assert "Cy Marsh" in Screen(world, world.kim).open("queue").text()


def test_one_narrows_it_to_a_cohort_and_to_what_one_has_read(world: World) -> None:
    _, ada = world.handed_in("ada")
    world.handed_in("cy")
    screen = Screen(world, world.kim).open("queue")
    screen.run(screen.tab.selectbox(key="queue-cohort").set_value("spring"))
    assert "Ada Okafor" not in screen.text()
    screen.run(screen.tab.selectbox(key="queue-cohort").set_value("All cohorts"))
    screen.run(screen.tab.segmented_control(key="queue-whose").set_value("Mine"))
    assert "haven't begun to read anything" in screen.text()
    desk.decide(world.house, world.kim, ada, "health-described", "partly", "A reason.")
    screen.run()
    assert "Ada Okafor" in screen.text()
    assert "read by Kim Abara" in screen.text()
    assert "Cy Marsh" not in screen.text()


def test_what_is_answered_stands_below_what_waits(world: World) -> None:
    _, ada = world.handed_in("ada", health=HEALTH)
    world.handed_in("bo")
    desk.return_(world.house, world.ann, ada, "Add the steps.")
    text = Screen(world, world.ann).open("queue").text()
    assert text.index("Waiting (1)") < text.index("Given back, not yet handed in again (1)")


def test_the_button_opens_that_submission(world: World) -> None:
    _, ada = world.handed_in("ada")
    screen = Screen(world, world.ann).open("queue").click(f"grade-{ada}")
    assert [t.value for t in screen.tab.title] == ["Grade a submission"]
    assert screen.tab.query_params["submission"] in (ada, [ada])
