"""Progress: criteria over attempts, as a picture and as words, and what to practise next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.desk.world import HEALTH, World, new_world
from tests.ui.screens import Screen
from trainer import desk
from trainer.desk.views import ProgressRow
from trainer.ui.parts.over_time import cells_of, mastered_titles


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def row(attempt: int, criterion: str, level: str, title: str = "") -> ProgressRow:
    return ProgressRow(attempt, dt.date(2026, 11, attempt), criterion, title or criterion, "child", level, None)  # type: ignore[arg-type]


def test_without_feedback_it_invites(world: World) -> None:
    world.handed_in(release="after advisor")
    assert "Nothing is scored yet" in Screen(world, world.ada).open("progress").text()


def test_picture_table_and_what_comes_next(world: World) -> None:
    world.handed_in(release="at once", health=HEALTH)
    world.handed_in(release="at once", health=HEALTH, child_view="x")
    screen = Screen(world, world.ada).open("progress")
    chart = screen.tab.get("vega_lite_chart")[0]
    assert "The child's health is described" in chart.proto.alt
    assert "● met" in str(screen.tab.table[0].value)
    assert "Practise it in another case" in screen.text()
    before = len(desk.attempts(world.house, world.ada))
    screen.click("practise-next")
    assert len(desk.attempts(world.house, world.ada)) == before + 1


def test_mastered_is_met_in_the_last_two_that_asked() -> None:
    rows = [row(1, "a", "met"), row(2, "a", "not_applicable"), row(3, "a", "met"), row(1, "b", "met"),
            row(3, "b", "unsure"), row(2, "c", "met"), row(1, "d", "missed"), row(3, "d", "met")]
    assert mastered_titles(rows) == ["a"]


def test_same_titles_stay_apart_in_the_picture() -> None:
    rows = [row(1, "told[area=health]", "met", "It is told"), row(1, "told[area=school]", "missed", "It is told")]
    assert len({c.row for c in cells_of(rows)}) == 2
