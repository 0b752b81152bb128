"""The record as a whole: which papers stand in it."""

from __future__ import annotations

from pathlib import Path

from tests.case.conftest import CONNECTICUT
from trainer.case.generate import generate
from trainer.case.library import load


def test_a_paper_in_which_nothing_is_told_is_left_out(scenarios: Path) -> None:
    path = scenarios / "strands" / "late-bus.yaml"
    path.write_text(path.read_text().replace("papers:\n", (
        "papers:\n"
        "  blank: {kind: contact-note, author: teacher, date: report, about: [mother]}\n"
        "  list: {kind: service-directory, author: teacher, date: report}\n"), 1))
    made = generate(load(scenarios), CONNECTICUT, "1")
    by_teacher = [d.kind for d in made.documents if d.author == made.cast["teacher"]]
    assert by_teacher == ["service-directory", "school-record"]       # the list has services of its own to print
    assert [d.id for d in made.documents] == [f"d{n:02}" for n in range(1, len(made.documents) + 1)]


def test_two_papers_of_one_title_and_day_are_told_apart(scenarios: Path) -> None:
    path = scenarios / "strands" / "late-bus.yaml"
    path.write_text(path.read_text().replace("papers:\n", (
        "papers:\n"
        "  list: {kind: service-directory, author: teacher, date: report}\n"
        "  another: {kind: service-directory, author: teacher, date: report}\n"), 1))
    made = generate(load(scenarios), CONNECTICUT, "1")
    first, second = (d for d in made.documents if d.kind == "service-directory")
    assert second.title == f"{first.title} (2)"
    assert second.title in second.pages[0]
