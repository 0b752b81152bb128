"""Review: the worksheet's questions with the minutes of the review beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen, past_the_note
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_the_minutes_stand_beside_the_questions(world: World) -> None:
    attempt = world.begun(track="georgia")
    screen = past_the_note(Screen(world, world.ada)).open("review", attempt=attempt, section="worksheet.questions")
    assert "Case plan review, minutes" in str(screen.tab.selectbox(key="record-paper").options)
    assert screen.tab.selectbox(key="record-paper").value == "d13"
    assert "5. Do all parties agree with the plan?" in screen.text()


def test_who_was_present_is_a_row_each(world: World) -> None:
    attempt = world.begun(track="georgia")
    screen = past_the_note(Screen(world, world.ada)).open("review", attempt=attempt, section="worksheet.questions")
    screen.press("Add the first person")
    rows = desk.part(world.house, world.ada, attempt, "worksheet", "q2_present").value
    assert [list(row) for row in rows] == [["id"]]


def test_a_case_without_a_worksheet_says_where_to_go(world: World) -> None:
    attempt = world.begun()
    screen = Screen(world, world.ada).open("review", attempt=attempt)
    assert "asks for a plan, not for the review worksheet" in screen.text()
    other = Screen(world, world.ada).open("plan", attempt=world.begun(track="georgia"))
    assert "asks for the review worksheet, not for a plan" in other.text()
