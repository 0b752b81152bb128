"""A child of the population, in a few words: not a case, but what a case could be about."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from trainer import content
from trainer.case.population.chain import (
    Review,
    Tables,
    age_at_entry,
    band_of,
    first_part,
    in_family,
    norm,
    review,
    tables,
)
from trainer.case.population.figures import Bands, Figures, Seen, gaps
from trainer.case.population.rake import CannotFit, Chances
from trainer.content import ContentError, Problem, Value


class Row(Value):
    """One child. ``n`` counts from 0; ages in completed years, times in months.

    ``seen`` says where the child was counted: entering care, in care, or leaving it. ``race`` is AFCARS's one
    variable. ``circumstances`` are those of the removal, one or more of fifteen; violence between partners is none of
    them and stands by itself. What no figure says of a population is None for its children.
    """

    n: int
    seen: Seen
    track: str
    sex: str
    age: int
    age_at_entry: int
    race: str
    circumstances: tuple[str, ...]
    partner_violence: bool
    partner_violence_documented: bool
    maltreatment: tuple[str, ...]
    reporter: str
    disability: str
    sibling_group: str
    sibling_placement: str | None = None
    months_in_care: int
    placement: str | None = None
    goal: str | None = None
    concurrent: bool | None = None
    settings: str | None = None
    exit: str | None = None
    months_at_review: float


@dataclass(frozen=True)
class Population:
    """The figures, and the tables made from them. ``fingerprint`` is a SHA-256 of the figures."""

    figures: Figures
    fingerprint: str
    groups: Mapping[str, Tables]
    review: Review
    seen: Chances[str]
    track: Chances[str]
    sex: Chances[str]
    siblings: Chances[str]
    family: frozenset[str]
    found_bands: Bands
    placement_bands: Bands


def load(path: Path | None = None) -> Population:
    """The population of a file, by default ``scenarios/population.yaml``. Raises ContentError."""
    path = path or content.root() / "scenarios" / "population.yaml"
    name = content.shown(path)
    value, lines = content.plain(path)
    if value is None:
        raise ContentError([Problem(name, 1, "the file is empty")])
    figures = content.fit(value, Figures, name, lines)
    problems = [Problem(name, lines.at(place), f"{place[-1]}: {what}", mend) for place, what, mend in gaps(figures)]
    if problems:
        raise ContentError(problems)
    try:
        return population(figures)
    except CannotFit as error:
        raise ContentError([Problem(name, 1, f"these figures don't go together: {error}",
                                    "change one of them, or a leaning, and say why in its note")]) from None


def population(figures: Figures) -> Population:
    """The population that figures describe. Raises CannotFit where they leave one another no room."""
    shares = figures.shares
    return Population(
        figures=figures, fingerprint=hashlib.sha256(figures.model_dump_json(by_alias=True).encode()).hexdigest(),
        groups=tables(figures), review=review(figures), seen=Chances(norm(shares.seen.values)),
        track=Chances(norm(shares.track.values)), sex=Chances(norm(shares.sex.values)),
        siblings=Chances(norm(shares.sibling_group.values)), family=in_family(figures),
        found_bands=figures.leanings.maltreatment_by_age_at_entry.bands,
        placement_bands=figures.leanings.placement_by_months.bands)


def row(population: Population, seed: int | str, n: int) -> Row:
    """The child number ``n`` of a seed: it depends on nothing but the population, the seed and the number."""
    chance = random.Random(f"{seed}/population/{n}")
    draw = chance.random
    seen = population.seen.at(draw())
    here = population.groups[seen]
    race = here.race.at(draw())
    age, band = here.age.at(draw())
    months = here.months[age, band].at(draw())
    first = first_part(age, months)
    entry = age_at_entry(age, months, first + int(draw() * (12 - first)))
    removed_for = here.codes[entry].draw(chance)
    rules = population.figures.rules
    violence = draw() < (rules.partner_violence.exactly or 0)
    known = draw() < (rules.partner_violence_documented.exactly or 0)
    flags = ("neglect" in removed_for, "physical-abuse" in removed_for, "sexual-abuse" in removed_for)
    siblings = population.siblings.at(draw())
    goal = here.goal[age, band].at(draw()) if here.goal else None
    placement = None
    if here.placement and goal:
        placement = here.placement[age, band_of(population.placement_bands, months), goal].at(draw())
    together = None
    if here.together and siblings != "1":
        together = here.together[siblings, placement in population.family].at(draw())
    return Row(
        n=n, seen=cast(Seen, seen), track=population.track.at(draw()), sex=population.sex.at(draw()), age=age,
        age_at_entry=entry, race=race, circumstances=removed_for, partner_violence=violence,
        partner_violence_documented=violence and known,
        maltreatment=here.found[(*flags, band_of(population.found_bands, entry))].at(draw()),
        reporter=here.reporter[entry].at(draw()),
        disability=here.disability[age, "child-disability" in removed_for].at(draw()), sibling_group=siblings,
        sibling_placement=together, months_in_care=months, placement=placement, goal=goal,
        concurrent=draw() < (rules.concurrent_goal.exactly or 0) if goal == "reunify" else None,
        settings=here.settings[band].at(draw()) if here.settings else None,
        exit=here.exit[age, band].at(draw()) if here.exit else None,
        months_at_review=round(population.review.at(draw()), 2))
