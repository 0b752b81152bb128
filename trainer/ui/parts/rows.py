"""Rows of a form's tables as plain values: add, change, move, take out, put back; and what they point to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.plan.forms import Column, Form, FormPart
from trainer.plan.submission import Row


def rows_of(value: Any) -> list[Row]:
    """A table part's value as rows of its own (changing them changes nothing else)."""
    return [dict(row) for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def new_id(part: FormPart) -> str:
    """A lasting id for a new row."""
    return f"{(part.row or 'row')[0]}{secrets.token_hex(4)}"


def with_cell(rows: Sequence[Row], row_id: str, column: str, value: str) -> list[Row]:
    """Rows with one cell changed. A row that isn't there any more comes back with this cell: no word is lost."""
    if all(row.get("id") != row_id for row in rows):
        return [*rows, {"id": row_id, column: value}]
    return [{**row, column: value} if row.get("id") == row_id else row for row in rows]


def without(rows: Sequence[Row], row_id: str) -> list[Row]:
    """Rows without one of them."""
    return [row for row in rows if row.get("id") != row_id]


def put_back(rows: Sequence[Row], row: Row, at: int) -> list[Row]:
    """Rows with a removed one where it stood, as near as that goes; unchanged where it is there already."""
    if any(r.get("id") == row.get("id") for r in rows):
        return list(rows)
    return [*rows[:at], row, *rows[at:]]


def moved(rows: Sequence[Row], row_id: str, by: int, among: Sequence[str]) -> list[Row]:
    """Rows with one of them changed places with its neighbour (``by`` -1 or 1) ``among`` the ids of its group."""
    if row_id not in among:
        return list(rows)
    here = list(among).index(row_id)
    there = here + by
    if not 0 <= there < len(among):
        return list(rows)
    place = {str(row.get("id")): i for i, row in enumerate(rows)}
    out = list(rows)
    a, b = place[row_id], place[among[there]]
    out[a], out[b] = out[b], out[a]
    return out


def blank(row: Row) -> bool:
    """Whether nothing is written in a row."""
    return not any(str(value).strip() for key, value in row.items() if key != "id")


def nested(form: Form, part: FormPart) -> FormPart | None:
    """The table of the same section whose rows stand under the rows of this one (steps under objectives)."""
    return next((p for p in form.in_section(part.section) if (c := parent_column(p)) and c.ref == (part.id,)), None)


def parent_column(part: FormPart) -> Column | None:
    """The column that says under which row of another table a row stands: required, and pointing to one table of
    the same form. None for a table that stands by itself."""
    return next((c for c in part.columns if c.kind == "ref" and c.required and len(c.ref) == 1 and c.ref != (part.id,)),
                None)


def under(rows: Sequence[Row], column: Column, parent: str) -> list[Row]:
    """The rows that stand under one parent row."""
    return [row for row in rows if row.get(column.id) == parent]


def orphans(rows: Sequence[Row], column: Column, parents: Sequence[Row]) -> list[Row]:
    """The rows whose parent isn't there."""
    ids = {row.get("id") for row in parents}
    return [row for row in rows if row.get(column.id) not in ids]


def main_column(part: FormPart) -> Column:
    """The column that says most: the first required one with text, else the first one with text."""
    texts = [c for c in part.columns if c.kind in ("text", "person")]
    return next((c for c in texts if c.required), texts[0] if texts else part.columns[0])


@dataclass(frozen=True)
class Target:
    """A row that a column can point to: \"Threat 2: leaves the children alone\"."""

    id: str
    says: str


def targets(form: Form, column: Column, values: Mapping[str, Any]) -> list[Target]:
    """The rows of one's own that a column can point to, by the tables in the form's order."""
    found = []
    for table in column.ref:
        part = form.part(table)
        main = main_column(part)
        for number, row in enumerate(rows_of(values.get(table)), 1):
            words = " ".join(str(row.get(main.id) or "").split()) or "nothing written yet"
            found.append(Target(str(row.get("id")), f"{(part.row or 'row').capitalize()} {number}: {words}"))
    return found
