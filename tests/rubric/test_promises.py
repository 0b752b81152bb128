"""What every check promises, whatever is written: it never raises, its evidence stands where it says, the same
submission gives the same outcome, a blank is never met, and absence says where it looked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rubric.evidence import WEIRD, everything, keeps_promises
from trainer.plan.submission import Submission
from trainer.rubric.examples import ALL, reference_case, run
from trainer.rubric.library import rubrics
from trainer.rubric.model import Scorecard
from trainer.rubric.score import score

CASE = reference_case()
TRACKS = ("connecticut", "georgia")


def judged(whole: dict[str, Any], track: str) -> tuple[Submission, Scorecard]:
    submission = Submission.model_validate({"case": CASE.id, "handed_in": CASE.today, "asked": ALL, **whole})
    every = rubrics()
    rubric = every.rubric(track, [s for s in every.sources if any(p.asks for p in every.sources[s].provisions)])
    return submission, score(CASE, submission, replace(rubric, forms=every.forms))


@pytest.mark.parametrize("text", WEIRD, ids=range(len(WEIRD)))
def test_any_text_is_judged_and_its_evidence_stands(text: str) -> None:
    submission, card = judged(everything(text), "connecticut")
    for finding in card.findings:
        keeps_promises(submission, finding)


@pytest.mark.parametrize("whole", [{}, everything(""), everything("  \n "), {"plan": {"steps": [], "objectives": []}}])
def test_a_blank_is_never_met(whole: dict[str, Any]) -> None:
    submission, card = judged(whole, "connecticut")
    met = {f.key for f in card.findings if f.level in ("met", "partly")}
    assert not met
    for finding in card.findings:
        keeps_promises(submission, finding)
        assert finding.points == 0


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["", "Tessa ", "Carla is in bed. ", "By July 8, 2026 "]))
def test_random_texts(text: str, start: str) -> None:
    submission, card = judged(everything(start + text), "connecticut")
    for finding in card.findings:
        keeps_promises(submission, finding)


CELL = st.one_of(
    st.none(),
    st.integers(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "threats",
                "risks",
                "needs",
                "family_strengths",
                "objectives",
                "steps",
                "health",
                "child_view",
                "developed_on",
                "permanency_goal",
            ]
        ),
        st.one_of(
            CELL,
            st.lists(
                st.one_of(
                    CELL,
                    st.dictionaries(
                        st.sampled_from(
                            [
                                "id",
                                "what",
                                "who",
                                "answers",
                                "objective",
                                "actor",
                                "action",
                                "by",
                                "service",
                                "change",
                                "measure",
                                "priority",
                            ]
                        ),
                        CELL,
                        max_size=6,
                    ),
                ),
                max_size=3,
            ),
        ),
    )
)
def test_garbage_in_a_submission_is_judged_too(plan: dict[str, Any]) -> None:
    _, card = judged({"plan": plan}, "connecticut")
    for finding in card.findings:
        assert finding.why


def test_the_same_submission_gives_the_same_scorecard() -> None:
    whole = everything("Carla stays in bed on bad days; Tessa told Dana Merritt on July 8 that she wants to go home.")
    _, first = judged(whole, "connecticut")
    _, again = judged(whole, "connecticut")
    assert first == again


@pytest.mark.parametrize("id", sorted(rubrics().criteria))
def test_examples_come_out_as_they_say_and_keep_the_promises(id: str) -> None:
    known = rubrics()
    for ran in run(id, known.criteria[id], CASE, known):
        assert ran.outcome.level == ran.example.level, f"example {ran.number}: {ran.outcome.why}"
        keeps_promises(ran.submission, ran.outcome)
        quotes = [e.quote for e in ran.outcome.evidence]
        for quote in ran.example.evidence:
            assert any(quote in q for q in quotes), f"example {ran.number}: {quote!r} not in {quotes}"
