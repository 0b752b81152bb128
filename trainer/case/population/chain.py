"""The order in which a child is drawn, and the tables for it: each thing given what came before.

Who is seen (entering, in care, leaving) and how old; since when; why removed; what was found and who told; where the
child lives, towards what goal, with which siblings; how it ended. Race stands by itself. The tables are raked from the
figures once, so that each share holds by construction, and leanings decide only who has what.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from trainer.case.population.circumstances import Codes, codes
from trainer.case.population.figures import Bands, Figures, Leaning, Rule, Shares, Span
from trainer.case.population.rake import CannotFit, Chances, given, rake

Ages = Mapping[tuple[int, int], float]      # (age today, age at entry) to its share


@dataclass(frozen=True)
class Tables:
    """The tables for the children of one population; what it knows no figure for is None."""

    age: Chances[tuple[int, str]]                     # age today, band of months in care ("" on the day of entry)
    months: Mapping[Any, Chances[int]]                # by age and band
    race: Chances[str]
    codes: tuple[Codes, ...]                          # by age at entry
    found: Mapping[Any, Chances[tuple[str, ...]]]     # by neglect, physical, sexual, band of age at entry
    reporter: tuple[Chances[str], ...]                # by age at entry
    disability: Mapping[Any, Chances[str]]            # by age today, whether it is among the circumstances
    goal: Mapping[Any, Chances[str]] | None = None            # by age and band of months
    placement: Mapping[Any, Chances[str]] | None = None       # by age, class of months, goal
    together: Mapping[Any, Chances[str]] | None = None        # by siblings, in a family or not
    settings: Mapping[Any, Chances[str]] | None = None        # by band of months
    exit: Mapping[Any, Chances[str]] | None = None            # by age and band of months


@dataclass(frozen=True)
class Review:
    """Months at review, drawn from the inverse of a cut log-normal."""

    middle: float
    sigma: float
    low: float
    high: float

    def at(self, chance: float) -> float:
        """The months at a number from 0 up to 1."""
        return math.exp(NormalDist(self.middle, self.sigma).inv_cdf(self.low + chance * (self.high - self.low)))


def tables(figures: Figures) -> dict[str, Tables]:
    """The tables of each population. Raises CannotFit where figures leave one another no room."""
    shares = figures.shares
    entering = {(int(age), ""): share for age, share in norm(shares.age_at_entry_single.values).items()}
    staying = norm({int(age): share for age, share in shares.age_in_care_single.values.items()})
    in_care = _age_and_months(staying, shares.months_in_care)
    leaving = _age_and_months(_within_bands(staying, shares.age_at_exit), shares.months_at_exit)
    return {
        "entering": _tables(figures, entering, None, shares.race_at_entry),
        "in_care": _in_care(figures, in_care, _tables(figures, in_care, shares.months_in_care,
                                                      shares.race_in_care)),
        "leaving": _leaving(figures, leaving, _tables(figures, leaving, shares.months_at_exit,
                                                      shares.race_in_care)),
    }


def review(figures: Figures) -> Review:
    """The spread of months at review, its median that of what the ends leave."""
    spread = figures.review
    ends = math.log(spread.low), math.log(spread.high)
    low, high = ends
    for _ in range(60):
        middle = (low + high) / 2
        normal = NormalDist(middle, spread.sigma)
        below = normal.cdf(math.log(spread.median)) - normal.cdf(ends[0])
        low, high = (middle, high) if 2 * below > normal.cdf(ends[1]) - normal.cdf(ends[0]) else (low, middle)
    normal = NormalDist(low, spread.sigma)
    return Review(low, spread.sigma, normal.cdf(ends[0]), normal.cdf(ends[1]))


def norm(values: Mapping[Any, float]) -> dict[Any, float]:
    """The same shares, summing to 1."""
    total = sum(values.values())
    return {key: share / total for key, share in values.items()}


def band_of(bands: Bands, number: int) -> str:
    """The band that a whole number falls in; empty where none holds it."""
    return next((name for name, (low, high) in bands.items() if low <= number <= high), "")


def is_in(span: object, number: int) -> bool:
    """Whether a number is in a rule's span."""
    return isinstance(span, Span) and span.low <= number <= span.high


def age_at_entry(age: int, months: int, part: int) -> int:
    """Completed years on the day of entry of a child of so many years and twelfths who came so many months ago."""
    return (12 * age + part - months) // 12


def first_part(age: int, months: int) -> int:
    """The fewest twelfths beyond ``age`` with which a child can have been in care for so many months."""
    return max(0, months - 12 * age)


def _within_bands(single: Mapping[int, float], banded: Shares) -> dict[int, float]:
    result = {}
    for name, (low, high) in banded.bands.items():
        here = {age: share for age, share in single.items() if low <= age <= high}
        total = sum(here.values())
        result.update({age: banded.values[name] * share / total for age, share in here.items()})
    return norm(result)


def _age_and_months(ages: Mapping[int, float], months: Shares) -> dict[tuple[int, str], float]:
    """Age by band of months: independent, but that nobody is in care for longer than they have lived."""
    bands = norm(months.values)
    prior = {(age, band): share * part for age, share in ages.items() for band, part in bands.items()
             if months.bands[band][0] <= 12 * age + 11}
    return _raked("months in care", prior, ages, bands)


def _since(known: Mapping[tuple[int, str], float], figure: Shares | None) -> dict[tuple[int, str], dict[int, float]]:
    """Months in care by age and band: even within a band, but thinning out in the last so that the mean is right."""
    if figure is None:
        return {cell: {0: 1.0} for cell in known}
    last = max(figure.bands, key=lambda b: figure.bands[b])

    def spread(slope: float) -> dict[tuple[int, str], dict[int, float]]:
        result = {}
        for age, band in known:
            low, high = figure.bands[band]
            span = range(low, min(high, 12 * age + 11) + 1)
            result[age, band] = norm({m: math.exp(-(m - low) * slope) if band == last else 1.0 for m in span})
        return result

    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        found = spread(middle)
        mean = sum(share * m * part for cell, share in known.items() for m, part in found[cell].items())
        low, high = (middle, high) if mean > (figure.mean or mean) else (low, middle)
    return spread(high)


def _tables(figures: Figures, known: Mapping[tuple[int, str], float], since_when: Shares | None,
            race: Shares) -> Tables:
    months = {}
    ages: dict[tuple[int, int], float] = {}
    for (age, band), spread in _since(known, since_when).items():
        share = known[age, band]
        months[age, band] = Chances(spread)
        for since, part in spread.items():
            first = first_part(age, since)
            for twelfth in range(first, 12):
                key = age, age_at_entry(age, since, twelfth)
                ages[key] = ages.get(key, 0.0) + share * part / (12 - first)
    leaning = figures.leanings.circumstances_by_age_at_entry
    came: dict[int, float] = {}
    for (_, entry), share in ages.items():
        came[entry] = came.get(entry, 0.0) + share
    classes = {name: sum(share for entry, share in came.items() if band_of(leaning.bands, entry) == name)
               for name in leaning.bands}
    by_class = codes(figures, {name: share for name, share in classes.items() if share > 0})
    youngest = next(iter(by_class.values()))
    by_age = tuple(by_class.get(band_of(leaning.bands, entry), youngest) for entry in range(21))
    return Tables(age=Chances(known), months=months, race=Chances(race.values), codes=by_age,
                  found=_found(figures, came, by_age), reporter=_reporter(figures, came),
                  disability=_disability(figures, ages, by_age))


def _found(figures: Figures, came: Mapping[int, float],
           by_age: tuple[Codes, ...]) -> Mapping[Any, Chances[tuple[str, ...]]]:
    """Findings of maltreatment by three circumstances and age: near to the circumstances, in the shares published."""
    alone = figures.shares.maltreatment_exclusive.values
    sets: dict[Any, float] = {(name.removesuffix("_only"),): share for name, share in alone.items()
                              if name != "multiple"}
    sets = norm(sets | {s.types: s.share for s in figures.together.sets})
    leaning, follows = figures.leanings.maltreatment_by_age_at_entry, figures.follows
    parents: dict[Any, float] = {}
    for entry, share in came.items():
        for flags in [(n, p, s) for n in (False, True) for p in (False, True) for s in (False, True)]:
            key = (*flags, band_of(leaning.bands, entry))
            parents[key] = parents.get(key, 0.0) + share * by_age[entry].found(*flags)
    prior = {}
    for parent, share in parents.items():
        for types, part in sets.items():
            weight = share * part
            for kind, flag in zip(("neglect", "physical", "sexual"), parent, strict=False):
                if flag != (kind in types):
                    weight *= follows.circumstance_without_finding if flag else follows.finding_without_circumstance
            for kind in types:
                weight *= _lean(leaning, kind, parent[3])
            prior[parent, types] = weight
    return given(_raked("maltreatment", prior, parents, sets))


def _reporter(figures: Figures, came: Mapping[int, float]) -> tuple[Chances[str], ...]:
    leaning, shares = figures.leanings.reporter_by_age_at_entry, norm(figures.shares.reporter.values)
    prior = {(entry, who): share * part * _lean(leaning, who, band_of(leaning.bands, entry))
             for entry, share in came.items() for who, part in shares.items()}
    rows = given(_raked("reporter", prior, came, shares))
    youngest = rows[min(came)]
    return tuple(rows.get(entry, youngest) for entry in range(21))


def _disability(figures: Figures, ages: Ages, by_age: tuple[Codes, ...]) -> Mapping[Any, Chances[str]]:
    """By age; a disability that is among the circumstances is a disability."""
    leaning, shares = figures.leanings.disability_by_age, norm(figures.shares.disability.values)
    parents: dict[Any, float] = {}
    for (age, entry), share in ages.items():
        removed_for = by_age[entry].share("child-disability")
        for flag, part in ((True, removed_for), (False, 1 - removed_for)):
            parents[age, flag] = parents.get((age, flag), 0.0) + share * part
    prior = {(parent, what): share * part * _lean(leaning, what, band_of(leaning.bands, parent[0]))
             for parent, share in parents.items() for what, part in shares.items()
             if not (parent[1] and what == "none")}
    return given(_raked("disability", prior, parents, shares))


def _in_care(figures: Figures, known: Mapping[tuple[int, str], float], so_far: Tables) -> Tables:
    shares, leanings, bands = figures.shares, figures.leanings, figures.shares.months_in_care.bands
    goals = _by_age_and_months(known, bands, shares.goal, leanings.goal_by_age, leanings.goal_by_months)
    classes = leanings.placement_by_months.bands
    parents: dict[Any, float] = {}
    for ((age, band), goal), share in goals.items():
        key = age, band_of(classes, bands[band][0]), goal
        parents[key] = parents.get(key, 0.0) + share
    settings = norm(shares.placement.values)
    prior = {
        ((age, months, goal), to): share * part
        * _lean(leanings.placement_by_age, to, band_of(leanings.placement_by_age.bands, age))
        * _lean(leanings.placement_by_goal, to, goal) * _lean(leanings.placement_by_months, to, months)
        for (age, months, goal), share in parents.items() for to, part in settings.items()}
    rules = (figures.rules.family_at_twelve_or_under, figures.rules.family_from_thirteen)
    placed = _raked("placement", prior, parents, settings, *(_in_family(rule, parents) for rule in rules))
    family = sum(share for (_, to), share in placed.items() if to in in_family(figures))
    return Tables(**{**vars(so_far), "goal": given(goals), "placement": given(placed),
                     "together": _together(figures, family), "settings": _settings(figures)})


def in_family(figures: Figures) -> frozenset[str]:
    """The settings that are with a family."""
    named = figures.rules.family_at_twelve_or_under.share.get("placement", ())
    return frozenset(named if isinstance(named, tuple) else ())


def _in_family(rule: Rule, parents: Mapping[Any, float]) -> tuple[str, Callable[[Any], Hashable | None], Any]:
    span, named, share = rule.among.get("age"), rule.share.get("placement", ()), rule.exactly or 0.0
    here = sum(part for parent, part in parents.items() if is_in(span, parent[0]))

    def belongs(cell: Any) -> Hashable | None:
        return cell[1] in named if is_in(span, cell[0][0]) else None

    return rule.what, belongs, {True: here * share, False: here * (1 - share)}


def _together(figures: Figures, family: float) -> Mapping[Any, Chances[str]]:
    """Placed with siblings by their number: seldom, where the setting isn't a family."""
    leaning, rows = figures.leanings.sibling_placement_by_setting, figures.given.sibling_placement_by_size.rows
    sizes = norm({size: figures.shares.sibling_group.values[size] for size in rows})
    parents: dict[Any, float] = {(size, here): share * (family if here else 1 - family)
                                 for size, share in sizes.items() for here in (True, False)}
    prior = {(parent, how): share * part * _lean(leaning, how, "family" if parent[1] else "not_family")
             for parent, share in parents.items() for how, part in norm(rows[parent[0]]).items()}
    by_size = {(size, how): share * part for size, share in sizes.items() for how, part in norm(rows[size]).items()}
    def size_and_how(cell: Any) -> Hashable:
        return cell[0][0], cell[1]

    return given(_raked("sibling placement", prior, parents, by_size, by=size_and_how))


def _settings(figures: Figures) -> Mapping[Any, Chances[str]]:
    table, leaning = figures.given.settings_by_months, figures.leanings.settings_by_months
    shares, months = norm(figures.shares.settings.values), figures.shares.months_in_care
    parents = norm(months.values)
    prior: dict[Any, float] = {}
    for band, share in parents.items():
        since = months.bands[band][0]
        for name, part in table.rows[band_of(table.bands, since)].items():
            parts = norm({one: shares.get(one, 0.0) * _lean(leaning, one, band_of(leaning.bands, since))
                          for one in table.joined.get(name, (name,))})
            prior.update({(band, one): share * part * split for one, split in parts.items()})
    return given(_raked("settings", prior, parents, shares))


def _leaving(figures: Figures, known: Mapping[tuple[int, str], float], so_far: Tables) -> Tables:
    ended = _by_age_and_months(known, figures.shares.months_at_exit.bands, figures.shares.exit,
                               figures.leanings.exit_by_age, figures.leanings.exit_by_months)
    return Tables(**{**vars(so_far), "exit": given(ended)})


def _by_age_and_months(known: Mapping[tuple[int, str], float], bands: Bands, figure: Shares, by_age: Leaning,
                       by_months: Leaning) -> dict[Any, float]:
    shares = norm(figure.values)
    prior = {((age, band), what): share * part * _lean(by_age, what, band_of(by_age.bands, age))
             * _lean(by_months, what, band_of(by_months.bands, bands[band][0]))
             for (age, band), share in known.items() for what, part in shares.items()}
    return _raked(figure.what, prior, known, shares)


def _raked(name: str, prior: Mapping[Any, float], parents: Mapping[Any, float], shares: Mapping[Any, float],
           *more: tuple[str, Callable[[Any], Hashable | None], Any],
           by: Callable[[Any], Hashable] = lambda cell: cell[1]) -> dict[Any, float]:
    """A table of (parent, child) with the parents' shares and the children's."""
    return rake(prior, *more, (name, lambda cell: cell[0], parents), (name, by, shares))


def _lean(leaning: Leaning, what: str, where: str) -> float:
    return leaning.weights.get(what, {}).get(where, 1.0)


__all__ = ["CannotFit", "Review", "Tables", "tables"]
