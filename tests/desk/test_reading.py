"""The record: opening, searching, noting."""

from __future__ import annotations

import pytest

from tests.desk.world import World, reference
from trainer import desk
from trainer.desk.errors import NotYours, Refused


def test_papers_by_date_and_what_is_open(world: World) -> None:
    attempt = world.begun()
    papers = desk.papers(world.house, world.ada, attempt)
    assert len(papers) == len(reference().documents)
    assert [p.date for p in papers] == sorted(p.date for p in papers)
    assert not any(p.opened for p in papers)
    assert papers[0].author_name
    opened = desk.open_paper(world.house, world.ada, attempt, papers[2].id)
    assert opened.pages == reference().document(papers[2].id).pages
    desk.open_paper(world.house, world.ada, attempt, papers[2].id)
    again = desk.papers(world.house, world.ada, attempt)
    assert [p.id for p in again if p.opened] == [papers[2].id]
    assert [p.id for p in again if not p.new] == [papers[2].id]
    with world.house.store.read() as reader:
        assert reader.count(of=attempt, kind="opened") == 1, "the first opening is kept, once"
    with pytest.raises(NotYours):
        desk.open_paper(world.house, world.ada, attempt, "d99")


def test_search_looks_in_opened_papers_only(world: World) -> None:
    attempt = world.begun()
    assert desk.search(world.house, world.ada, attempt, "tessa") == []
    first, second = desk.papers(world.house, world.ada, attempt)[:2]
    desk.open_paper(world.house, world.ada, attempt, first.id)
    hits = desk.search(world.house, world.ada, attempt, "TESSA")
    assert {h.paper_id for h in hits} == {first.id}
    assert all("tessa" in h.snippet.casefold() for h in hits)
    desk.open_paper(world.house, world.ada, attempt, second.id)
    assert {h.paper_id for h in desk.search(world.house, world.ada, attempt, "tessa")} == {first.id, second.id}
    assert desk.search(world.house, world.ada, attempt, "tessa no-such-word-anywhere") == []
    for odd in ("", "   ", "(((", "a\x00b", "\ud800", "%_'\"", "x" * 10_000):
        assert desk.search(world.house, world.ada, attempt, odd) == []


def test_notes(world: World) -> None:
    attempt = world.begun()
    paper = desk.papers(world.house, world.ada, attempt)[0]
    with pytest.raises(Refused, match="Open this paper first"):
        desk.add_note(world.house, world.ada, attempt, paper.id, 1, "a passage", "")
    desk.open_paper(world.house, world.ada, attempt, paper.id)
    kept = desk.add_note(world.house, world.ada, attempt, paper.id, 1, "a <b>passage</b>", "Who was there?")
    case_wide = desk.add_note(world.house, world.ada, attempt, "", 0, "", "Ask about school.")
    assert desk.notes(world.house, world.ada, attempt) == [kept, case_wide]
    assert (kept.quote, kept.paper_title, kept.page) == ("a <b>passage</b>", paper.title, 1)
    for wrong in ({"page": 99}, {"page": 0}, {"quote": "", "text": " "}, {"text": "x" * 4_001}, {"text": "a\x00b"}):
        given = {"paper_id": paper.id, "page": 1, "quote": "q", "text": "t"} | wrong
        with pytest.raises(Refused):
            desk.add_note(world.house, world.ada, attempt, **given)
    assert len(desk.notes(world.house, world.ada, attempt)) == 2


def test_suggestions_come_from_opened_papers(world: World) -> None:
    attempt = world.begun()
    assert desk.names_met(world.house, world.ada, attempt) == []
    for paper in desk.papers(world.house, world.ada, attempt):
        desk.open_paper(world.house, world.ada, attempt, paper.id)
    names = desk.names_met(world.house, world.ada, attempt)
    assert {"Tessa Delgado", "Carla Whitcomb", "Lorraine Pell"} <= set(names)
    assert names == sorted(names)
    assert "Lantern Child Trauma Clinic" in desk.services_met(world.house, world.ada, attempt)


def test_from_feedback_on_nothing_is_held_back(world: World) -> None:
    attempt, submission = world.handed_in()
    before = desk.disclosed(world.house, world.ada, attempt)
    assert (before.whole, before.people, before.clocks) == (False, (), ())
    desk.return_(world.house, world.ann, submission, "More.")
    after = desk.disclosed(world.house, world.ada, attempt)
    assert after.whole
    assert len(after.people) == len(reference().people)
    assert len(after.clocks) == len(reference().clocks)
    assert {p.key for p in after.people}.isdisjoint(p.id for p in reference().people)
