"""For tests: whether evidence really stands where it says, and submissions of every kind of text."""

from __future__ import annotations

from typing import Any

from trainer.plan.submission import Submission
from trainer.rubric.model import Evidence, Finding, Outcome

WEIRD = (
    "",
    " ",
    "\n\n\t",
    ".",
    "...",
    "?!?!",
    "🙂🙂🙂",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 İstanbul ßẞ ﬁ Å e\u0301",
    "\u202ereversed\u202c",
    "a" * 4000,
    "word " * 800,
    "<script>alert('Tessa')</script>",
    "=SUM(A1:A9)",
    "'; drop table event; --",
    "# Tessa\n\n* Carla **in bed**",
    '"""""',
    "“unclosed quote by Tessa",
    "((((((((",
    "1/1/1 2/30/2026 99/99/9999",
    "no not never none nobody nothing",
    "Tessa Tessa Tessa Tessa Tessa Tessa Tessa Tessa",
    "asthma inhaler in bed alone depression trauma reading rent July 8",
    "n/a",
    "Carla\u00a0Whitcomb\u2028stays\u2029in bed",
    "\ufeffbyte order",
    "Ms. Mr. Dr. St. e.g. i.e. p.m.",
    'She said "I want to go home when Mom gets up in the mornings."',
    "Дочь живёт с бабушкой",
    "孩子和祖母住在一起",
    "..." * 500,
)


def stands(submission: Submission, evidence: Evidence) -> bool:
    """Whether the quote stands at its place in the submission."""
    value: Any = submission.value(evidence.part)
    if evidence.row or evidence.column:
        rows = [r for r in value or [] if isinstance(r, dict) and (not evidence.row or r.get("id") == evidence.row)]
        return any(str(r.get(evidence.column, ""))[evidence.start : evidence.end] == evidence.quote for r in rows)
    return isinstance(value, str) and value[evidence.start : evidence.end] == evidence.quote


def keeps_promises(submission: Submission, outcome: Outcome | Finding) -> None:
    """What every check promises of any submission."""
    for evidence in outcome.evidence:
        assert evidence.quote
        assert stands(submission, evidence), evidence
    assert outcome.why.strip()
    assert outcome.why[0].isupper() or not outcome.why[0].isalpha(), outcome.why
    assert outcome.why.rstrip()[-1] in '.!?"”', outcome.why
    if outcome.level == "missed" and not outcome.evidence:
        assert outcome.looked


def everything(text: str) -> dict[str, Any]:
    """A submission's plan, team and worksheet with one text in every place that takes text."""
    row = {"what": text, "who": text, "whom": text, "since": text, "where_found": text}
    return {
        "plan": {
            **dict.fromkeys(
                (
                    "about_child", "strengths", "health", "emotional", "trauma", "education",
                    "substance_use", "social_support", "culture", "child_view", "reasons_for_placement",
                    "reasons_placement_continues", "placement", "siblings_visits", "parent_visits",
                    "others_visits", "relatives", "other_resources", "concurrent_plan", "safety_meanwhile",
                    "monitoring", "language", "developed_on", "review_on", "concurrent_on",
                    "permanency_goal", "concurrent_goal",
                ),
                text,
            ),
            "threats": [{"id": "t1", **row}],
            "risks": [{"id": "r1", **row}],
            "needs": [{"id": "n1", "priority": "comes first", **row}],
            "family_strengths": [{"id": "f1", **row}],
            "objectives": [
                {"id": "o1", "answers": "t1", "change": text, "measure": text, "benchmark": text, "by": text},
                {"id": "o2", "answers": text, "change": text, "measure": text},
            ],
            "steps": [
                {"id": "s1", "objective": "o1", "actor": text, "action": text, "by": text, "service": text},
                {"id": "s2", "objective": "o2", "actor": "Carla Whitcomb", "action": text, "by": "2026-09-01"},
            ],
        },
        "team": [
            {"id": "m1", "person": text, "how": text, "on": text, "added": text, "agrees": text},
            {"id": "m2", "person": "Carla Whitcomb", "how": "couldn't be reached", "added": text, "agrees": "agree"},
        ],
        "worksheet": {
            **dict.fromkeys(
                (
                    "q1_method", "q3_parent", "q4_case_manager", "q5_goal", "q7_safety", "q7_permanency",
                    "q7_wellbeing", "q8_court", "goal_fits", "efforts", "sources_used", "chapter_read_on",
                ),
                text,
            ),
            "safety_issues": [{"id": "i1", **row}],
            "risk_issues": [{"id": "i2", "what": text, "where_found": text}],
            "q2_present": [{"id": "p1", "person": text, "role": text}],
            "q5_agreement": [{"id": "a1", "person": text, "agrees": text, "why": text}],
            "q6_timely": [{"id": "g1", "goal": text, "set_on": text, "timely": text, "why": text}],
        },
    }
