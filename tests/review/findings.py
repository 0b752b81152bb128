"""Findings and scorecards for tests, with as little as they need."""

from __future__ import annotations

from typing import Any

from trainer.plan.submission import Level
from trainer.rubric.model import POINTS, Evidence, Finding, Scorecard, Used
from trainer.rubric.verdict import SHARE, totals, verdict

SOURCE_OF = {"P.1": "policy", "P.2": "policy", "Q.1": "other"}
PASS = 0.75


def finding(criterion: str, level: Level, quote: str = "", force: str = "expected", **more: Any) -> Finding:
    of = POINTS[force]  # type: ignore[index]
    given: dict[str, Any] = {
        "criterion": criterion, "provisions": ("P.1",), "force": force, "channel": "documentation",
        "domain": "process", "level": level, "points": SHARE.get(level, 0.0) * of, "of": of,
        "why": f"Why {criterion} is {level}", "feedback": f"How to mend {criterion}",
        "evidence": (Evidence(part="plan.health", start=0, end=len(quote), quote=quote),) if quote else ()}
    return Finding.model_validate(given | more)


def scorecard(*findings: Finding) -> Scorecard:
    return Scorecard(case="c-1", track="connecticut", sources=(Used(id="policy", fingerprint="f"),), language="l",
                     findings=findings, totals=totals(findings, SOURCE_OF), satisfactory=verdict(findings, PASS))
