"""A submission: everything handed in at once, and its reading from outside, checked whole.

Nothing of a submission is kept unless all of it fits: known parts, right types, dates that exist,
references to rows that are there, texts within the limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from trainer.content import ContentError, Problem, Value, fit, nearest
from trainer.plan.forms import CELL_LIMIT, ROW_LIMIT, TEXT_LIMIT, Column, Form, FormPart

Row = dict[str, Any]
PartValue = str | list[Row]
Level = Literal["met", "partly", "missed", "not_applicable", "not_observed", "unsure"]


class Turn(Value):
    by: str
    to: str = ""
    text: str


class Meeting(Value):
    date: dt.date
    mode: str = ""
    invited: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()


class Submission(Value):
    """What was handed in. ``asked`` lists what the assignment asks for (\"plan\", \"worksheet.q1_method\");
    ``handed_in`` is the day, ISO."""

    case: str
    handed_in: dt.date
    asked: tuple[str, ...] = ("plan",)
    team: tuple[dict[str, Any], ...] = ()
    plan: dict[str, Any] = {}
    separate_plans: tuple[dict[str, Any], ...] = ()
    contacts: tuple[dict[str, Any], ...] = ()
    meetings: tuple[Meeting, ...] = ()
    interviews: tuple[dict[str, Any], ...] = ()
    supervision: dict[str, Any] = {}
    worksheet: dict[str, Any] = {}
    cfsr: dict[str, Any] = {}
    progress: dict[str, Any] = {}
    self_assessment: dict[str, Level] = {}

    def value(self, part: str) -> Any:
        """The value of ``plan.health``, ``worksheet.q1_method`` or ``team``; None when nothing is there."""
        place, _, id = part.partition(".")
        whole = getattr(self, place, None)
        if not id:
            return list(whole) if isinstance(whole, tuple) else whole
        return whole.get(id) if isinstance(whole, dict) else None

    def text(self, part: str) -> str:
        """A text part's text; empty when it isn't there."""
        value = self.value(part)
        return value if isinstance(value, str) else ""

    def rows(self, part: str) -> list[Row]:
        """A table part's rows; empty when it isn't there."""
        value = self.value(part)
        return [dict(row) for row in value] if isinstance(value, list) else []

    def asks(self, part: str) -> bool:
        """Whether the assignment asked for a part."""
        return any(part == a or part.startswith(a + ".") or a.startswith(part + ".") for a in self.asked)


def read_submission(
    raw: Any, forms: Mapping[str, Form], name: str = "submission", case: str | None = None
) -> Submission:
    """A submission from outside, checked whole. Raises ContentError naming every problem and its place."""
    if not isinstance(raw, dict):
        raise ContentError([Problem(name, 0, "a submission is an object with keys such as case, handed_in, plan")])
    problems: list[Problem] = []

    def wrong(where: str, what: str, mend: str = "") -> None:
        problems.append(Problem(name, 0, f"{where}: {what}", mend))

    for key in raw:
        if key not in Submission.model_fields:
            wrong(str(key), "this key isn't known", nearest(str(key), Submission.model_fields))
    if case is not None and raw.get("case") not in (None, case):
        wrong("case", f"this submission is for {str(raw.get('case'))[:40]!r}", f"this case is {case!r}")
    by_place: dict[str, list[Form]] = {}
    for form in forms.values():
        by_place.setdefault(form.place, []).append(form)
    for place in ("plan", "worksheet", "supervision", "progress"):
        values = raw.get(place, {})
        if not isinstance(values, dict):
            wrong(place, "is not a set of parts", "write it as {part: value}")
            continue
        known = {p.id: p for f in by_place.get(place, []) for p in f.parts}
        for id, value in values.items():
            if id not in known:
                wrong(f"{place}.{id}", "this part isn't on the form", nearest(str(id), known))
                continue
            for problem in part_problems(known[id], value, values):
                wrong(f"{place}.{id}{problem.file}", problem.what, problem.mend)
    for place in ("team", "contacts"):
        rows = raw.get(place, [])
        table = next((p for f in by_place.get(place, []) for p in f.parts if p.id == place), None)
        if table is None:
            if rows:
                wrong(place, "no form asks for this")
            continue
        for problem in part_problems(table, rows, {}):
            wrong(f"{place}{problem.file}", problem.what, problem.mend)
    try:
        submission = fit({k: v for k, v in raw.items() if k in Submission.model_fields}, Submission, name)
    except ContentError as error:
        raise ContentError([*problems, *error.problems]) from None
    if problems:
        raise ContentError(problems)
    return submission


def part_problems(part: FormPart, value: Any, siblings: Mapping[str, Any]) -> list[Problem]:
    """What keeps a value from being kept in a part; ``file`` holds the place below it. Empty when it fits.

    ``siblings`` are the other parts of the same form: rows that a column may refer to.
    """
    if part.kind == "table":
        return _table_problems(part, value, siblings)
    if value is None or value == "":
        return []
    if not isinstance(value, str):
        return [Problem("", 0, f"is {_kind(value)}, not text", "write it as text")]
    if part.kind == "date":
        return _date_problems(value)
    if part.kind == "choice" and value not in part.options:
        return [Problem("", 0, f"{value[:40]!r} is not a choice here", nearest(value, part.options))]
    return _text_problems(value, TEXT_LIMIT)


def _table_problems(part: FormPart, value: Any, siblings: Mapping[str, Any]) -> list[Problem]:
    if value is None:
        return []
    if not isinstance(value, list):
        return [Problem("", 0, f"is {_kind(value)}, not a table", "write a list of rows")]
    if len(value) > ROW_LIMIT:
        return [Problem("", 0, f"has {len(value)} rows", f"the limit is {ROW_LIMIT}")]
    problems: list[Problem] = []
    seen: set[str] = set()
    columns = {c.id: c for c in part.columns}
    for number, row in enumerate(value, 1):
        place = f" row {number}"
        if not isinstance(row, dict):
            problems.append(Problem(place, 0, f"is {_kind(row)}, not a row", "write {column: value}"))
            continue
        id = row.get("id")
        if not isinstance(id, str) or not id:
            problems.append(Problem(place, 0, "has no id", 'give each row a lasting id, such as "o1"'))
        elif id in seen:
            problems.append(Problem(place, 0, f"a second row has the id {id[:40]!r}", "give each row its own"))
        else:
            seen.add(id)
        for key, cell in row.items():
            if key == "id":
                continue
            if key not in columns:
                problems.append(
                    Problem(f"{place} {key}", 0, "this column isn't in the table", nearest(str(key), columns))
                )
                continue
            for problem in _cell_problems(columns[key], cell, siblings, seen if part.id in columns[key].ref else set()):
                problems.append(Problem(f"{place} {key}", 0, problem.what, problem.mend))
    return problems


def _cell_problems(column: Column, cell: Any, siblings: Mapping[str, Any], own: set[str]) -> list[Problem]:
    if cell is None or cell == "":
        return []
    if not isinstance(cell, str):
        return [Problem("", 0, f"is {_kind(cell)}, not text", "write it as text")]
    if column.kind == "date":
        return _date_problems(cell)
    if column.kind == "choice" and cell not in column.options:
        return [Problem("", 0, f"{cell[:40]!r} is not a choice here", nearest(cell, column.options))]
    if column.kind == "ref":
        rows = {r.get("id") for t in column.ref for r in siblings.get(t) or [] if isinstance(r, dict)} | own
        if cell not in rows:
            return [
                Problem(
                    "",
                    0,
                    f"there is no row {cell[:40]!r} in {' or '.join(column.ref)}",
                    "point it to a row that is there, or leave it empty",
                )
            ]
        return []
    return _text_problems(cell, CELL_LIMIT)


def _text_problems(text: str, limit: int) -> list[Problem]:
    if len(text) > limit:
        return [Problem("", 0, f"has {len(text):,} characters", f"the limit is {limit:,}: shorten it")]
    if "\x00" in text or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        return [Problem("", 0, "holds characters that are no text", "paste it again as plain text")]
    return []


def _date_problems(text: str) -> list[Problem]:
    try:
        dt.date.fromisoformat(text)
        if len(text) == 10:
            return []
    except ValueError:
        pass
    return [Problem("", 0, f"{text[:40]!r} is not a date that exists", "write year-month-day, such as 2026-03-01")]


def _kind(value: Any) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
        str: "text",
        type(None): "nothing",
    }
    return names.get(type(value), "something else")
