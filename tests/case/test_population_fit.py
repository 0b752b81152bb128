"""The fit: what is drawn has every share and rule, race goes with nothing, and a figure that is off is seen."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from trainer.case.population.figures import AllRules, AllShares, Figures, Span
from trainer.case.population.fit import Tally, fit
from trainer.case.population.row import Population, Row, load, population, row

COUNT = 20_000


@pytest.fixture(scope="module")
def drawn() -> Population:
    return load()


@pytest.fixture(scope="module")
def rows(drawn: Population) -> list[Row]:
    return [row(drawn, "fit", n) for n in range(COUNT)]


@pytest.fixture(scope="module")
def tally(drawn: Population, rows: list[Row]) -> Tally:
    result = Tally(drawn.figures)
    for one in rows:
        result.add(one)
    return result


def changed(figures: Figures, section: str, name: str, **update: Any) -> Figures:
    """The figures with one of them changed."""
    part = getattr(figures, section)
    one = getattr(part, name).model_copy(update=update)
    return figures.model_copy(update={section: part.model_copy(update={name: one})})


def moved(values: dict[str, float], by: float = 0.08) -> dict[str, float]:
    """Shares in which the largest gives some of its own to the smallest."""
    most, least = max(values, key=lambda k: values[k]), min(values, key=lambda k: values[k])
    return {**values, most: values[most] - by, least: values[least] + by}


def test_what_is_drawn_fits(drawn: Population, tally: Tally) -> None:
    found = fit(drawn, tally)
    assert found.rows == COUNT
    assert not found.poor
    named = {line.name for line in found.lines} | {line.category for line in found.lines}
    assert named >= set(AllShares.model_fields) | set(AllRules.model_fields)
    assert named >= {"circumstances", "maltreatment", "settings_by_months, lt12", "sibling_placement_by_size, 5_plus",
                     "race, in_care", "goal", "exit", "review"}
    assert all(line.count for line in found.lines), "a line that nothing was counted for shows nothing"


@pytest.mark.parametrize("name", sorted(AllShares.model_fields))
def test_a_share_that_is_off_is_seen(drawn: Population, tally: Tally, name: str) -> None:
    figure = getattr(drawn.figures.shares, name)
    wrong = changed(drawn.figures, "shares", name, values=moved(figure.values))
    assert name in {line.name for line in fit(_with(drawn, wrong), Tally(wrong, tally.counts)).poor}


@pytest.mark.parametrize("name", sorted(AllRules.model_fields))
def test_a_rule_that_is_off_is_seen(drawn: Population, rows: list[Row], tally: Tally, name: str) -> None:
    rule = getattr(drawn.figures.rules, name)
    if rule.exactly is None:
        wrong = changed(drawn.figures, "rules", name, share={"age": Span.model_validate({"from": 20, "to": 20})})
        counted = Tally(wrong)
        for one in rows:
            counted.add(one)
    else:
        wrong = changed(drawn.figures, "rules", name, exactly=rule.exactly - 0.08)
        counted = Tally(wrong, tally.counts)
    assert ("rule", name) in {(line.name, line.category) for line in fit(_with(drawn, wrong), counted).poor}


@pytest.mark.parametrize("name", ["circumstances", "maltreatment"])
def test_one_of_several_that_is_off_is_seen(drawn: Population, tally: Tally, name: str) -> None:
    figure = getattr(drawn.figures.several, name)
    wrong = changed(drawn.figures, "several", name, values=moved(figure.values, 0.05))
    assert name in {found.name for found in fit(_with(drawn, wrong), Tally(wrong, tally.counts)).poor}


def test_a_row_given_something_that_is_off_is_seen(drawn: Population, tally: Tally) -> None:
    table = drawn.figures.given.sibling_placement_by_size
    wrong = changed(drawn.figures, "given", "sibling_placement_by_size",
                    rows={**table.rows, "2": {"with_all": 0.6, "with_some": 0, "with_none": 0.4}})
    assert "sibling_placement_by_size, 2" in {line.name for line in fit(_with(drawn, wrong),
                                                                        Tally(wrong, tally.counts)).poor}


@pytest.mark.parametrize(("rule", "share"), [("neglect_given_drug_parent", 0.6), ("partner_violence", 0.4),
                                             ("housing_given_neglect", 0.06)])
def test_drawing_by_another_figure_is_seen(drawn: Population, rule: str, share: float) -> None:
    """The same as above, the other way about: the drawing hangs on the figure, not only the comparison."""
    other = population(changed(drawn.figures, "rules", rule, exactly=share))
    found = fit(drawn, (row(other, "fit", n) for n in range(6_000)))
    assert [line.category for line in found.poor] == [rule]


@pytest.mark.parametrize("update", [{"partner_violence": True}, {"circumstances": ("physical-abuse",)},
                                    {"goal": "adoption"}, {"exit": "adoption"}])
def test_race_that_goes_with_something_is_seen(drawn: Population, rows: list[Row], update: dict[str, Any]) -> None:
    tally = Tally(drawn.figures)
    for n, one in enumerate(rows):
        has = all(getattr(one, name) is not None for name in update)
        tally.add(one.model_copy(update=update) if has and one.race == "black" and n % 4 == 0 else one)
    assert any(line.name.startswith("race,") for line in fit(drawn, tally).poor)


def test_tallies_add_up_and_survive_being_written(drawn: Population, rows: list[Row], tally: Tally) -> None:
    parts = [Tally(drawn.figures), Tally(drawn.figures)]
    for n, one in enumerate(rows):
        parts[n % 2].add(one)
    whole = Tally(drawn.figures)
    for part in parts:
        whole.merge(Tally.parse(drawn.figures, part.dump()))
    assert fit(drawn, whole) == fit(drawn, tally)


def test_few_rows_are_not_called_poor(drawn: Population) -> None:
    for seed in range(30):
        found = fit(drawn, [row(drawn, seed, n) for n in range(20)])
        assert not found.poor, [(line.name, line.category) for line in found.poor]


def _with(drawn: Population, figures: Figures) -> Population:
    """The drawn population under other figures, its tables left as they were."""
    return dataclasses.replace(drawn, figures=figures)
