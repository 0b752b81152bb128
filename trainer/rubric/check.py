"""All of ``rubrics/`` checked: read strictly, every example run, coverage counted source by source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trainer.content import ContentError, Problem
from trainer.rubric.examples import problems, reference_case
from trainer.rubric.library import Rubrics, survey

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Report:
    """What a check of the content found. ``coverage``: by source, how many provisions there are, are scored, are done
    by the app, are judged by a person, are pending."""

    problems: tuple[Problem, ...]
    coverage: dict[str, dict[str, int]]
    criteria: int
    examples: int


def check_content(folder: Path | None = None, progress: Progress | None = None) -> Report:
    """Everything under a content root's ``rubrics/``, with every problem at once. Pending provisions are counted;
    whether they pass is the caller's to say."""
    rubrics, found = survey(folder)
    ran = 0
    try:
        case = reference_case(folder)
    except ContentError as error:
        found += error.problems
    else:
        for done, (id, criterion) in enumerate(sorted(rubrics.criteria.items()), 1):
            if progress is not None:
                progress(done, len(rubrics.criteria), id)
            found += problems(id, criterion, case, rubrics)
            ran += len(criterion.examples)
    return Report(tuple(sorted(set(found))), coverage(rubrics), len(rubrics.criteria), ran)


def coverage(rubrics: Rubrics) -> dict[str, dict[str, int]]:
    """By source, in the order of their names: provisions, scored, done, person, pending."""
    result = {}
    for id, source in sorted(rubrics.sources.items()):
        all_ = source.provisions
        result[id] = {
            "provisions": len(all_), "scored": sum(bool(p.asks) for p in all_),
            "done": sum(bool(p.done_by) for p in all_), "person": sum(p.judged_by is not None for p in all_),
            "pending": sum(p.pending for p in all_)}
    return result
