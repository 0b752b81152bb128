"""Circumstances of removal: fifteen codes of which every child has at least one.

Given the age at entry, codes are drawn apart from one another, but for neglect (which leans on a parent's drug use) and
housing (which leans on neglect); a draw of none is drawn again. The chances are set so that what remains has the
shares asked for: with s the chance that a draw has any, a code is drawn at s times its share, and what is conditional
on a code isn't touched by drawing again.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.case.population.figures import Figures
from trainer.case.population.rake import CannotFit

LEAN = ("drug-parent", "neglect", "housing")     # drawn in this order, each given the one before


@dataclass(frozen=True)
class Codes:
    """The chances of one class of age. ``any`` is the chance that a draw has any code."""

    drug: float
    neglect: tuple[float, float]      # without, with a parent's drug use
    housing: tuple[float, float]      # without, with neglect
    others: tuple[tuple[str, float], ...]
    any: float

    def draw(self, chance: random.Random) -> tuple[str, ...]:
        """One child's circumstances, at least one, in the order of the figures."""
        number = chance.random
        while True:
            drug = number() < self.drug
            neglect = number() < self.neglect[drug]
            housing = number() < self.housing[neglect]
            found = [name for name, is_so in zip(LEAN, (drug, neglect, housing), strict=True) if is_so]
            found += [name for name, share in self.others if number() < share]
            if found:
                return tuple(found)

    def with_(self, name: str) -> float:
        """The chance of one of the others in a draw, before drawing again."""
        return dict(self.others).get(name, 0.0)

    def share(self, name: str) -> float:
        """The share of children with one of the others, after drawing again."""
        return self.with_(name) / self.any

    def found(self, neglect: bool, physical: bool, sexual: bool) -> float:
        """The share of children with exactly these of neglect, physical and sexual abuse."""
        q = self.drug * self.neglect[1] + (1 - self.drug) * self.neglect[0]
        result = q if neglect else 1 - q
        for name, is_so in (("physical-abuse", physical), ("sexual-abuse", sexual)):
            result *= self.with_(name) if is_so else 1 - self.with_(name)
        return (result if neglect or physical or sexual else result - (1 - self.any)) / self.any


def codes(figures: Figures, ages: Mapping[str, float]) -> dict[str, Codes]:
    """The chances by class of age at entry; ``ages`` is the share of each class. Raises CannotFit."""
    leaning = figures.leanings.circumstances_by_age_at_entry.weights
    shares: dict[str, dict[str, float]] = {age: {} for age in ages}
    for name, share in figures.several.circumstances.values.items():
        weights = leaning.get(name, {})
        mean = sum(part * weights.get(age, 1.0) for age, part in ages.items())
        for age in ages:
            shares[age][name] = share * weights.get(age, 1.0) / mean if mean else 0.0
    return {age: _codes(figures, shares[age], age) for age in ages}


def _codes(figures: Figures, shares: Mapping[str, float], age: str) -> Codes:
    with_drug = figures.rules.neglect_given_drug_parent.exactly or 0.0
    with_neglect = figures.rules.housing_given_neglect.exactly or 0.0
    if sum(shares.values()) <= 1:
        raise CannotFit(f"circumstances: the shares of the age {age} sum to {sum(shares.values()):.2f}, "
                        "so some child would have none; let more of them lean to that age")

    def at(any_: float) -> Codes:
        drug, neglect, housing = (shares[name] * any_ for name in LEAN)
        without = _rest(neglect, drug, with_drug, "neglect", age)
        alone = _rest(housing, neglect, with_neglect, "housing", age)
        others = tuple((name, share * any_) for name, share in shares.items() if name not in LEAN)
        none = (1 - drug) * (1 - without) * (1 - alone)
        for _, share in others:
            none *= 1 - share
        return Codes(drug, (without, with_drug), (alone, with_neglect), others, 1 - none)

    low, high = 0.01, 1.0             # a draw has any code exactly as often as the chances were set for
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle).any > middle else (low, middle)
    found = at(low)
    return Codes(found.drug, found.neglect, found.housing, found.others, low)


def _rest(share: float, cause: float, under: float, name: str, age: str) -> float:
    """The chance without the cause that gives the share, where ``under`` is the chance with it."""
    rest = (share - under * cause) / (1 - cause) if cause < 1 else share
    if not 0 <= rest <= 1:
        raise CannotFit(f"circumstances: {name} can't be {share:.3f} of the age {age} when it is {under} of those "
                        f"{cause:.3f} on which it leans")
    return rest
