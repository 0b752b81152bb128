"""Today: what is in hand, what was given, practice, and the quiet way to another case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


def test_without_a_case_it_invites_to_practise(world: World) -> None:
    screen = Screen(world, world.ada).run()
    assert [t.value for t in screen.tab.title] == ["Today"]
    assert "Start a practice case" in screen.buttons()
    screen.click("practise")
    assert len(desk.attempts(world.house, world.ada)) == 1
    assert "This case speaks of hunger" in screen.text()


def test_the_next_step_is_the_one_primary_button(world: World) -> None:
    world.begun()
    screen = Screen(world, world.ada).run()
    primary = [b.label for b in screen.tab.button if b.proto.type == "primary"]
    assert primary == ["Open the record"]
    assert "Read the record. Start with the oldest paper." in screen.text()


def test_another_case_can_be_had_quietly(world: World) -> None:
    first = desk.practise(world.house, world.ada, "connecticut")
    screen = Screen(world, world.ada).run()
    screen.press("I would rather have another case")
    own = desk.attempts(world.house, world.ada)
    assert len(own) == 1
    assert own[0].id != first
    assert screen.tab.query_params["attempt"] == own[0].id


def test_once_a_paper_is_open_the_note_is_gone(world: World) -> None:
    attempt = world.begun()
    desk.open_paper(world.house, world.ada, attempt, desk.papers(world.house, world.ada, attempt)[0].id)
    screen = Screen(world, world.ada).run()
    assert "speaks of hunger" not in screen.text()
    assert not any("another case" in label for label in screen.buttons())


def test_an_assignment_begins_here_with_its_title_as_text(world: World) -> None:
    desk.assign(world.house, world.kim, "<b>Plan</b> *one* $x$", "connecticut", "autumn", None, False, "at once")
    screen = Screen(world, world.ada).run()
    assert "&lt;b&gt;Plan&lt;/b&gt;" in screen.html()
    begin = next(b for b in screen.tab.button if b.label.startswith("Begin"))
    assert begin.label == "Begin \\<b\\>Plan\\</b\\> \\*one\\* \\$x\\$"
    screen.run(begin.click())
    assert len(desk.attempts(world.house, world.ada)) == 1


def test_somebody_elses_address_is_not_theirs_to_see(world: World) -> None:
    theirs = world.begun("bo")
    screen = Screen(world, world.ada).open("today", attempt=theirs)
    assert "isn't yours to see" in screen.text()
    nothing = Screen(world, world.ada).open("today", attempt="nothing-like-it")
    assert nothing.text().replace("nothing-like-it", "") == screen.text().replace(theirs, "")

