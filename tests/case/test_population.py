"""Children of the population: each one possible, drawn by seed and number alone; figures that name their source."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from pathlib import Path

import pytest

from trainer import content
from trainer.case.library import Library
from trainer.case.library import library as shipped
from trainer.case.population.cases import case_for, case_line, case_of
from trainer.case.population.row import Population, Row, load, row
from trainer.case.write import parse_case
from trainer.content import ContentError
from trainer.rubric.library import rubrics

FILE = content.root() / "scenarios" / "population.yaml"


@pytest.fixture(scope="module")
def population() -> Population:
    return load()


@pytest.fixture(scope="module")
def rows(population: Population) -> list[Row]:
    return [row(population, "rows", n) for n in range(20_000)]


def test_a_row_hangs_on_seed_and_number_alone(population: Population, rows: list[Row]) -> None:
    again = load()
    assert [row(again, "rows", n) for n in (7777, 3, 19_999)] == [rows[n] for n in (7777, 3, 19_999)]
    assert row(population, "others", 3) != rows[3]


def test_each_child_can_be(rows: list[Row]) -> None:
    for r in rows:
        assert r.circumstances
        assert len(set(r.circumstances)) == len(r.circumstances)
        assert r.maltreatment
        assert 0 <= r.age_at_entry <= r.age <= 20
        assert 12 * (r.age - r.age_at_entry) - 11 <= r.months_in_care <= 12 * (r.age - r.age_at_entry) + 11
        assert not r.partner_violence_documented or r.partner_violence
        if "child-disability" in r.circumstances:
            assert r.disability != "none"
        if "sex_trafficking" in r.maltreatment:
            assert r.age_at_entry >= 11
        if r.age_at_entry == 0:
            assert r.reporter != "education"
        if r.goal in ("emancipation", "long_term_foster_care"):
            assert r.age >= 16
        if r.placement == "pre_adoptive":
            assert r.goal == "adoption"
            assert r.months_in_care >= 6
        if r.placement == "trial_home_visit":
            assert r.goal == "reunify"
        if r.exit == "emancipation":
            assert r.age >= 17


def test_what_no_figure_says_is_left_empty(rows: list[Row]) -> None:
    of = {
        "entering": set(),
        "in_care": {"placement", "goal", "settings"},
        "leaving": {"exit"},
    }
    for r in rows:
        told = {name for name in ("placement", "goal", "settings", "exit") if getattr(r, name) is not None}
        assert told == of[r.seen]
        assert (r.sibling_placement is not None) == (r.seen == "in_care" and r.sibling_group != "1")
        assert (r.concurrent is not None) == (r.goal == "reunify")
        assert r.months_in_care == 0 or r.seen != "entering"


@pytest.mark.parametrize("told", ["circumstances", "maltreatment", "partner_violence", "partner_violence_documented",
                                  "placement", "goal", "settings", "exit", "sibling_placement", "disability"])
def test_race_says_nothing_about_severity_parents_or_outcome(rows: list[Row], told: str) -> None:
    """Mutual information, against what as many independent rows would show by chance."""
    for seen in ("entering", "in_care", "leaving"):
        pairs = Counter((r.race, getattr(r, told)) for r in rows if r.seen == seen and getattr(r, told) is not None)
        of_race: Counter[str] = Counter()
        of_told: Counter[object] = Counter()
        for (race, word), count in pairs.items():
            of_race[race] += count
            of_told[word] += count
        large = {word for word, count in of_told.items() if count >= 200} or set(of_told)
        races = {race for race, count in of_race.items() if count >= 100}
        kept = {pair: count for pair, count in pairs.items() if pair[0] in races and pair[1] in large}
        total = sum(kept.values())
        by_race, by_word = Counter[str](), Counter[object]()
        for (race, word), count in kept.items():
            by_race[race] += count
            by_word[word] += count
        twice = 2 * sum(count * math.log(count * total / (by_race[race] * by_word[word]))
                        for (race, word), count in kept.items())
        freedom = max(1, (len(by_race) - 1) * (len(by_word) - 1))
        assert twice < freedom + 5 * math.sqrt(2 * freedom) + 5, f"{told}, {seen}"


# ---- the file --------------------------------------------------------------------------------------------------


def problems(tmp_path: Path, old: str, new: str) -> list[str]:
    """What is said of the shipped figures with one place changed."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "population.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load(path)
    return [str(problem) for problem in error.value.problems]


@pytest.mark.parametrize(("old", "new", "said"), [
    ("    source: project judgement\n    mark: judgement\n    note: Even", "    mark: judgement\n    note: Even",
     "shares.track.source: is missing"),
    ("male: 0.5114, female: 0.4886", "male: 0.5114, female: 0.4386", "sum to 0.9500"),
    ("mark: memory", "mark: rumor", "rumor is not a choice"),
    ("  sex:\n", "  gender:\n", "gender: this key isn't known"),
    ("share: {circumstances: [housing]}", "share: {circumstances: [houses]}", "circumstances has no 'houses'"),
    ("share: {concurrent: ['yes']}", "share: {goals: ['yes']}", "nothing is called 'goals'"),
    ("    values: {lt1: 0.0737, 1-5: 0.341,", "    values: {lt1: 0.1037, 1-5: 0.311,", "the single years 0 to 0"),
    ("    per_child: 1.68", "    per_child: 1.9", "per_child says 1.9"),
    ("multiple: 0.1554", "multiple: 0.1254", "sum to"),
    ("    is: 0.66\n", "    is: 0.5\n", "sibling_group says 0.66"),
    ("    is: 0.9634\n", "    is: 0.5\n", "these figures don't go together"),
    ("    is: 0.75\n", "    at_least: 0.75\n", "it needs a share"),
    ("    is: 0.4\n", "    is: 0.4\n    at_least: 0.3\n", 'either "is" or "at_least"'),
    ("      sexual: {lt6: 0.2,", "      sexal: {lt6: 0.2,", "maltreatment has no 'sexal'"),
    ("    note: Groups of three and four had no row; theirs are what is left of the .59, .17 and .24 of all.\n", "",
     "a corrected figure says in its note"),
    ("lt12: [0, 11], 12-23: [12, 23]", "lt12: [0, 12], 12-23: [12, 23]", "overlap"),
    ("5_plus: {with_all: 0.19, with_some: 0.58,", "5_plus: {with_all: 0.59, with_some: 0.18,",
     "the rows by size mix to"),
])
def test_figures_that_cannot_be_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(tmp_path, old, new)
    assert any(said in line for line in found), found
    assert all(line.split(":")[0].endswith("population.yaml") and line.split(":")[1].isdigit() for line in found)


def test_a_figure_that_leaves_no_room_for_others_is_named(tmp_path: Path) -> None:
    found = problems(tmp_path, "emancipation: {lt1: 0, 1-5: 0, 6-10: 0, 11-13: 0, 14-15: 0, 16-17: 1, 18-20: 2.5}",
                     "emancipation: {lt1: 0, 1-5: 0, 6-10: 0, 11-13: 0, 14-15: 0, 16-17: 0, 18-20: 1}")
    assert "these figures don't go together: Case plan goal: " in found[0]
    assert "leave no room for it" in found[0]


def test_no_memory_passes_for_a_fact(population: Population) -> None:
    figures = population.figures
    for name in ("disability", "reporter", "sibling_group", "settings"):
        assert getattr(figures.shares, name).mark == "memory"
    assert figures.rules.partner_violence.mark == "memory"
    assert all(figure.source for _, figure in figures.each_share())


def test_tracks_and_strands_speak_of_what_there_is(population: Population) -> None:
    assert set(population.track.choices) == set(rubrics().tracks)
    codes = set(population.figures.several.circumstances.values)
    for name, strand in shipped().strands.items():
        assert set(strand.circumstances) <= codes, f"scenarios/strands/{name}.yaml: circumstances that aren't known"


# ---- cases -----------------------------------------------------------------------------------------------------


def test_the_nearest_strand_comes_first(small: Library, rows: list[Row]) -> None:
    one = small.strands[small.cores[0]]
    strands = {"far": one.model_copy(update={"circumstances": ("abandonment",)}),
               "near": one.model_copy(update={"circumstances": ("drug-parent", "neglect")}),
               "wide": one.model_copy(update={"circumstances": ("drug-parent", "neglect", "housing")}),
               "half": one.model_copy(update={"circumstances": ("neglect",)})}
    library = dataclasses.replace(small, strands=strands)
    child = rows[0].model_copy(update={"circumstances": ("drug-parent", "neglect")})
    assert case_of(library, child) == ("near", "wide", "half")
    assert case_of(library, child.model_copy(update={"circumstances": ("relinquishment",)})) == ()


def test_a_row_becomes_a_whole_case(rows: list[Row]) -> None:
    tracks = {id: rubrics().track_case(id) for id in rubrics().tracks}
    for one in rows[:4]:
        made = case_for(shipped(), tracks, one, f"rows/{one.n}")
        line = case_line(made)
        assert line.count("\n") == 1
        assert parse_case(line) == made
        assert made.track == one.track
        nearest = case_of(shipped(), one)
        best = {name for name in nearest if set(shipped().strands[name].circumstances) & set(one.circumstances)}
        assert made.strands[0] in (best or set(shipped().cores))
        assert case_line(case_for(shipped(), tracks, one, f"rows/{one.n}")) == line
