"""What must not pay: key words in a row, the record pasted, another family's plan, a stock plan. And what must."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.rubric.evidence import everything
from trainer.plan.submission import Submission
from trainer.rubric.examples import reference_case
from trainer.rubric.library import rubrics
from trainer.rubric.model import Scorecard
from trainer.rubric.score import score

CASE = reference_case().model_copy(update={"review": None})  # as before its review: a first plan
RUBRIC = rubrics().rubric("connecticut")
TEXTS = [p.id for p in RUBRIC.forms["case-plan"].parts if p.kind == "text"]
FACT_TEXTS = [t for t in TEXTS if t not in ("monitoring", "language", "safety_meanwhile", "concurrent_plan")]


def judged(plan: dict[str, Any], team: tuple[dict[str, Any], ...] = ()) -> Scorecard:
    return score(
        CASE, Submission(case=CASE.id, handed_in=CASE.today, asked=("plan", "team"), plan=plan, team=team), RUBRIC
    )


def facts_met(card: Scorecard) -> int:
    kinds = {id for id, c in rubrics().criteria.items() if c.check["kind"] in ("facts", "description", "own_words")}
    return sum(f.level == "met" for f in card.findings if f.criterion in kinds)


def told(facts: list[str]) -> str:
    return " ".join(facts)


def test_facts_told_in_sentences_count() -> None:
    card = judged(dict.fromkeys(FACT_TEXTS, told([f.says for f in CASE.current() if f.seen_in])))
    assert facts_met(card) >= 15


def test_key_words_in_a_row_hardly_do() -> None:
    """A light guard: whoever strings key words together is mostly sent to a person."""
    salad = " ".join(words[0] for f in CASE.facts for words in f.elements.values() if words)
    card = judged(dict.fromkeys(FACT_TEXTS, salad))
    honest = judged(dict.fromkeys(FACT_TEXTS, told([f.says for f in CASE.current() if f.seen_in])))
    assert facts_met(card) < facts_met(honest) / 3
    assert Counter(f.level for f in card.findings)["unsure"] > 5  # a person looks


def test_the_record_pasted_goes_to_a_person() -> None:
    pages = "\n".join(p for d in CASE.documents for p in d.pages)
    card = judged(dict.fromkeys(FACT_TEXTS, pages[:19_000]))
    assert facts_met(card) == 0


def test_another_familys_plan_earns_little_of_what_is_told() -> None:
    ours = told([f.says for f in CASE.current() if f.seen_in])
    theirs = ours
    for person in CASE.people:
        theirs = theirs.replace(person.given, "Zabrina" if person.role == "child" else "Quentin").replace(
            person.family, "Vorhees"
        )
    card = judged(dict.fromkeys(FACT_TEXTS, theirs))
    assert facts_met(card) < facts_met(judged(dict.fromkeys(FACT_TEXTS, ours))) / 2


def test_a_stock_plan_is_not_satisfactory_and_says_why() -> None:
    card = judged(
        {
            "health": "Tessa is healthy and up to date.",
            "child_view": "Child is happy in placement.",
            "trauma": "None reported.",
            "strengths": "Resilient.",
            "about_child": "Tessa is a sweet child.",
            "monitoring": "Worker will monitor.",
            "permanency_goal": "reunification",
            "concurrent_goal": "none needed",
            "developed_on": CASE.today.isoformat(),
            "threats": [
                {"id": "t1", "what": "Neglect", "who": "mother"},
                {"id": "t2", "what": "Poverty", "who": "mother"},
            ],
            "objectives": [
                {
                    "id": "o1",
                    "answers": "t1",
                    "change": "Mother will complete parenting classes.",
                    "measure": "Certificate",
                }
            ],
            "steps": [{"id": "s1", "objective": "o1", "actor": "Mother", "action": "Attend parenting classes."}],
        }
    )
    assert card.satisfactory is False
    points, of = sum(t.points for t in card.totals), sum(t.of for t in card.totals)
    assert points < 0.3 * of
    assert any(f.critical for f in card.findings)  # threats without an objective
    texts = " ".join(f.why for f in card.findings)
    assert "Poverty" in texts
    assert "circumstance" in texts


@pytest.mark.parametrize(
    ("date", "level"),
    [
        ("2026-03-01", "met"),
        ("2026-03-21", "met"),
        ("2026-03-22", "missed"),
        ("2026-01-19", "missed"),
        ("2026-09-01", "missed"),
        ("", "missed"),
    ],
)
def test_the_clock_of_the_first_plan(date: str, level: str) -> None:
    card = judged({"developed_on": date})
    assert card.finding("plan-in-time[anchor=removal,days=60]").level == level


def test_long_submissions_are_judged() -> None:
    card = score(
        CASE,
        Submission.model_validate(
            {
                "case": CASE.id,
                "handed_in": CASE.today,
                "asked": ("plan", "team"),
                **everything("Carla stays in bed on bad days. " * 120),
            }
        ),
        RUBRIC,
    )
    assert card.findings
