"""The desk with nothing replaced: shipped content, generated cases, the real scorer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from trainer import desk
from trainer.desk import demo
from trainer.desk.doors import Visitor
from trainer.desk.open import House, make
from trainer.desk.views import FeedbackView

ALONE = Visitor("alone", "You", "trainee", None)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with seeded(str(tmp_path_factory.mktemp("real") / "trainer.sqlite")) as opened:
        yield opened


def seeded(url: str) -> House:
    """The real house, but its cases come from known seeds, so that each run of a test is the same."""
    seeds = (f"known seed {n}" for n in count(11))
    return replace(desk.open_house(url), make=lambda house, track, _, id, ask: make(house, track, next(seeds), id, ask))


@pytest.fixture(scope="module", params=["connecticut", "georgia"])
def practised(request: pytest.FixtureRequest, house: House) -> tuple[House, str, FeedbackView]:
    """A practice attempt with the exemplar's own work, handed in."""
    attempt = desk.practise(house, ALONE, request.param)
    for paper in desk.papers(house, ALONE, attempt):
        desk.open_paper(house, ALONE, attempt, paper.id)
    work = fine_work(house, attempt)
    places = {"plan": "case-plan", "worksheet": "worksheet"}
    for place, form in places.items():
        for part, value in work.get(place, {}).items():
            desk.save(house, ALONE, attempt, form, part, value, 0)
    if "team" in work:
        desk.save(house, ALONE, attempt, "contacts", "team", work["team"], 0)
    desk.hand_in(house, ALONE, attempt)
    return house, attempt, desk.feedback(house, ALONE, attempt)


def fine_work(house: House, attempt: str) -> dict[str, Any]:
    filler = demo._Demo(house, demo._Clock(house.clock()), lambda *_: None)
    return filler.best(attempt)


def test_fine_work_is_handed_in_without_a_warning(practised: tuple[House, str, FeedbackView]) -> None:
    house, attempt, view = practised
    ready = desk.ready(house, ALONE, attempt)
    assert ready.empty == ()
    assert [w for w in ready.warnings if "real people" in w or "gone" in w] == []
    assert view.released
    assert view.number == 1


def test_every_finding_is_whole(practised: tuple[House, str, FeedbackView]) -> None:
    _, _, view = practised
    assert len(view.findings) > 10
    assert len({f.key for f in view.findings}) == len(view.findings)
    for f in view.findings:
        assert all([f.title, f.why_it_matters, f.theme, f.feedback, f.why, f.opens, f.provisions]), f.key
        assert all(p.source and p.says for p in f.provisions), f.key
        for m in f.missed:
            assert m.says, f.key
            assert bool(m.paper_id) == bool(m.page) == bool(m.paper_title), f.key
    assert len({f.title for f in view.findings}) == len(view.findings), "no two findings under one title"
    assert sum(bool(f.good_example) for f in view.findings) == len(view.findings)


def test_what_is_said_first(practised: tuple[House, str, FeedbackView]) -> None:
    _, _, view = practised
    assert 3 <= len(view.strong) <= 5
    assert len(view.change_first) <= 3
    assert view.verdict_sentence


def test_from_feedback_on_the_family_is_whole(practised: tuple[House, str, FeedbackView]) -> None:
    house, attempt, _ = practised
    shown = desk.disclosed(house, ALONE, attempt)
    assert shown.whole
    assert shown.clocks


def test_before_feedback_the_record_gives_no_truth_away(house: House) -> None:
    attempt = desk.practise(house, ALONE, "connecticut")
    first = desk.papers(house, ALONE, attempt)[0]
    desk.open_paper(house, ALONE, attempt, first.id)
    view = desk.disclosed(house, ALONE, attempt)
    with house.store.read() as reader:
        case = house.shelf.case(reader, str(reader.events(of=attempt, kind="attempt")[0].body["case"]))
    shown = repr([view, desk.papers(house, ALONE, attempt), desk.attempt(house, ALONE, attempt),
                  desk.names_met(house, ALONE, attempt)])
    for secret in (case.seed, *case.strands, *(f.id for f in case.facts), *(t.id for t in case.threats),
                   *(t.says for t in case.threats)):
        assert secret not in shown
    text = "\n".join(case.document(first.id).pages)
    for person in view.people:
        assert person.name.split()[-1] in text
    names = {p.key: p.name for p in view.people}
    for bond in view.bonds:
        assert names[bond.a].split()[-1] in text
        assert names[bond.b].split()[-1] in text


def test_the_demo_is_filled(tmp_path: Path) -> None:
    with seeded(str(tmp_path / "demo.sqlite")) as opened:
        people = demo.fill(opened)
        ruth = next(p for p in desk.people(opened, demo.SETUP) if p.sign_in == "ruth")
        board = desk.cohort_board(opened, Visitor(ruth.id, ruth.name, "coordinator"), demo.COHORT)
    assert len(people) == 11
    assert {r.stage for r in board} == {"read", "plan", "waiting", "feedback", "revise", "accepted", "signed"}
    signed = [r for r in board if r.stage == "signed"]
    assert all(r.satisfactory for r in signed), "what is signed off is satisfactory"
    assert any(r.satisfactory is False for r in board)
