"""The letter's draft, and what is said first: never blaming, with their words and the record's pages."""

from __future__ import annotations

import re

import pytest

from tests.review.findings import PASS, SOURCE_OF, finding, scorecard
from trainer.case.model import Case
from trainer.content import read, root
from trainer.review.letter import draft
from trainer.review.standing import Decision, Standing, stand
from trainer.review.worth import change_first, strong, verdict_sentence
from trainer.rubric.model import Finding

CASE = read(root() / "rubrics" / "reference-case.yaml", Case)
FACT = next(f for f in CASE.facts if f.seen_in)
TITLES = {c: f"The {c} is told." for c in ("alpha", "beta", "gamma", "delta", "epsilon")}
WORDS = "Tessa walks to Alder Street School with Ms. Pell every day."
BLAME = re.compile(r"\b(fail(ed|ure|s)?|wrong|bad(ly)?|poor(ly)?|should have|neglected to|careless|mistakes?)\b", re.I)


def standing(*findings: Finding, decisions: tuple[Decision, ...] = ()) -> Standing:
    return stand(scorecard(*findings), decisions, PASS, SOURCE_OF)


def letter(*findings: Finding, decisions: tuple[Decision, ...] = ()) -> str:
    return draft(standing(*findings, decisions=decisions), CASE, TITLES, "Ada Maria Okafor")


MISSED = {"missed_facts": ({"fact": FACT.id, "document": FACT.seen_in[0].document, "page": FACT.seen_in[0].page},)}


def test_the_whole_letter() -> None:
    text = letter(finding("alpha", "met", WORDS), finding("beta", "missed", force="mandatory", **MISSED),
                  finding("gamma", "partly"), finding("delta", "unsure"))
    paper = CASE.document(FACT.seen_in[0].document).title
    assert text.startswith("Dear Ada,\n\nThank you for your plan for Tessa.")
    assert f"“{WORDS}”" in text
    assert f"{paper}, page {FACT.seen_in[0].page}" in text
    assert "1. The beta is told. Why beta is missed." in text
    assert "How to mend beta." in text
    assert text.index("alpha") < text.index("beta") < text.index("gamma") < text.index("delta")
    assert not BLAME.search(text)
    assert FACT.id not in text
    assert "  " not in text
    assert ".." not in text


def test_an_advisors_reason_takes_the_machines_place() -> None:
    differs = Decision(finding="alpha", level="partly", reason="The school's name is another one.", by="p",
                       role="advisor", at="2026-11-02T09:00:00Z")
    text = letter(finding("alpha", "met", WORDS), decisions=(differs,))
    assert "The school's name is another one." in text
    assert "Why alpha is met" not in text


@pytest.mark.parametrize("findings", [
    (), (finding("alpha", "met", WORDS),), (finding("alpha", "not_observed"),), (finding("alpha", "unsure"),),
    (finding("alpha", "missed", force="mandatory", critical=True),), tuple(finding(c, "met") for c in TITLES),
    tuple(finding(c, "missed") for c in TITLES),
])
def test_any_standing_makes_a_letter(findings: tuple[Finding, ...]) -> None:
    text = letter(*findings)
    assert text.startswith("Dear Ada,")
    assert text.strip().splitlines()[-1].endswith(".")
    assert not BLAME.search(text)


def test_a_long_passage_is_shortened_at_a_word() -> None:
    text = letter(finding("alpha", "met", "word " * 400))
    assert "word …”" in text
    assert len(text) < 1_000


def test_what_is_critical_comes_first_then_what_policy_demands() -> None:
    now = standing(
        finding("alpha", "partly", force="mandatory"), finding("beta", "missed", force="good-practice"),
        finding("gamma", "missed", force="mandatory"), finding("delta", "missed", force="expected", critical=True),
        finding("epsilon", "met", WORDS))
    assert [s.finding.criterion for s in change_first(now)] == ["delta", "gamma", "alpha"]


def test_one_criterion_with_several_parameters_is_told_once() -> None:
    areas = [finding("alpha", "missed", **{"with": {"area": a}}) for a in ("health", "school", "faith")]
    now = standing(*areas, finding("beta", "missed"))
    assert [s.finding.criterion for s in change_first(now)] == ["alpha", "beta"]


def test_strong_shows_words_and_fills_up_without() -> None:
    now = standing(finding("alpha", "met"), finding("beta", "met", WORDS), finding("gamma", "missed", WORDS),
                   finding("delta", "met", "Another passage of hers", force="mandatory"))
    assert [s.finding.criterion for s in strong(now)] == ["delta", "beta", "alpha"]


def test_one_passage_is_praised_once() -> None:
    now = standing(finding("alpha", "met", WORDS), finding("beta", "met", WORDS))
    assert [s.finding.criterion for s in strong(now)] == ["alpha"]


def test_what_is_to_be_changed_is_not_praised() -> None:
    stock = "Mother will comply with all services."
    cell = {"evidence": ({"part": "plan.objectives", "row": "o1", "column": "change", "start": 0, "end": len(stock),
                          "quote": stock},)}
    praised, criticised = finding("alpha", "met", **cell), finding("beta", "missed", **cell)
    assert [s.finding.criterion for s in strong(standing(praised))] == ["alpha"]
    assert strong(standing(praised, criticised)) == ()
    assert stock not in letter(praised, criticised)


@pytest.mark.parametrize(("findings", "says"), [
    ((finding("alpha", "met"),), "does what is asked of it (2 of 2 points)"),
    ((finding("alpha", "unsure"),), "1 place needs a person's eye"),
    ((finding("alpha", "missed", critical=True), finding("beta", "met")),
     "one thing about safety or a child's own words comes first"),
    ((finding("alpha", "missed", force="mandatory"), finding("beta", "met")),
     "one thing that policy asks of every plan"),
    ((finding("alpha", "partly"), finding("beta", "partly")), "is on its way (2 of 4 points)"),
    ((), "not decided yet"),
])
def test_the_verdict_in_a_sentence(findings: tuple[Finding, ...], says: str) -> None:
    sentence = verdict_sentence(standing(*findings))
    assert says in sentence
    assert sentence.count(".") == 1
    assert not BLAME.search(sentence)
