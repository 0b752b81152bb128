"""What to say first about a standing: the verdict in a sentence, what is strong, which changes are worth most."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.review.standing import Standing, Stands

FORCE = {"mandatory": 0, "expected": 1, "good-practice": 2}
DOMAIN = {"safety": 0, "permanency": 1, "well-being": 2, "process": 3}


def strong(standing: Standing, most: int = 5) -> tuple[Stands, ...]:
    """What is done well, the weightiest first: met findings that show their words; each criterion once.

    Met findings without words (a date in time) fill up to three.
    """
    met = sorted((s for s in standing.findings if s.finding.level == "met"),
                 key=lambda s: (FORCE[s.finding.force], DOMAIN[s.finding.domain], s.finding.key))
    shown = _each_once(s for s in met if _says_something(s))[:most]
    if len(shown) < 3:
        shown += _each_once(s for s in met if s.finding.criterion not in {x.finding.criterion for x in shown})
        shown = shown[:3]
    return tuple(shown)


def change_first(standing: Standing, most: int = 3) -> tuple[Stands, ...]:
    """The changes worth most: what is critical, then what policy demands, then by points; each criterion once."""
    open_ = sorted((s for s in standing.findings if s.finding.level in ("missed", "partly")), key=_worth)
    return tuple(_each_once(open_)[:most])


def verdict_sentence(standing: Standing, what: str = "plan") -> str:
    """The verdict in one sentence that blames nobody."""
    points, of = standing.points
    share = f"{points:g} of {of:g} points" if of else "nothing counted yet"
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
        things = "one thing" if critical == 1 else f"{critical} things"
        return f"This {what} isn't ready yet ({share}): {things} about safety or a child's own words come first."
    if must:
        things = "one thing" if must == 1 else f"{must} things"
        stand = "stands" if must == 1 else "stand"
        return f"This {what} isn't ready yet ({share}): {things} that policy asks of every {what} still {stand} open."
    return f"This {what} is on its way ({share}), and a few changes make it whole."


def _worth(stands: Stands) -> tuple[bool, bool, float, int, int, str]:
    f = stands.finding
    return (not f.critical, not (f.level == "missed" and f.force == "mandatory"), -(f.of - f.points),
            FORCE[f.force], DOMAIN[f.domain], f.key)


def _says_something(stands: Stands) -> bool:
    return any(len(e.quote.split()) >= 3 for e in stands.finding.evidence)


def _each_once(found: Iterable[Stands]) -> list[Stands]:
    kept: dict[str, Stands] = {}
    for stands in found:
        kept.setdefault(stands.finding.criterion, stands)
    return list(kept.values())
