"""Cohort: who is where and who is stuck, what most people miss, criteria by trainee; nobody else's cohort."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import HEALTH, World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.desk.views import HeatRow
from trainer.ui.parts.cohort import heat_html, missed_by, quiet_days, row_names


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_everybody_of_the_cohort_is_on_the_board(world: World) -> None:
    world.begun("ada")
    screen = Screen(world, world.ann).open("cohort")
    text = screen.text()
    assert "Ada Okafor" in text
    assert "Bo Lindqvist Nothing begun yet" in " ".join(text.split())
    assert "Cy Marsh" not in text
    assert "Nothing is handed in yet" in text


def test_a_coordinator_chooses_the_cohort(world: World) -> None:
    screen = Screen(world, world.kim).open("cohort")
    assert "Ada Okafor" in screen.text()
    screen.run(screen.tab.selectbox(key="cohort").set_value("spring"))
    assert "Cy Marsh" in screen.text()
    assert "Ada Okafor" not in screen.text()
    again = Screen(world, world.kim)
    again.tab.query_params["cohort"] = "spring"
    assert "Cy Marsh" in again.run().text(), "the address opens the same cohort after a refresh"


def test_an_address_opens_no_other_cohort_to_an_advisor(world: World) -> None:
    assert "Cy Marsh" not in Screen(world, world.ann).open("cohort", cohort="spring").text()


def test_who_takes_no_step_for_days_is_pointed_out(world: World) -> None:
    world.begun("ada")
    (row, *_) = desk.cohort_board(world.house, world.ann, "autumn")
    assert quiet_days(row, world.clock.now) == 0
    world.clock.pass_(days=6)
    assert quiet_days(row, world.clock.now) == 6
    assert "quiet for 6 days" in Screen(world, world.ann).open("cohort").text()


def test_who_waits_for_an_advisor_is_not_stuck(world: World) -> None:
    world.handed_in("ada")
    world.clock.pass_(days=6)
    assert "quiet for" not in Screen(world, world.ann).open("cohort").text()


def test_what_most_people_miss_stands_first(world: World) -> None:
    world.handed_in("ada", health=HEALTH)
    world.handed_in("bo")
    screen = Screen(world, world.ann).open("cohort")
    rows = desk.heat(world.house, world.ann, "autumn")
    (title, missed, of), *_ = missed_by(rows)
    assert (missed, of) == (2, 2)
    text = screen.text()
    assert f"{title} 2 of 2" in " ".join(text.split())
    assert "○ missed" in text


def test_criteria_of_the_same_title_are_told_apart() -> None:
    rows = [HeatRow("Ada", "a[need=health]", "A need", "met"),
            HeatRow("Ada", "b[need=school_work]", "A need", "missed"),
            HeatRow("Bo", "a[need=health]", "A need", "partly")]
    assert row_names(rows) == {"a[need=health]": "A need", "b[need=school_work]": "A need (school work)"}
    assert missed_by(rows) == [("A need (school work)", 1, 1), ("A need", 1, 2)]
    table = heat_html(rows, ["A need (school work)"], "Levels")
    assert "○ missed" in table
    assert "not asked" in table


def test_names_are_text(world: World) -> None:
    rows = [HeatRow("<b>Ada</b>", "a", "A <i>title</i>", "met")]
    assert "<b>Ada" not in heat_html(rows, ["A <i>title</i>"], "Levels")
    assert "<i>" not in heat_html(rows, ["A <i>title</i>"], "Levels")
