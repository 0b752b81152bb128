"""Every criterion's examples, run on the reference case: the tests, the documentation, what good looks like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from trainer import content
from trainer.case.model import Case
from trainer.content import ContentError, Problem, shown
from trainer.plan.submission import Submission, part_problems
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import Asked, Rubrics, asked
from trainer.rubric.model import Criterion, Example, Outcome

ALL = ("plan", "team", "contacts", "worksheet", "supervision", "progress")


@dataclass(frozen=True)
class Ran:
    """One example as it came out: which, the criterion as asked, the submission made of it, and its outcome."""

    number: int
    example: Example
    asked: Asked
    submission: Submission
    outcome: Outcome


def reference_case(root: Path | None = None) -> Case:
    """The one hand-made case on which examples run. Raises ContentError."""
    return _reference(root or content.root())


@cache
def _reference(root: Path) -> Case:
    return content.read(root / "rubrics" / "reference-case.yaml", Case)


def run(id: str, criterion: Criterion, case: Case, rubrics: Rubrics) -> Iterable[Ran]:
    """Each example of a criterion with its outcome. Raises ValidationError or KeyError where parameters don't fit."""
    for number, example in enumerate(criterion.examples, 1):
        instance = asked(id, criterion, example.with_)
        submission = as_submission(case, instance.parts, example.given)
        shared = Shared(case, submission, rubrics.forms)
        yield Ran(number, example, instance, submission, instance.check.look(Ground(shared, instance.parts)))


def problems(id: str, criterion: Criterion, case: Case, rubrics: Rubrics) -> list[Problem]:
    """What is wrong with a criterion's examples: level, evidence, or a value that its part doesn't take."""
    path = Path(rubrics.files[id])
    _, lines = content.plain(path)
    result: list[Problem] = []

    def say(number: int, what: str, mend: str = "") -> None:
        result.append(Problem(shown(path), lines.at(("examples", number - 1)), f"example {number}: {what}", mend))

    try:
        for ran in run(id, criterion, case, rubrics):
            for what in _unfit(ran, rubrics):
                say(ran.number, what)
            expected, outcome = ran.example.level, ran.outcome
            if outcome.level != expected:
                say(ran.number, f"should be {expected}, came out {outcome.level}: {outcome.why}")
            quotes = [e.quote for e in outcome.evidence]
            for quote in ran.example.evidence:
                if not any(quote in shown_ for shown_ in quotes):
                    say(ran.number, f"should show the words {quote!r}, shows {quotes}")
    except (ValidationError, KeyError):
        pass        # the library has said what doesn't fit
    return result


def as_submission(case: Case, parts: tuple[str, ...], given: Any) -> Submission:
    """An example's value as a submission to the reference case, with everything asked and handed in today.

    ``given`` is the value of the first part, or an object of parts. Rows without an id get one.
    """
    values = given if isinstance(given, dict) and all(_is_part(k) for k in given) and given else {parts[0]: given}
    whole: dict[str, Any] = {"case": case.id, "handed_in": case.today, "asked": ALL}
    for part, value in values.items():
        place, _, id = part.partition(".")
        fitted = _fitted(value)
        if id:
            whole.setdefault(place, {})[id] = fitted
        else:
            whole[place] = fitted if isinstance(fitted, list) else []
    return Submission.model_validate(whole)


def _is_part(key: Any) -> bool:
    return isinstance(key, str) and (key in ("team", "contacts") or "." in key)


def _fitted(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [{"id": f"r{n}", **{k: _fitted(v) for k, v in row.items()}} if isinstance(row, dict) else row
                for n, row in enumerate(value, 1)]
    return "" if value is None else value


def _unfit(ran: Ran, rubrics: Rubrics) -> Iterable[str]:
    """Values that the form wouldn't take."""
    by_place: dict[str, Mapping[str, Any]] = {}
    for form in rubrics.forms.values():
        for part in form.parts:
            path = form.place if form.place in ("team", "contacts") else f"{form.place}.{part.id}"
            value = ran.submission.value(path)
            if value is None or value == [] or value == "":
                continue
            siblings = by_place.setdefault(form.place, _siblings(ran.submission, form.place))
            for problem in part_problems(part, value, siblings):
                yield f"{path}{problem.file}: {problem.what}" + (f"; {problem.mend}" if problem.mend else "")


def _siblings(submission: Submission, place: str) -> Mapping[str, Any]:
    value = getattr(submission, place, {})
    return value if isinstance(value, dict) else {}


def check_all(rubrics: Rubrics, root: Path | None = None, only: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with any criterion's examples; with ``only``, of those criteria."""
    try:
        case = reference_case(root)
    except ContentError as error:
        return list(error.problems)
    wanted = set(only)
    return [p for id, criterion in sorted(rubrics.criteria.items()) if not wanted or id in wanted
            for p in problems(id, criterion, case, rubrics)]
