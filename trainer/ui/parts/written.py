"""A submission as it was written, from end to end, with passages highlighted: to read, to grade, to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trainer.plan.forms import Column, Form, FormPart
from trainer.plan.submission import Row, Submission
from trainer.rubric.model import Evidence
from trainer.ui.parts.cells import as_date
from trainer.ui.parts.rows import nested, parent_column, targets, under
from trainer.ui.parts.text import marked, plain, short
from trainer.ui.parts.when import day


def section_html(submission: Submission, form: Form, section: str, evidence: Sequence[Evidence] = ()) -> str:
    """One section as HTML."""
    title = next(s.title for s in form.sections if s.id == section)
    inside = {p.id for one in form.in_section(section) if (p := nested(form, one))}
    body = "".join(part_html(submission, form, part, evidence) for part in form.in_section(section)
                   if part.id not in inside)
    return f'<section class="writing"><h3>{plain(title)}</h3>{body}</section>'


def part_html(submission: Submission, form: Form, part: FormPart, evidence: Sequence[Evidence] = ()) -> str:
    """One part as HTML: its title, and what was written, with its evidence highlighted."""
    where = place_of(form, part)
    own = [e for e in evidence if e.part == where]
    if part.kind != "table":
        text = submission.text(where)
        date = as_date(text) if part.kind == "date" else None
        said = plain(day(date)) if date else marked(text, [(e.start, e.end) for e in own])
        body = f'<p class="written">{said}</p>' if text.strip() else '<p class="empty">Empty</p>'
        return f"<h4>{plain(part.title)}</h4>{body}"
    rows = submission.rows(where)
    if not rows:
        return f'<h4>{plain(part.title)}</h4><p class="empty">Empty</p>'
    values = {p.id: submission.value(place_of(form, p)) for p in form.parts}
    child = nested(form, part)
    items = []
    for number, row in enumerate(rows, 1):
        below = _children_html(submission, form, child, row, evidence, values) if child else ""
        items.append(f'<div class="row"><p class="rowname">{plain((part.row or "row").capitalize())} {number}</p>'
                     f"{_row_html(form, part, row, own, values, '')}{below}</div>")
    return f"<h4>{plain(part.title)}</h4>{''.join(items)}"


def place_of(form: Form, part: FormPart) -> str:
    """Where a part stands in a submission: \"plan.health\", or just \"team\"."""
    return part.id if form.place in ("team", "contacts") else f"{form.place}.{part.id}"


def _children_html(submission: Submission, form: Form, child: FormPart, row: Row, evidence: Sequence[Evidence],
                   values: Mapping[str, Any]) -> str:
    column = parent_column(child)
    where = place_of(form, child)
    if column is None:
        return ""
    own = [e for e in evidence if e.part == where]
    mine = under(submission.rows(where), column, str(row.get("id")))
    if not mine:
        return f'<p class="empty">No {plain(child.row or "row")} under it</p>'
    items = "".join(f"<li>{_row_html(form, child, one, own, values, column.id)}</li>" for one in mine)
    return f'<p class="rowname">{plain(child.title)}</p><ol>{items}</ol>'


def _row_html(form: Form, part: FormPart, row: Row, evidence: Sequence[Evidence], values: Mapping[str, Any],
              skip: str) -> str:
    lines = []
    for column in part.columns:
        text = str(row.get(column.id) or "")
        if column.id == skip or not text.strip():
            continue
        spans = [(e.start, e.end) for e in evidence if e.row == row.get("id") and e.column == column.id]
        lines.append(f"<div><dt>{plain(column.title)}</dt><dd>{_cell(form, column, text, spans, values)}</dd></div>")
    return f'<dl class="rowmore">{"".join(lines)}</dl>' if lines else '<p class="empty">Empty</p>'


def _cell(form: Form, column: Column, text: str, spans: list[tuple[int, int]], values: Mapping[str, Any]) -> str:
    if column.kind == "date" and (date := as_date(text)):
        return f"<mark>{plain(day(date))}</mark>" if spans else plain(day(date))
    if column.kind == "ref":
        found = {t.id: t.says for t in targets(form, column, values)}
        return plain(short(found.get(text, "a row that isn't there"), 160))
    return marked(text, spans)
