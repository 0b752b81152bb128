"""What to say first about a standing: the verdict in a sentence, what is strong, which changes are worth most."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from trainer.review.standing import Standing, Stands

Place = tuple[str, str, str]
"""Part, row and column."""

FORCE = {"mandatory": 0, "expected": 1, "good-practice": 2}
DOMAIN = {"safety": 0, "permanency": 1, "well-being": 2, "process": 3}


def strong(standing: Standing, most: int = 5) -> tuple[Stands, ...]:
    """What is done well, the weightiest first: met findings that show their words; each criterion, and each
    passage, once. A passage that other findings would change is no example of what is strong.

    Met findings without words (a date in time) fill up to three.
    """
    met = sorted((s for s in standing.findings if s.finding.level == "met"),
                 key=lambda s: (FORCE[s.finding.force], DOMAIN[s.finding.domain], s.finding.key))
    touched = to_change(standing)
    shown: list[Stands] = []
    said: set[str] = set()
    for stands in _each_once(s for s in met if words_of(s, touched)):
        words = words_of(stands, touched)
        if words not in said:
            said.add(words)
            shown.append(stands)
    shown = shown[:most]
    if len(shown) < 3:
        there = {x.finding.criterion for x in shown}
        plain = [s for s in met if s.finding.criterion not in there and not s.finding.evidence]
        shown = [*shown, *_each_once(plain)][:3]
    return tuple(shown)


def words_of(stands: Stands, touched: Collection[Place] = ()) -> str:
    """The words that show a finding best: its longest passage of three words or more, none from ``touched``."""
    quotes = [e.quote for e in stands.finding.evidence
              if len(e.quote.split()) >= 3 and (e.part, e.row, e.column) not in touched]
    return max(quotes, key=len, default="")


def change_first(standing: Standing, most: int = 3) -> tuple[Stands, ...]:
    """The changes worth most: what is critical, then what policy demands, then by points; each criterion once."""
    open_ = sorted((s for s in standing.findings if s.finding.level in ("missed", "partly")), key=_worth)
    return tuple(_each_once(open_)[:most])


def verdict_sentence(standing: Standing, what: str = "plan") -> str:
    """The verdict in one sentence that blames nobody."""
    points, of = standing.points
    share = f"{math.floor(points + 1e-6)} of {math.floor(of + 1e-6)} points" if of else "nothing counted yet"
    unsure = sum(s.finding.level == "unsure" for s in standing.findings)
    critical = sum(s.finding.critical and s.finding.level in ("missed", "partly") for s in standing.findings)
    if standing.satisfactory:
        return f"This {what} does what is asked of it ({share})."
    if standing.satisfactory is None:
        places = "1 place needs" if unsure == 1 else f"{unsure} places need"
        return (f"This {what} is not decided yet ({share}): {places} a person's eye." if unsure
                else f"This {what} is not decided yet: {share}.")
    must = sum(s.finding.level == "missed" and s.finding.force == "mandatory" for s in standing.findings)
    if critical:
        come = "one thing about safety or a child's own words comes" if critical == 1 else (
            f"{critical} things about safety or a child's own words come")
        return f"This {what} isn't ready yet ({share}): {come} first."
    if must:
        things = "one thing" if must == 1 else f"{must} things"
        stand = "stands" if must == 1 else "stand"
        return f"This {what} isn't ready yet ({share}): {things} that policy asks of every {what} still {stand} open."
    return f"This {what} is on its way ({share}), and a few changes make it whole."


def _worth(stands: Stands) -> tuple[bool, bool, float, int, int, str]:
    f = stands.finding
    return (not f.critical, not (f.level == "missed" and f.force == "mandatory"), -(f.of - f.points),
            FORCE[f.force], DOMAIN[f.domain], f.key)


def to_change(standing: Standing) -> frozenset[Place]:
    """Cells of tables that a missed or partly met finding points to: in a text, passages stand side by side."""
    return frozenset((e.part, e.row, e.column) for s in standing.findings
                     if s.finding.level in ("missed", "partly") for e in s.finding.evidence if e.row)


def _each_once(found: Iterable[Stands]) -> list[Stands]:
    kept: dict[str, Stands] = {}
    for stands in found:
        kept.setdefault(stands.finding.criterion, stands)
    return list(kept.values())
