"""How well drawn children fit the figures: every share, every rule, and that race goes with nothing.

A tally counts what is needed and no more, so that it can be kept while many are drawn, saved, and added to others.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.case.population.chain import band_of, norm
from trainer.case.population.figures import Bands, Figures, Group
from trainer.case.population.row import Population, Row

Z = 4.5              # standard errors: among three hundred lines, a false alarm in some five hundred runs
LONG = 181           # whole numbers that bands are looked up for
SPEAKS = ("partner_violence", "partner_violence_documented", "reporter", "disability", "sibling_placement",
          "placement", "goal", "concurrent", "settings", "exit")

Reading = Callable[[Row], str | None]


@dataclass(frozen=True)
class Line:
    """One figure compared: what was expected and drawn, how far off it may be, among how many."""

    name: str
    category: str
    expected: float
    drawn: float
    tolerance: float
    count: int
    mark: str
    floor: bool = False

    @property
    def fits(self) -> bool:
        off = self.expected - self.drawn
        return not self.count or (off if self.floor else abs(off)) <= self.tolerance


@dataclass(frozen=True)
class Fit:
    """All lines of a comparison."""

    rows: int
    lines: tuple[Line, ...]

    @property
    def poor(self) -> tuple[Line, ...]:
        """The lines that are farther off than chance allows."""
        return tuple(line for line in self.lines if not line.fits)

    def table(self) -> Iterator[str]:
        """The comparison as text, a line each."""
        width = max(len(f"{line.name}: {line.category}") for line in self.lines)
        yield f"{'figure':<{width}}  {'expected':>9}  {'drawn':>8}  {'off by up to':>12}  {'of':>9}  mark"
        for line in self.lines:
            sign = ">=" if line.floor else ""
            name, expected = f"{line.name}: {line.category}", f"{sign}{line.expected:.4f}"
            yield (f"{name:<{width}}  {expected:>9}  {line.drawn:8.4f}  "
                   f"{line.tolerance:12.4f}  {line.count:9,}  {line.mark}{'' if line.fits else '   POOR'}")
        poor = len(self.poor)
        yield (f"fit: {len(self.lines) - poor} of {len(self.lines)} lines within their tolerance"
               + (f", {poor} poor" if poor else ""))


@dataclass
class Tally:
    """Counts of rows, by what the figures ask for."""

    figures: Figures
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        shares = self.figures.shares
        self._shares = [(name, figure.of, _reading(name, figure.bands)) for name, figure in self.figures.each_share()]
        self._means = [("age_at_entry_single", "entering"), ("age_in_care_single", "in_care"),
                       ("months_in_care", "in_care"), ("months_at_exit", "leaving")]
        self._rules = [(id, rule.of, _asks(rule.among), _asks(rule.share)) for id, rule in self.figures.each_rule()]
        self._months = _lookup(shares.months_in_care.bands)
        settings = self.figures.given.settings_by_months
        self._settings = _lookup(settings.bands)
        self._joined = {one: name for name, several in settings.joined.items() for one in several}

    def add(self, row: Row) -> None:
        """Count one row."""
        seen = row.seen
        keys: list[tuple[str, ...]] = [("rows", "all"), ("rows", seen)]
        for name, of, reading in self._shares:
            if of in ("all", seen) and (word := reading(row)) is not None:
                keys.append(("share", name, word))
        keys += [("several", "circumstances", word) for word in row.circumstances]
        keys += [("several", "maltreatment", word) for word in row.maltreatment]
        for id, of, among, so in self._rules:
            if of in ("all", seen) and among(row):
                keys.append(("rule", id, "among"))
                if so(row):
                    keys.append(("rule", id, "so"))
        if row.settings:
            keys.append(("given", "settings_by_months", self._settings[row.months_in_care],
                         self._joined.get(row.settings, row.settings)))
        if row.sibling_placement:
            keys.append(("given", "sibling_placement_by_size", row.sibling_group, row.sibling_placement))
        if row.months_at_review < self.figures.review.median:
            keys.append(("review", "below"))
        keys.append(("race", seen, row.race))
        keys += [("race", seen, row.race, word) for word in self._speaks(row)]
        self.counts.update(keys)
        several = len(row.circumstances)
        self._sum("per_child", several)
        for name, group in self._means:
            if group == seen:
                self._sum(name, row.age_at_entry if seen == "entering" else row.age
                          if name == "age_in_care_single" else row.months_in_care)

    def merge(self, other: Tally) -> None:
        """Add another tally's counts."""
        self.counts.update(other.counts)

    def dump(self) -> str:
        """The counts as JSON, sorted."""
        return json.dumps({"\t".join(key): count for key, count in sorted(self.counts.items())})

    @classmethod
    def parse(cls, figures: Figures, text: str) -> Tally:
        """A tally from ``dump``. ValueError where the text isn't one."""
        found = json.loads(text)
        if not isinstance(found, dict) or not all(isinstance(count, int) for count in found.values()):
            raise ValueError("not a tally")
        return cls(figures, Counter({tuple(key.split("\t")): count for key, count in found.items()}))

    def _sum(self, name: str, number: int) -> None:
        self.counts["sum", name] += number
        self.counts["squares", name] += number * number

    def _speaks(self, row: Row) -> Iterator[str]:
        """What speaks of severity, of the parents, or of how it went, as words "field=category"."""
        for word in row.circumstances:
            yield f"circumstances.{word}=yes"
        for word in row.maltreatment:
            yield f"maltreatment.{word}=yes"
        for name in SPEAKS:
            value = getattr(row, name)
            if value is not None:
                yield f"{name}={value}"
        if row.seen != "entering":
            yield f"months_in_care={self._months[row.months_in_care]}"
        yield f"circumstances={min(len(row.circumstances), 4)}"


def fit(population: Population, rows: Iterable[Row] | Tally) -> Fit:
    """Rows, or their tally, compared with the figures."""
    if isinstance(rows, Tally):
        return _fit(population.figures, rows.counts)
    tally = Tally(population.figures)
    for row in rows:
        tally.add(row)
    return _fit(population.figures, tally.counts)


def _fit(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Fit:
    lines = [*_of_shares(figures, counts), *_of_several(figures, counts), *_of_given(figures, counts),
             *_of_rules(figures, counts), *_of_means(figures, counts), *_of_race(counts)]
    return Fit(counts.get(("rows", "all"), 0), tuple(lines))


def _share(name: str, category: str, expected: float, found: int, count: int, mark: str, within: float,
           floor: bool = False) -> Line:
    """A share's line: so many standard errors, Bernstein's addition for few rows, and what the figure allows."""
    error = Z * math.sqrt(expected * (1 - expected) / count) + Z * Z / (3 * count) if count else 1.0
    return Line(name, category, expected, found / count if count else 0.0, error + within, count, mark, floor)


def _of_shares(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    for name, figure in figures.each_share():
        values = norm(figure.values)
        total = sum(count for key, count in counts.items() if key[:2] == ("share", name))
        for word, share in values.items():
            yield _share(name, word, share, counts.get(("share", name, word), 0), total, figure.mark, figure.within)
    below = counts.get(("review", "below"), 0)
    yield _share("review", f"under {figures.review.median:g} months", 0.5, below, counts.get(("rows", "all"), 0),
                 figures.review.mark, 0.002)


def _of_several(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    total = counts.get(("rows", "all"), 0)
    for name in ("circumstances", "maltreatment"):
        figure = getattr(figures.several, name)
        for word, share in figure.values.items():
            yield _share(name, word, share, counts.get(("several", name, word), 0), total, figure.mark, figure.within)


def _of_given(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    for name in ("settings_by_months", "sibling_placement_by_size"):
        figure = getattr(figures.given, name)
        for row, values in figure.rows.items():
            total = sum(count for key, count in counts.items() if key[:3] == ("given", name, row))
            for word, share in norm(values).items():
                found = counts.get(("given", name, row, word), 0)
                yield _share(f"{name}, {row}", word, share, found, total, figure.mark, figure.within)


def _of_rules(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    for id, rule in figures.each_rule():
        total, found = counts.get(("rule", id, "among"), 0), counts.get(("rule", id, "so"), 0)
        expected = rule.at_least if rule.exactly is None else rule.exactly
        yield _share("rule", id, expected or 0.0, found, total, rule.mark, rule.within, floor=rule.exactly is None)


def _of_means(figures: Figures, counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    several, rows = figures.several.circumstances, counts.get(("rows", "all"), 0)
    if several.per_child is not None:
        yield _mean("circumstances", "per_child", several.per_child, rows, counts, several.mark, 0.01)
    for name, figure in figures.each_share():
        if figure.mean is not None:
            of = counts.get(("rows", figure.of), 0)
            yield _mean(name, name, figure.mean, of, counts, figure.mark, figure.mean_within)


def _mean(name: str, key: str, expected: float, count: int, counts: Mapping[tuple[str, ...], int], mark: str,
          within: float) -> Line:
    if not count:
        return Line(name, "mean", expected, 0.0, within, 0, mark)
    mean = counts.get(("sum", key), 0) / count
    spread = math.sqrt(max(0.0, counts.get(("squares", key), 0) / count - mean * mean))
    spread = max(spread, expected / 2)           # few rows may all be alike
    return Line(name, "mean", expected, mean, Z * spread / math.sqrt(count) + within, count, mark)


def _of_race(counts: Mapping[tuple[str, ...], int]) -> Iterator[Line]:
    """Race and each thing that speaks of severity, parents or outcome: chi-square as standard errors beyond chance."""
    totals: dict[str, dict[str, int]] = {}
    tables: dict[tuple[str, str], dict[str, dict[str, int]]] = {}
    for key, count in counts.items():
        if key[0] != "race":
            continue
        if len(key) == 3:
            totals.setdefault(key[1], {})[key[2]] = count
        else:
            name, _, word = key[3].partition("=")
            tables.setdefault((key[1], name), {}).setdefault(word, {})[key[2]] = count
    for (seen, name), table in sorted(tables.items()):
        if set(table) == {"yes"}:
            table["no"] = {race: total - table["yes"].get(race, 0) for race, total in totals[seen].items()}
        beyond, count = _chi_square(table)
        if count:
            yield Line(f"race, {seen}", name, 0.0, beyond, Z, count, "independent", floor=False)


def _chi_square(table: Mapping[str, Mapping[str, int]]) -> tuple[float, int]:
    """How far a table of category by race is from independent, in standard errors (Wilson and Hilferty), never
    below 0, and of how many rows; small categories are put together until five are expected in each cell."""
    races = sorted({race for row in table.values() for race in row})
    grid = [[table[word].get(race, 0) for race in races] for word in sorted(table)]
    grid = _gathered([list(column) for column in zip(*_gathered(grid), strict=True)])
    total = sum(map(sum, grid))
    if len(grid) < 2 or len(grid[0]) < 2 or not total:
        return 0.0, 0
    columns = [sum(column) for column in zip(*grid, strict=True)]
    square = 0.0
    for row in grid:
        for found, column in zip(row, columns, strict=True):
            expected = sum(row) * column / total
            square += (found - expected) ** 2 / expected if expected else 0.0
    freedom = (len(grid) - 1) * (len(columns) - 1)
    part = 2 / (9 * freedom)
    return max(0.0, ((square / freedom) ** (1 / 3) - (1 - part)) / math.sqrt(part)), total


def _gathered(grid: list[list[int]]) -> list[list[int]]:
    """Rows so large that five are expected in each of their cells; smaller ones joined, or left out."""
    total, columns = sum(map(sum, grid)), [sum(column) for column in zip(*grid, strict=True)]
    least = min((c for c in columns if c), default=0)
    if not least:
        return grid
    kept: list[list[int]] = []
    rest = [0] * len(columns)
    for row in grid:
        if sum(row) * least / total >= 5:
            kept.append(row)
        else:
            rest = [a + b for a, b in zip(rest, row, strict=True)]
    return [*kept, rest] if sum(rest) * least / total >= 5 else kept


def _reading(name: str, bands: Bands) -> Reading:
    """How a row is read for a figure: its category there, or None where it has none."""
    if name == "maltreatment_exclusive":
        return lambda row: "multiple" if len(row.maltreatment) > 1 else f"{row.maltreatment[0]}_only"
    if name.startswith("race_"):
        return lambda row: row.race
    if bands:
        banded = _lookup(bands)
        months, entry = name.startswith("months_"), name == "age_at_entry"
        return lambda row: banded[row.months_in_care if months else row.age_at_entry if entry else row.age]
    if name == "age_at_entry_single":
        return lambda row: str(row.age_at_entry)
    if name == "age_in_care_single":
        return lambda row: str(row.age)

    def plain(row: Row) -> str | None:
        value: Any = getattr(row, name)
        return None if value is None else str(value)

    return plain


def _asks(group: Group) -> Callable[[Row], bool]:
    """Whether a row is of a rule's group: each field has one of the words, or a number in the span."""
    asked = list(group.items())

    def holds(row: Row) -> bool:
        for name, wanted in asked:
            value: Any = getattr(row, name)
            if isinstance(wanted, tuple):
                if isinstance(value, bool):
                    value = "yes" if value else "no"
                if not (any(word in wanted for word in value) if isinstance(value, tuple) else value in wanted):
                    return False
            elif value is None or not wanted.low <= value <= wanted.high:
                return False
        return True

    return holds


def _lookup(bands: Bands) -> list[str]:
    return [band_of(bands, number) for number in range(LONG)]
