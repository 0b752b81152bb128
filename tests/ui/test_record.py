"""Record: papers, search, notes, and what was told so far, with nothing that the opened papers didn't tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.ui.screens import Screen
from trainer import desk


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path / "trainer.sqlite")


@pytest.fixture
def attempt(world: World) -> str:
    return world.begun()


def test_the_content_note_stands_before_the_first_paper(world: World, attempt: str) -> None:
    screen = Screen(world, world.ada).open("record")
    assert "speaks of hunger" in screen.text()
    assert not screen.tab.tabs
    screen.press("Go on")
    assert screen.tab.tabs
    assert not any(p.opened for p in desk.papers(world.house, world.ada, attempt)), "nothing opens by itself"


def test_a_paper_opens_and_its_address_says_so(world: World, attempt: str) -> None:
    screen = Screen(world, world.ada).open("record").press("Go on").press("Start with the oldest")
    assert "Tessa Delgado (9) came to the nurse hungry" in screen.text()
    assert screen.tab.query_params["paper"] == "d01"
    assert [p.id for p in desk.papers(world.house, world.ada, attempt) if p.opened] == ["d01"]


def test_another_tab_opens_at_the_page_that_the_address_names(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    screen = Screen(world, world.ada).open("record", attempt=attempt, paper="d01", page="2")
    assert "Household and history" in screen.text()
    assert "page 2 of 2" in screen.text()


def test_a_page_that_is_not_there_is_no_error(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    for page in ("99", "-1", "zwei", "٣"):
        screen = Screen(world, world.ada).open("record", attempt=attempt, paper="d01", page=page)
        assert "Report of suspected neglect" in screen.text()


def test_search_finds_only_in_what_was_opened(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    screen = Screen(world, world.ada).open("record", attempt=attempt)
    screen.run(screen.tab.text_input(key="record-words").set_value("noodles"))
    assert "page 1" in next(b.label for b in screen.tab.button if b.key == "record-hit-0")
    screen.run(screen.tab.text_input(key="record-words").set_value("therapist"))
    assert "Nothing found in the documents that you have opened" in screen.text()


def test_a_note_is_kept_and_its_passage_marked(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    screen = Screen(world, world.ada).open("record", attempt=attempt, paper="d01")
    quote = next(o for o in screen.tab.selectbox(key="record-quote").options if "bus driver" in o)
    screen.tab.selectbox(key="record-quote").select(quote)
    screen.tab.text_area(key="record-note-text").set_value("Ask <i>who</i> else saw it. $x$")
    screen.press("Keep")
    kept = desk.notes(world.house, world.ada, attempt)
    assert [(n.quote, n.text) for n in kept] == [(quote, "Ask <i>who</i> else saw it. $x$")]
    screen.run()
    assert f"<mark>{quote}</mark>" in screen.html()
    assert "Ask &lt;i&gt;who&lt;/i&gt; else saw it. $x$" in screen.html()


def test_family_and_timeline_are_drawn_from_opened_papers_alone(world: World, attempt: str) -> None:
    desk.open_paper(world.house, world.ada, attempt, "d01")
    screen = Screen(world, world.ada).open("record", attempt=attempt, view="Family")
    assert "Carla Whitcomb is the mother of Tessa Delgado." in screen.text()
    assert "Inez" not in screen.text(), "no opened paper names her"
    screen = Screen(world, world.ada).open("record", attempt=attempt, view="Timeline")
    assert "Ray Delgado is found" not in screen.text()
    for clock in desk.told.clocks(world.house.make(world.house, "connecticut", "x", "x", desk.Ask())):
        assert clock.title not in screen.text()


def test_the_words_stand_beside_each_picture(world: World, attempt: str) -> None:
    for paper in desk.papers(world.house, world.ada, attempt):
        desk.open_paper(world.house, world.ada, attempt, paper.id)
    for view in ("Family", "Timeline"):
        screen = Screen(world, world.ada).open("record", attempt=attempt, view=view)
        charts = screen.tab.get("vega_lite_chart")
        assert [bool(chart.proto.alt) for chart in charts] == [True]
        assert any(e.label.endswith("in words") for e in screen.tab.expander)
