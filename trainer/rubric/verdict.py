"""Points and the verdict, from findings alone: the machine's, or those that stand after people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trainer.plan.submission import Level
from trainer.rubric.model import POINTS, Finding, Total

COUNTED: tuple[Level, ...] = ("met", "partly", "missed")
SHARE: dict[Level, float] = {"met": 1.0, "partly": 0.5, "missed": 0.0}


def verdict(findings: Sequence[Finding], pass_share: float) -> bool | None:
    """Satisfactory: True, False, or None while unsure findings could change it.

    True needs no critical finding, no mandatory criterion missed, and ``pass_share`` (0 to 1) of the
    points. It is False when that can't be reached even if every unsure finding turned out well, None
    when unsure findings decide, and None when nothing at all could be judged.
    """
    worst, best = _passes(findings, pass_share, 0.0), _passes(findings, pass_share, 1.0)
    counted = any(f.level in (*COUNTED, "unsure") for f in findings)
    if not counted or worst != best:
        return None
    return worst


def _passes(findings: Sequence[Finding], pass_share: float, unsure_share: float) -> bool:
    points = of = 0.0
    for f in findings:
        if f.critical and f.level in ("missed", "partly"):
            return False
        if f.level == "missed" and f.force == "mandatory":
            return False
        if f.level == "unsure":
            if unsure_share == 0.0 and f.force == "mandatory":
                return False
            points, of = points + unsure_share * POINTS[f.force], of + POINTS[f.force]
        elif f.level in COUNTED:
            points, of = points + f.points, of + f.of
    return of == 0 or points >= pass_share * of - 1e-9


def totals(findings: Iterable[Finding], source_of: Mapping[str, str]) -> tuple[Total, ...]:
    """Points by source, channel and domain. ``source_of`` maps a provision to its source; a finding counts
    once in each source that asks for it."""
    sums: dict[tuple[str, str, str], list[float]] = {}
    for f in findings:
        for source in sorted({source_of[p] for p in f.provisions}):
            row = sums.setdefault((source, f.channel, f.domain), [0.0, 0.0, 0.0])
            if f.level in COUNTED:
                row[0] += f.points
                row[1] += f.of
            elif f.level == "unsure":
                row[2] += 1
    return tuple(
        Total.model_validate(
            {
                "source": s,
                "channel": c,
                "domain": d,
                "points": round(v[0], 4),
                "of": round(v[1], 4),
                "unsure": int(v[2]),
            }
        )
        for (s, c, d), v in sorted(sums.items())
    )
