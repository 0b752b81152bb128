"""Rubrics are read strictly: every mistake of an author is said with its file and line, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer.content import ContentError, root
from trainer.rubric.library import load, places, survey

CRITERION = """title: The plan says how the child's health is now
why: A need that nobody wrote down is a need that nobody meets.
part: plan.health
check: {kind: facts, topics: [child.health], about: focus, need: any}
feedback: Take the newest paper.
variants:
  area:
    school: {part: plan.education, check: {topics: [child.school]}}
examples:
  - {given: Asthma and an inhaler., level: met}
  - {given: '', level: missed}
"""
SOURCE = """title: A policy
short: Policy
authority: Somebody
edition: now
provisions:
  - id: P.1
    at: sentence 1
    says: Health is described.
    force: mandatory
    when: [out_of_home]
    scored_by: {criterion: health-now}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content root of one source and one criterion, with the shipped forms and tracks."""
    rubrics = tmp_path / "rubrics"
    shutil.copytree(root() / "rubrics" / "forms", rubrics / "forms")
    (tmp_path / "scenarios").mkdir()
    (rubrics / "sources").mkdir()
    (rubrics / "criteria" / "child").mkdir(parents=True)
    (rubrics / "sources" / "policy.yaml").write_text(SOURCE)
    (rubrics / "criteria" / "child" / "health-now.yaml").write_text(CRITERION)
    (rubrics / "tracks.yaml").write_text(
        "tracks:\n  t:\n    title: T\n    summary: s\n    frame: f\n    sources: [policy]\n    forms: [case-plan]\n"
        "    asks: [plan]\n"
    )
    return tmp_path


def problems(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(content)
    return [str(p) for p in caught.value.problems]


def change(content: Path, name: str, old: str, new: str) -> None:
    path = content / "rubrics" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_whole_root_loads(content: Path) -> None:
    rubrics = load(content)
    assert list(rubrics.criteria) == ["health-now"]
    assert rubrics.rubric("t").instances["health-now"].provisions[0].id == "P.1"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "says"),
    [
        (
            "sources/policy.yaml",
            "criterion: health-now",
            "criterion: heath-now",
            11,
            ["P.1: there is no criterion 'heath-now'", 'did you mean "health-now"?'],
        ),
        (
            "sources/policy.yaml",
            "[out_of_home]",
            "[out_of_hom]",
            10,
            ["there is no condition 'out_of_hom'", 'did you mean "out_of_home"?'],
        ),
        (
            "sources/policy.yaml",
            "criterion: health-now}",
            "criterion: health-now, with: {topic: [child.health]}}",
            11,
            ["health-now doesn't know 'topic'", 'did you mean "topics"?'],
        ),
        (
            "sources/policy.yaml",
            "criterion: health-now}",
            "criterion: health-now, with: {area: scool}}",
            11,
            ["health-now has no area 'scool'", 'did you mean "school"?'],
        ),
        (
            "sources/policy.yaml",
            "criterion: health-now}",
            "criterion: health-now, with: {need: 12}}",
            11,
            ["doesn't fit"],
        ),
        (
            "sources/policy.yaml",
            "criterion: health-now}",
            "criterion: health-now, with: {part: plan.helth}}",
            11,
            ["there is no part 'plan.helth'", 'did you mean "plan.health"?'],
        ),
        (
            "sources/policy.yaml",
            "    force: mandatory\n",
            "    force: must\n",
            9,
            ["must is not a choice", "mandatory"],
        ),
        ("sources/policy.yaml", "scored_by:", "pending: true\n    scored_by:", 6, ["exactly one of"]),
        (
            "criteria/child/health-now.yaml",
            "part: plan.health\n",
            "part: plan.healt\n",
            3,
            ["there is no part 'plan.healt'", 'did you mean "plan.health"?'],
        ),
        (
            "criteria/child/health-now.yaml",
            "kind: facts",
            "kind: fact",
            4,
            ["there is no kind 'fact'", 'did you mean "facts"?'],
        ),
        (
            "criteria/child/health-now.yaml",
            "need: any}",
            "needs: any}",
            4,
            ["facts doesn't know 'needs'", 'did you mean "need"?'],
        ),
        (
            "criteria/child/health-now.yaml",
            "  - {given: '', level: missed}\n",
            "",
            1,
            ["give one that is met and one that isn't"],
        ),
        ("criteria/child/health-now.yaml", "level: missed}", "level: failed}", 11, ["failed is not a choice", "met"]),
        (
            "criteria/child/health-now.yaml",
            "check: {topics: [child.school]}",
            "check: {topic: [child.school]}",
            8,
            ["facts doesn't know 'topic'"],
        ),
        ("criteria/child/health-now.yaml", "feedback: Take the newest paper.\n", "", 1, ["feedback: is missing"]),
        (
            "tracks.yaml",
            "sources: [policy]",
            "sources: [polcy]",
            6,
            ["there is no source 'polcy'", 'did you mean "policy"?'],
        ),
        ("tracks.yaml", "forms: [case-plan]", "forms: [caseplan]", 7, ["there is no form 'caseplan'"]),
    ],
)
def test_a_mistake_is_said_with_its_place(
    content: Path, name: str, old: str, new: str, line: int, says: list[str]
) -> None:
    change(content, name, old, new)
    found = [p for p in problems(content) if all(s in p for s in says)]
    assert found, problems(content)
    assert found[0].split(": ")[0].endswith(f"rubrics/{name}:{line}"), found


def test_a_criterion_that_no_provision_names_does_not_load(content: Path) -> None:
    (content / "rubrics" / "criteria" / "child" / "other.yaml").write_text(CRITERION)
    assert any("no provision names the criterion 'other'" in p for p in problems(content))


def test_two_provisions_of_one_id_and_two_files_of_one_name(content: Path) -> None:
    (content / "rubrics" / "sources" / "second.yaml").write_text(SOURCE)
    (content / "rubrics" / "criteria" / "other").mkdir()
    (content / "rubrics" / "criteria" / "other" / "health-now.yaml").write_text(CRITERION)
    found = problems(content)
    assert any("P.1 stands in" in p for p in found)
    assert any("a second file is named 'health-now'" in p for p in found)


def test_all_mistakes_are_said_at_once(content: Path) -> None:
    change(content, "sources/policy.yaml", "[out_of_home]", "[nowhere]")
    change(content, "criteria/child/health-now.yaml", "need: any}", "need: some}")
    (content / "rubrics" / "tracks.yaml").write_text("tracks: {t: {title: T}}\n")
    found = problems(content)
    assert any("nowhere" in p for p in found)
    assert any("tracks.t.summary: is missing" in p for p in found)
    assert len(found) >= 4


def test_a_broken_criterion_is_not_also_called_missing(content: Path) -> None:
    change(content, "criteria/child/health-now.yaml", "title:", "titel:")
    assert not any("there is no criterion" in p for p in problems(content))
    _, found = survey(content)
    assert found


def test_a_source_that_cannot_be_read_makes_no_further_noise(content: Path) -> None:
    change(content, "sources/policy.yaml", "title: A policy\n", "")
    assert [p.split(": ", 1)[1] for p in problems(content)] == ["title: is missing; add 'title'"]


def test_an_unknown_track_or_source_is_said(content: Path) -> None:
    rubrics = load(content)
    with pytest.raises(ContentError, match="there is no track 'x'"):
        rubrics.rubric("x")
    with pytest.raises(ContentError, match=r"there is no source 'polic'.*did you mean"):
        rubrics.rubric("t", ["polic"])


def test_every_place_of_the_forms_is_known(content: Path) -> None:
    known = places(load(content).forms)
    assert known["plan.health"] == "text"
    assert known["plan.objectives"] == "table"
    assert known["team"] == "table"
    assert known["worksheet.q6_timely"] == "table"
