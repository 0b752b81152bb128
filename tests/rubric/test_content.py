"""The shipped rubrics: they load, their examples come out, the pages made from the code are current."""

from __future__ import annotations

import json

import pytest

from trainer.content import root
from trainer.rubric.check import check_content
from trainer.rubric.checks import KINDS
from trainer.rubric.conditions import CONDITIONS, holds, words
from trainer.rubric.document import schema_text, with_tables
from trainer.rubric.examples import reference_case
from trainer.rubric.explain import explain, known, table_of_checks
from trainer.rubric.library import rubrics

CASE = reference_case()


def test_everything_is_right_and_counted() -> None:
    seen: list[str] = []
    report = check_content(progress=lambda done, of, what: seen.append(f"{done}/{of} {what}"))
    assert not report.problems, "\n".join(map(str, report.problems))
    assert report.criteria == len(rubrics().criteria) == len(seen)
    assert report.examples == sum(len(c.examples) for c in rubrics().criteria.values())
    for source, row in report.coverage.items():
        assert row["provisions"] == row["scored"] + row["done"] + row["person"] + row["pending"], source
        assert row["provisions"] == len(rubrics().sources[source].provisions)


def test_the_readme_and_the_schema_are_current() -> None:
    """If this fails: uv run python -m trainer.rubric.document"""
    readme = (root() / "rubrics" / "README.md").read_text(encoding="utf-8")
    assert with_tables(readme) == readme
    assert (root() / "rubrics" / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_takes_every_shipped_criterion() -> None:
    schema = json.loads(schema_text())
    kinds = {name.removeprefix("check_") for name in schema["$defs"] if name.startswith("check_")}
    assert kinds == set(KINDS)
    for id, criterion in rubrics().criteria.items():
        own = schema["$defs"][f"check_{criterion.check['kind']}"]
        assert set(criterion.check) <= set(own["properties"]), id


def test_every_kind_of_check_says_itself_and_is_used() -> None:
    used = {str(c.check["kind"]) for c in rubrics().criteria.values()}
    used |= {
        str(v.check.get("kind")) for c in rubrics().criteria.values() for vs in c.variants.values() for v in vs.values()
    }
    assert set(KINDS) <= used, f"no criterion uses {set(KINDS) - used}"
    for kind, check in KINDS.items():
        assert (check.__doc__ or "").strip().endswith("."), kind
        assert f"| `{kind}` |" in table_of_checks()


def test_conditions_are_questions_with_answers_on_the_reference_case() -> None:
    for name in CONDITIONS:
        assert words(name).endswith("."), name
        assert isinstance(CONDITIONS[name](CASE), bool), name
    assert holds(("out_of_home", "school_age", "siblings_apart", "poor_prognosis", "plan_under_review"), CASE)
    assert not holds(("out_of_home", "age_13_plus"), CASE)
    for name in ("child_under_3", "age_14_plus", "goal_guardianship", "tribal_child", "partner_violence", "first_plan"):
        assert not CONDITIONS[name](CASE), name
    for name in (
        "has_trauma",
        "provider_letter",
        "fsna_in_record",
        "several_children",
        "risk_present",
        "academic_need",
        "cultural_need",
        "extended_family",
        "significant_other",
        "safety_plan_needed",
        "living_parent",
    ):
        assert CONDITIONS[name](CASE), name


def test_everything_can_say_itself_in_words() -> None:
    every = rubrics()
    for id in known(every):
        assert explain(every, id).startswith(id), id
    assert "sixty days" in explain(every, "FED.TIME.60D")
    assert "Count from the day" in explain(every, "plan-in-time")
    with pytest.raises(KeyError):
        explain(every, "nothing-of-that-name")


def test_no_example_shows_a_track_its_truth_by_accident() -> None:
    """Examples are shown to trainees: they are about the reference family only."""
    names = {p.family for p in CASE.people}
    assert CASE.id == "c-reference"
    assert {"Whitcomb", "Delgado"} <= names
