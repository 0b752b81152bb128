"""A table of a form as cards: one row a card, one card open at a time; rows of another table can stand under it.

Add, remove (with an undo), move up and down; every cell of the open card saves by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from trainer.plan.forms import ROW_LIMIT, Column, FormPart
from trainer.plan.submission import Row
from trainer.ui import state
from trainer.ui.parts.cells import Offer, as_date, cells
from trainer.ui.parts.rows import (
    blank,
    main_column,
    moved,
    nested,
    new_id,
    orphans,
    parent_column,
    put_back,
    rows_of,
    targets,
    under,
    without,
)
from trainer.ui.parts.saving import Work, change_rows, tell
from trainer.ui.parts.text import label, plain, short
from trainer.ui.parts.top import hold_place, mark_place
from trainer.ui.parts.when import short_day

Values = Mapping[str, Any]


def table_cards(work: Work, part: FormPart, values: Values, offer: Offer) -> None:
    """All rows of a table as cards, with a button for another one. Stands inside a fragment."""
    rows = rows_of(values.get(part.id))
    _undo_bar(work, part)
    if not rows:
        st.html(f'<p class="empty">No {plain(part.row or "row")} written yet.</p>')
    ids = [str(row["id"]) for row in rows]
    child = nested(work.form, part)
    for number, row in enumerate(rows, 1):
        _card(work, part, row, number, ids, values, offer, child)
    if child is not None:
        _lost(work, part, child, values, offer)
    _add_button(work, part, {}, first=not rows, many=len(rows))


def _card(work: Work, part: FormPart, row: Row, number: int, among: Sequence[str], values: Values, offer: Offer,
          child: FormPart | None, parent: Column | None = None) -> None:
    id, name = str(row["id"]), f"{part.row or 'row'} {number}"
    key = work.key(part.id, id)
    skip = parent.id if parent else ""
    with st.container(border=True, key=f"card-{part.id}-{id}"):
        if not _is_open(work, part, id):
            st.html(_summary(work, part, row, number, values, skip)
                    + (_children_in_words(work, child, id, values) if child else ""))
            st.button(f"Edit {label(name)}", key=f"{key}:edit", on_click=_open, args=(work, part, id),
                      icon=":material/edit:")
            hold_place(f"card-{part.id}-{id}")
            return
        st.html(f'<p class="rowname">{plain(name.capitalize())}</p>')
        cells(work, part, row, values, offer, skip)
        if child is not None:
            _children(work, part, child, id, values, offer)
        _row_buttons(work, part, row, name, among, child)
        hold_place(f"card-{part.id}-{id}")


def _row_buttons(work: Work, part: FormPart, row: Row, name: str, among: Sequence[str],
                 child: FormPart | None) -> None:
    id = str(row["id"])
    key, at = work.key(part.id, id), list(among).index(id)
    with st.container(horizontal=True):
        st.button(f"Close {label(name)}", key=f"{key}:close", on_click=_close, args=(work, part, id),
                  icon=":material/check:")
        st.button("Move up", key=f"{key}:up", disabled=at == 0, on_click=_move, args=(work, part, id, -1, among),
                  type="tertiary", icon=":material/arrow_upward:")
        st.button("Move down", key=f"{key}:down", disabled=at == len(among) - 1, on_click=_move,
                  args=(work, part, id, 1, among), type="tertiary", icon=":material/arrow_downward:")
        st.button(f"Remove {label(name)}", key=f"{key}:remove", on_click=_remove, args=(work, part, row, name, child),
                  type="tertiary", icon=":material/delete:")


def _children(work: Work, part: FormPart, child: FormPart, id: str, values: Values, offer: Offer) -> None:
    column = parent_column(child)
    assert column is not None
    st.html(f"<h4>{plain(child.title)}</h4>" + (f'<p class="help">{plain(child.help)}</p>' if child.help else ""))
    _undo_bar(work, child, under=id)
    mine = under(rows_of(values.get(child.id)), column, id)
    ids = [str(row["id"]) for row in mine]
    for number, row in enumerate(mine, 1):
        _card(work, child, row, number, ids, values, offer, None, column)
    _add_button(work, child, {column.id: id}, first=not mine, many=len(rows_of(values.get(child.id))))


def _lost(work: Work, part: FormPart, child: FormPart, values: Values, offer: Offer) -> None:
    """Rows whose parent is gone: shown with the choice of another one, never dropped."""
    column = parent_column(child)
    assert column is not None
    lost = orphans(rows_of(values.get(child.id)), column, rows_of(values.get(part.id)))
    if lost:
        st.html(f"<h4>{plain(child.title)} without {_a(part.row or 'row')}</h4>"
                f'<p class="help">Open each and choose where it belongs.</p>')
        ids = [str(row["id"]) for row in lost]
        for number, row in enumerate(lost, 1):
            _card(work, child, row, number, ids, values, offer, None)


def _add_button(work: Work, part: FormPart, start: Row, first: bool, many: int) -> None:
    parent = next(iter(start.values()), "")
    if many >= ROW_LIMIT:
        st.caption(f"That is as many as a table can hold ({ROW_LIMIT}).")
        return
    name = part.row or "row"
    st.button(f"Add the first {label(name)}" if first else f"Add another {label(name)}",
              key=work.key(part.id, parent, "add"), on_click=_add, args=(work, part, start), icon=":material/add:")


def _add(work: Work, part: FormPart, start: Row) -> None:
    id = new_id(part)
    problem = change_rows(work, part.id, lambda rows: [*rows, {"id": id, **start}])
    tell(problem)
    if not problem:
        _open(work, part, id)


def _remove(work: Work, part: FormPart, row: Row, name: str, child: FormPart | None) -> None:
    id = str(row["id"])
    gone: list[tuple[str, Row, int]] = []

    def out(rows: list[Row]) -> list[Row]:
        gone[:] = [(part.id, r, i) for i, r in enumerate(rows) if r.get("id") == id]
        return without(rows, id)

    problem = change_rows(work, part.id, out)
    column = parent_column(child) if child else None
    if not problem and child is not None and column is not None:
        below: list[tuple[str, Row, int]] = []

        def out_below(rows: list[Row]) -> list[Row]:
            below[:] = [(child.id, r, i) for i, r in enumerate(rows) if r.get(column.id) == id]
            return [r for r in rows if r.get(column.id) != id]

        problem = change_rows(work, child.id, out_below)
        gone += below
    tell(problem)
    _open(work, part, "")
    parent = parent_column(part)
    if gone and not (len(gone) == 1 and blank({k: v for k, v in gone[0][1].items() if not parent or k != parent.id})):
        state.keep(_undo_key(work, part), (name, gone, str(row.get(parent.id) or "") if parent else ""))
        mark_place(f"undo-{part.id}")


def _undo_bar(work: Work, part: FormPart, under: str = "") -> None:
    kept = state.recall(_undo_key(work, part))
    if kept is None or kept[2] != under:
        return
    name, gone, _ = kept
    also = f" and the {len(gone) - 1} below it" if len(gone) > 1 else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"undo-{part.id}"):
        st.html(f'<p role="status" class="undone">Removed {plain(name)}{plain(also)}.</p>', width="content")
        st.button("Put it back", key=work.key(part.id, "undo"), on_click=_undo, args=(work, part),
                  icon=":material/undo:")
        hold_place(f"undo-{part.id}")


def _undo(work: Work, part: FormPart) -> None:
    kept = state.recall(_undo_key(work, part))
    if kept is None:
        return
    for table in dict.fromkeys(place for place, _, _ in kept[1]):
        back = [(row, at) for place, row, at in kept[1] if place == table]

        def restore(rows: list[Row], back: list[tuple[Row, int]] = back) -> list[Row]:
            for row, at in back:
                rows = put_back(rows, row, at)
            return rows

        if problem := change_rows(work, table, restore):
            tell(problem)
            return
    state.drop(_undo_key(work, part))


def _undo_key(work: Work, part: FormPart) -> str:
    return f"undo:{work.form_id}:{part.id}"


def _move(work: Work, part: FormPart, id: str, by: int, among: Sequence[str]) -> None:
    tell(change_rows(work, part.id, lambda rows: moved(rows, id, by, among)))
    mark_place(f"card-{part.id}-{id}")


def _is_open(work: Work, part: FormPart, id: str) -> bool:
    return bool(state.recall(_open_key(work, part)) == id)


def _open(work: Work, part: FormPart, id: str) -> None:
    """One card is open at a time; a row below another table's row leaves that one open."""
    if parent_column(part) is None:
        for other in work.form.in_section(part.section):
            state.drop(_open_key(work, other))
    if id:
        state.keep(_open_key(work, part), id)
        mark_place(f"card-{part.id}-{id}")
    else:
        state.drop(_open_key(work, part))


def _close(work: Work, part: FormPart, id: str) -> None:
    _open(work, part, "")
    mark_place(f"card-{part.id}-{id}")


def _open_key(work: Work, part: FormPart) -> str:
    return f"card:{work.form_id}:{part.id}"


def _summary(work: Work, part: FormPart, row: Row, number: int, values: Values, skip: str) -> str:
    main = main_column(part)
    words = str(row.get(main.id) or "").strip()
    title = plain(words) if words else f'<span class="empty">{plain(main.title)}: nothing written yet</span>'
    more = [(c.title, cell_in_words(work, c, str(row[c.id]), values)) for c in part.columns
            if c.id not in (main.id, skip) and str(row.get(c.id) or "").strip()]
    missing = [c.title for c in part.columns
               if c.required and c.id not in (main.id, skip) and not str(row.get(c.id) or "").strip()]
    lines = "".join(f"<div><dt>{plain(t)}</dt><dd>{plain(w)}</dd></div>" for t, w in more)
    lines += "".join(f'<div><dt>{plain(t)}</dt><dd class="empty">empty</dd></div>' for t in missing)
    return (f'<p class="rowname">{plain((part.row or "row").capitalize())} {number}</p><p class="rowmain">{title}</p>'
            + (f'<dl class="rowmore">{lines}</dl>' if lines else ""))


def cell_in_words(work: Work, column: Column, value: str, values: Values) -> str:
    """A cell as one reads it: a date in words, a reference as the row it points to."""
    if column.kind == "date":
        date = as_date(value)
        return short_day(date) if date else value
    if column.kind == "ref":
        return next((short(t.says, 160) for t in targets(work.form, column, values) if t.id == value),
                    "a row that isn't there any more")
    return value


def _children_in_words(work: Work, child: FormPart, id: str, values: Values) -> str:
    column = parent_column(child)
    if column is None:
        return ""
    mine = under(rows_of(values.get(child.id)), column, id)
    if not mine:
        return f'<p class="empty">No {plain(child.row or "row")} under it yet.</p>'
    items = []
    for row in mine:
        said = [cell_in_words(work, c, str(row[c.id]), values) for c in child.columns
                if c.id != column.id and str(row.get(c.id) or "").strip()]
        items.append(f"<li>{plain(' · '.join(said)) or 'nothing written yet'}</li>")
    return f'<p class="rowname">{plain(child.title)}</p><ol>{"".join(items)}</ol>'


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeiou" else f"a {noun}"


