"""What stands: a person's decision over the machine's, a coordinator's over an advisor's, the later one."""

from __future__ import annotations

import pytest

from tests.review.findings import PASS, SOURCE_OF, finding, scorecard
from trainer.plan.submission import Level
from trainer.review.seal import seal
from trainer.review.standing import Decision, Standing, stand


def decision(level: Level, role: str = "advisor", at: str = "2026-11-02T09:00:00Z", on: str = "a") -> Decision:
    return Decision(finding=on, level=level, reason="r", by=f"p-{role}", role=role, at=at)


def standing(*decisions: Decision, level: Level = "missed") -> Standing:
    card = scorecard(finding("a", level, force="mandatory", critical=level == "missed"), finding("b", "met"))
    return stand(card, decisions, PASS, SOURCE_OF)


def test_without_decisions_the_machine_stands() -> None:
    card = scorecard(finding("a", "met"), finding("b", "partly"))
    now = stand(card, (), PASS, SOURCE_OF)
    assert (now.satisfactory, now.totals) == (card.satisfactory, card.totals)
    assert now.points == (3.0, 4.0)


@pytest.mark.parametrize(("decisions", "level"), [
    ([decision("met")], "met"),
    ([decision("met"), decision("partly", at="2026-11-02T10:00:00Z")], "partly"),
    ([decision("partly", at="2026-11-02T10:00:00Z"), decision("met")], "partly"),
    ([decision("met", "coordinator"), decision("partly", at="2026-11-03T10:00:00Z")], "met"),
    ([decision("partly", at="2026-11-03T10:00:00Z"), decision("met", "coordinator")], "met"),
    ([decision("met", "coordinator"), decision("partly", "coordinator", at="2026-11-03T10:00:00Z")], "partly"),
    ([decision("met", on="no-such")], "missed"),
])
def test_which_decision_holds(decisions: list[Decision], level: Level) -> None:
    now = standing(*decisions)
    assert now.findings[0].finding.level == level
    assert now.findings[0].machine.level == "missed", "the machine's finding stays"


def test_points_verdict_and_the_critical_mark_follow() -> None:
    assert standing().satisfactory is False
    lifted = standing(decision("met"))
    assert (lifted.satisfactory, lifted.points) == (True, (5.0, 5.0))
    assert not lifted.findings[0].finding.critical
    half = standing(decision("partly"))
    assert (half.findings[0].finding.points, half.findings[0].finding.critical) == (1.5, True)
    assert half.satisfactory is False, "critical and not met: whatever the points"
    unsure = standing(level="unsure")
    assert unsure.satisfactory is None
    away = standing(decision("not_applicable"))
    assert (away.satisfactory, away.points) == (True, (2.0, 2.0))


def test_confirming_keeps_the_points_as_they_were() -> None:
    card = scorecard(finding("a", "partly", points=1.6))
    now = stand(card, [decision("partly")], PASS, SOURCE_OF)
    assert now.findings[0].finding.points == 1.6
    assert not now.findings[0].differs


def test_the_seal_changes_with_everything_under_it() -> None:
    card = scorecard(finding("a", "met")).model_dump(mode="json", by_alias=True)
    other = scorecard(finding("a", "partly")).model_dump(mode="json", by_alias=True)
    plan = {"plan": {"health": "Well."}}
    whole = seal(plan, card, [decision("met")])
    assert whole == seal(dict(plan), dict(card), [decision("met")])
    assert whole == seal({"plan": {"health": "Well."}}, card, (decision("met"),))
    different = [seal({"plan": {"health": "Well!"}}, card, [decision("met")]), seal(plan, other, [decision("met")]),
                 seal(plan, card, []), seal(plan, card, [decision("partly")]),
                 seal(plan, card, [decision("met", at="2026-11-02T09:00:01Z")])]
    assert len({whole, *different}) == 6
    two = [decision("met"), decision("met", on="b")]
    assert seal(plan, card, two) == seal(plan, card, two[::-1]), "in whatever order they were read"
