"""The figures of the population, as ``scenarios/population.yaml`` gives them: each with its source and its mark.

What figures say of one another is checked before anything is drawn: single ages against bands, rows against totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from trainer.content import Loc, Value, nearest

Seen = Literal["entering", "in_care", "leaving"]
Share = Annotated[float, Field(ge=0, le=1)]
Bands = dict[str, tuple[int, int]]
OFF = 0.002          # by how much rounded shares may miss their sum


class Sourced(Value):
    """A figure: what it says, where it comes from, and how sure that is."""

    what: str = Field(min_length=3)
    source: str = Field(min_length=3)
    mark: Literal["verified", "corrected", "memory", "judgement"]
    year: str | int = ""
    note: str = ""

    @model_validator(mode="after")
    def _a_correction_says_of_what(self) -> Sourced:
        if self.mark == "corrected" and not self.note:
            raise ValueError("a corrected figure says in its note what it was and why it was changed")
        return self


class Shares(Sourced):
    """Shares of one thing in a population; they sum to 1. ``bands`` gives whole numbers (from, to) their category.

    ``within`` and ``mean_within`` say how far what is drawn may be off beyond the sampling error.
    """

    of: Literal["all", "entering", "in_care", "leaving"] = "all"
    values: dict[str, Share] = Field(min_length=1)
    bands: Bands = {}
    mean: float | None = None
    mean_within: float = Field(0, ge=0)
    within: Share = 0.002

    @model_validator(mode="after")
    def _whole(self) -> Shares:
        _sums_to_one(self.values, "the shares")
        if self.bands:
            _bands_apart(self.bands)
            _same(self.bands, self.values, "bands", "values")
        return self


class Several(Sourced):
    """Shares of children with each of several things, of which a child may have more than one."""

    values: dict[str, Share] = Field(min_length=1)
    per_child: float | None = None
    within: Share = 0.002

    @model_validator(mode="after")
    def _as_many_as_it_says(self) -> Several:
        total = sum(self.values.values())
        if self.per_child is not None and abs(total - self.per_child) > 0.01:
            raise ValueError(f"the shares sum to {total:.4f} a child, where per_child says {self.per_child}")
        return self


class Set(Value):
    """Types of maltreatment that one child has together, and the share of all children with exactly these."""

    types: tuple[str, ...] = Field(min_length=2)
    share: Share


class Together(Sourced):
    sets: tuple[Set, ...]


class Given(Sourced):
    """Shares of one thing in each class of another; ``joined`` names categories that a row counts as one."""

    of: Literal["all", "entering", "in_care", "leaving"] = "all"
    share: str
    by: str
    bands: Bands = {}
    rows: dict[str, dict[str, Share]]
    joined: dict[str, tuple[str, ...]] = {}
    within: Share = 0.002

    @model_validator(mode="after")
    def _whole(self) -> Given:
        for name, row in self.rows.items():
            _sums_to_one(row, f"the row {name}")
        if self.bands:
            _bands_apart(self.bands)
            _same(self.bands, self.rows, "bands", "rows")
        return self


class Span(Value):
    """Whole numbers, both ends included."""

    low: int = Field(alias="from")
    high: int = Field(alias="to")


# What the drawing itself goes by, so that the file must name it.
CODES = ("neglect", "drug-parent", "housing", "physical-abuse", "sexual-abuse", "child-disability")
EXACT = ("neglect_given_drug_parent", "housing_given_neglect", "partner_violence", "partner_violence_documented",
         "concurrent_goal", "family_at_twelve_or_under", "family_from_thirteen")

Group = dict[str, tuple[str, ...] | Span]


class Rule(Sourced):
    """Of the children ``among`` whom it is asked, the share that is so: ``is`` exactly, or ``at_least``."""

    of: Literal["all", "entering", "in_care", "leaving"] = "all"
    among: Group = {}
    share: Group
    exactly: Share | None = Field(None, alias="is")
    at_least: Share | None = None
    within: Share = 0.002

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Rule:
        if (self.exactly is None) == (self.at_least is None):
            raise ValueError('a rule says either "is" or "at_least"')
        return self


class Spread(Sourced):
    """A log-normal spread of months, cut at both ends; ``median`` is that of what is left."""

    median: float = Field(gt=0)
    sigma: float = Field(gt=0)
    low: float = Field(alias="from", gt=0)
    high: float = Field(alias="to", gt=0)

    @model_validator(mode="after")
    def _in_order(self) -> Spread:
        if not self.low < self.median < self.high:
            raise ValueError("the median lies between from and to")
        return self


class Leaning(Sourced):
    """How much likelier each category is in each class of something else; only the ratios count."""

    bands: Bands = {}
    weights: dict[str, dict[str, Annotated[float, Field(ge=0)]]]

    @model_validator(mode="after")
    def _bands_are_apart(self) -> Leaning:
        if self.bands:
            _bands_apart(self.bands)
            for name, row in self.weights.items():
                _same(row, self.bands, f"weights.{name}", "bands")
        return self


class Follows(Sourced):
    circumstance_without_finding: Annotated[float, Field(gt=0, le=1)]
    finding_without_circumstance: Annotated[float, Field(gt=0, le=1)]


class AllShares(Value):
    seen: Shares
    track: Shares
    sex: Shares
    age_at_entry: Shares
    age_at_entry_single: Shares
    age_in_care: Shares
    age_in_care_single: Shares
    age_at_exit: Shares
    race_at_entry: Shares
    race_in_care: Shares
    disability: Shares
    reporter: Shares
    maltreatment_exclusive: Shares
    sibling_group: Shares
    sibling_placement: Shares
    months_in_care: Shares
    months_at_exit: Shares
    placement: Shares
    goal: Shares
    settings: Shares
    exit: Shares


class AllSeveral(Value):
    circumstances: Several
    maltreatment: Several


class AllGiven(Value):
    settings_by_months: Given
    sibling_placement_by_size: Given


class AllRules(Value):
    neglect_given_drug_parent: Rule
    housing_given_neglect: Rule
    substances_under_one: Rule
    drug_parent_under_six: Rule
    child_behavior_from_eleven: Rule
    sexual_abuse_six_to_fifteen: Rule
    partner_violence: Rule
    partner_violence_documented: Rule
    sibling_in_care: Rule
    family_at_twelve_or_under: Rule
    family_from_thirteen: Rule
    concurrent_goal: Rule
    standing_alone_from_sixteen: Rule


class AllLeanings(Value):
    circumstances_by_age_at_entry: Leaning
    maltreatment_by_age_at_entry: Leaning
    reporter_by_age_at_entry: Leaning
    disability_by_age: Leaning
    goal_by_age: Leaning
    goal_by_months: Leaning
    placement_by_age: Leaning
    placement_by_goal: Leaning
    placement_by_months: Leaning
    sibling_placement_by_setting: Leaning
    settings_by_months: Leaning
    exit_by_age: Leaning
    exit_by_months: Leaning


class Figures(Value):
    """All of ``scenarios/population.yaml``."""

    shares: AllShares
    several: AllSeveral
    together: Together
    given: AllGiven
    rules: AllRules
    review: Spread
    leanings: AllLeanings
    follows: Follows

    def each_share(self) -> Iterator[tuple[str, Shares]]:
        """The shares by name, in the file's order."""
        for name in AllShares.model_fields:
            yield name, getattr(self.shares, name)

    def each_rule(self) -> Iterator[tuple[str, Rule]]:
        """The rules by name, in the file's order."""
        for name in AllRules.model_fields:
            yield name, getattr(self.rules, name)


def gaps(figures: Figures) -> Iterator[tuple[Loc, str, str]]:
    """What figures say of one another and isn't so: the place, what is wrong, what would be right."""
    shares, known = figures.shares, _categories(figures)
    if set(shares.seen.values) != {"entering", "in_care", "leaving"}:
        yield ("shares", "seen", "values"), "seen names other groups than entering, in_care and leaving", ""
    for name in ("age_at_entry", "age_in_care"):
        band, single = getattr(shares, name), getattr(shares, f"{name}_single")
        ages = {age for age in single.values if age.isdigit()}
        if ages != set(single.values):
            yield ("shares", f"{name}_single", "values"), "ages are whole numbers", "write '0', '1' and so on"
            continue
        for key, (low, high) in band.bands.items():
            total = sum(share for age, share in single.values.items() if low <= int(age) <= high)
            if abs(total - band.values[key]) > OFF:
                yield (("shares", name, "values", key),
                       f"{key} is {band.values[key]}, but the single years {low} to {high} sum to {total:.4f}", "")
        mean = sum(int(age) * share for age, share in single.values.items())
        if single.mean is not None and abs(mean - single.mean) > 0.06:
            yield ("shares", f"{name}_single", "mean"), f"the mean is {single.mean}, but the shares give {mean:.2f}", ""
    for code in CODES:
        if code not in figures.several.circumstances.values:
            yield ("several", "circumstances", "values"), f"{code} is missing", "the drawing goes by it: add its share"
    for id in EXACT:
        if getattr(figures.rules, id).exactly is None:
            yield ("rules", id), "it is drawn by, so it needs a share", 'write "is: 0.4" and no at_least'
    if "1" not in shares.sibling_group.values:
        yield ("shares", "sibling_group", "values"), "'1' is missing", "it stands for a child without siblings in care"
    yield from _gaps_in_maltreatment(figures)
    yield from _gaps_in_siblings(figures)
    for id, rule in figures.each_rule():
        for side in ("among", "share"):
            for field, asked in getattr(rule, side).items():
                place = ("rules", id, side, field)
                if field not in known:
                    yield place, f"nothing is called {field!r}", nearest(field, known)
                elif isinstance(asked, tuple):
                    for word in asked:
                        if word not in known[field]:
                            yield place, f"{field} has no {word!r}", nearest(word, known[field])
                elif known[field]:
                    yield place, f"{field} has no numbers", "name its categories in a list"
    yield from _gaps_in_leanings(figures, known)


def _gaps_in_maltreatment(figures: Figures) -> Iterator[tuple[Loc, str, str]]:
    alone, sets = figures.shares.maltreatment_exclusive.values, figures.together.sets
    several = sum(s.share for s in sets)
    if abs(several - alone.get("multiple", 0)) > OFF:
        yield (("together", "sets"), f"the sets sum to {several:.4f}, but multiple is {alone.get('multiple', 0)}", "")
    for kind, share in figures.several.maltreatment.values.items():
        total = alone.get(f"{kind}_only", 0) + sum(s.share for s in sets if kind in s.types)
        if abs(total - share) > OFF:
            yield (("several", "maltreatment", "values", kind),
                   f"{kind} is {share}, but alone and together it comes to {total:.4f}", "")


def _gaps_in_siblings(figures: Figures) -> Iterator[tuple[Loc, str, str]]:
    sizes, rows = figures.shares.sibling_group.values, figures.given.sibling_placement_by_size.rows
    if set(rows) != set(sizes) - {"1"}:
        yield (("given", "sibling_placement_by_size", "rows"),
               "the rows aren't the sizes of sibling_group from '2' on", "")
        return
    several = sum(sizes[size] for size in rows)
    asked = figures.rules.sibling_in_care.exactly
    if asked is not None and abs(several - asked) > OFF:
        yield (("rules", "sibling_in_care", "is"), f"it is {asked}, but sibling_group says {several:.4f}", "")
    for name, share in figures.shares.sibling_placement.values.items():
        total = sum(sizes[size] * row.get(name, 0) for size, row in rows.items()) / several
        if abs(total - share) > OFF:
            yield (("shares", "sibling_placement", "values", name),
                   f"{name} is {share}, but the rows by size mix to {total:.4f}", "")


def _gaps_in_leanings(figures: Figures, known: Mapping[str, set[str]]) -> Iterator[tuple[Loc, str, str]]:
    for id in AllLeanings.model_fields:
        named = id.split("_by_")[0]
        words = known["maltreatment"] if named == "maltreatment" else known[named]
        for word in getattr(figures.leanings, id).weights:
            if word not in words:
                yield ("leanings", id, "weights", word), f"{named} has no {word!r}", nearest(word, words)


def _categories(figures: Figures) -> dict[str, set[str]]:
    """The fields of a row that rules may ask for, with their categories; none for numbers."""
    shares = figures.shares
    yes_no = {"yes", "no"}
    found: dict[str, set[str]] = {
        name: set(getattr(shares, name).values)
        for name in ("seen", "track", "sex", "disability", "reporter", "sibling_group", "sibling_placement",
                     "placement", "goal", "settings", "exit")}
    types = {name.removesuffix("_only") for name in shares.maltreatment_exclusive.values} - {"multiple"}
    return {**found, "race": set(shares.race_at_entry.values), "maltreatment": types,
            "circumstances": set(figures.several.circumstances.values), "partner_violence": yes_no,
            "partner_violence_documented": yes_no, "concurrent": yes_no, "age": set(), "age_at_entry": set(),
            "months_in_care": set()}


def _sums_to_one(values: Mapping[str, float], what: str) -> None:
    total = sum(values.values())
    if abs(total - 1) > OFF:
        raise ValueError(f"{what} sum to {total:.4f}, not to 1")


def _bands_apart(bands: Bands) -> None:
    line = sorted(bands.items(), key=lambda item: item[1])
    for (name, (low, high)), (after, (next_low, _)) in zip(line, [*line[1:], ("", (10**6, 0))], strict=True):
        if low > high:
            raise ValueError(f"the band {name} ends before it begins")
        if next_low <= high:
            raise ValueError(f"the bands {name} and {after} overlap")


def _same(one: Mapping[str, object], other: Mapping[str, object], first: str, second: str) -> None:
    if odd := sorted(set(one) ^ set(other)):
        raise ValueError(f"{first} and {second} don't name the same: {', '.join(odd)}")
