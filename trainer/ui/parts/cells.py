"""The cells of an open card: one widget a column; each saves by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from trainer.plan.forms import CELL_LIMIT, Column, FormPart
from trainer.plan.submission import Row
from trainer.ui import state
from trainer.ui.editor import Unsaved, autosave_text, settle
from trainer.ui.parts.rows import targets
from trainer.ui.parts.saving import Work, cell_version, save_cell, tell
from trainer.ui.parts.text import label, plain, short
from trainer.ui.visitor import visitor

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2060, 12, 31)


@dataclass(frozen=True)
class Offer:
    """What is on offer while writing: names and services that the opened papers told."""

    names: Sequence[str] = ()
    services: Sequence[str] = ()


def cells(work: Work, part: FormPart, row: Row, values: Mapping[str, Any], offer: Offer, skip: str = "") -> None:
    """All cells of a row but ``skip`` (the column that its place says already): long ones below one another,
    short ones in twos."""
    pair: list[Column] = []
    for column in part.columns:
        if column.id == skip:
            continue
        if column.long:
            _pair(work, part, row, pair, values, offer)
            pair = []
            _long(work, part, row, column)
        else:
            pair.append(column)
    _pair(work, part, row, pair, values, offer)


def _pair(work: Work, part: FormPart, row: Row, columns: Sequence[Column], values: Mapping[str, Any],
          offer: Offer) -> None:
    for at in range(0, len(columns), 2):
        two = columns[at : at + 2]
        if len(two) == 1 and two[0].kind == "ref":
            _short(work, part, row, two[0], values, offer)
            continue
        for place, column in zip(st.columns(2), two, strict=False):
            with place:
                _short(work, part, row, column, values, offer)


def _long(work: Work, part: FormPart, row: Row, column: Column) -> None:
    """A long cell: the box that saves while one types."""
    id, text = str(row["id"]), str(row.get(column.id) or "")
    key = work.key(part.id, id, column.id)
    typed = autosave_text(
        key,
        value=text,
        version=cell_version(text),
        label=column.title,
        help=column.help,
        height=84,
        save=lambda new, base: save_cell(work, part.id, id, column.id, new, base),
        keep=f"{visitor().id}/{key}",
    )
    if typed.problem is not None and typed.problem.conflict:
        both_texts(key, typed.text, text, _KeepCell(work, part.id, id, column.id))


@dataclass(frozen=True)
class _KeepCell:
    work: Work
    part: str
    row: str
    column: str

    def __call__(self, mine: str, stored: str) -> str:
        answer = save_cell(self.work, self.part, self.row, self.column, mine, cell_version(stored))
        return answer.sentence if isinstance(answer, Unsaved) else ""


def both_texts(key: str, mine: str, other: str, keep_mine: Any) -> None:
    """A conflict: both texts side by side, and a choice. ``keep_mine(mine, other)`` saves and returns a sentence
    when it couldn't."""
    with st.container(border=True, key=f"conflict-{key.replace('/', '-')}"):
        st.html('<p role="alert"><strong>This was changed in another place too.</strong> Nothing is lost: here are '
                "both texts. You can also copy from one into the other, then keep yours.</p>")
        left, right = st.columns(2)
        with left:
            st.html(f'<h4>Mine</h4><blockquote class="quote">{plain(mine) or "(empty)"}</blockquote>')
            st.button("Keep mine", key=f"{key}:mine", on_click=_settled, args=(key, mine, other, keep_mine))
        with right:
            st.html(f'<h4>The other</h4><blockquote class="quote">{plain(other) or "(empty)"}</blockquote>')
            st.button("Take the other", key=f"{key}:other", on_click=_settled, args=(key, mine, other, None))


def _settled(key: str, mine: str, other: str, keep_mine: Any) -> None:
    problem = keep_mine(mine, other) if keep_mine else ""
    if problem:
        tell(f"Not saved: {problem}")
        return
    settle(key)
    state.set_widget(f"{key}:short", mine if keep_mine else other)
    state.in_step(f"{key}:short", mine if keep_mine else other)
    state.drop(f"conflict:{key}")


def _short(work: Work, part: FormPart, row: Row, column: Column, values: Mapping[str, Any], offer: Offer) -> None:
    id, stored = str(row["id"]), str(row.get(column.id) or "")
    name = work.key(part.id, id, column.id)
    key = f"{name}:short"
    changed: dict[str, Any] = {"key": key, "on_change": _changed, "args": (work, part.id, id, column, key),
                               "help": column.help or None}
    title = label(column.title)
    match column.kind:
        case "date":
            state.follow(key, as_date(stored))
            st.date_input(title, None, min_value=FIRST, max_value=LAST, format="MM/DD/YYYY", **changed)
        case "choice":
            state.follow(key, stored if stored in column.options else None)
            st.selectbox(title, column.options, index=None, placeholder="Choose", **changed)
        case "ref":
            found = {t.id: t.says for t in targets(work.form, column, values)}
            state.follow(key, stored if stored in found else None)
            none = "Write your assessment first, then choose a row of it here" if not found else "Choose a row of mine"
            st.selectbox(title, list(found), index=None, placeholder=none, disabled=not found,
                         format_func=lambda i: short(found.get(i, i), 110), **changed)
        case "person" | "service":
            known = list(offer.names if column.kind == "person" else offer.services)
            options = known if not stored or stored in known else [stored, *known]
            state.follow(key, stored or None)
            st.selectbox(title, options, index=None, accept_new_options=True,
                         placeholder="Choose, or type a name" if column.kind == "person" else "Choose, or type one",
                         **changed)
        case _:
            state.follow(key, stored)
            st.text_input(title, max_chars=CELL_LIMIT, live=True, autocomplete="off", **changed)
    mine = state.recall(f"conflict:{name}")
    if mine is not None:
        both_texts(name, str(mine), stored, _KeepCell(work, part.id, id, column.id))


def _changed(work: Work, part: str, row: str, column: Column, key: str) -> None:
    value = as_text(state.widget(key))
    before = as_text(state.base(key))
    answer = save_cell(work, part, row, column.id, value, cell_version(before))
    if not isinstance(answer, Unsaved):
        state.in_step(key, state.widget(key))
    elif answer.conflict:
        state.keep(f"conflict:{key.removesuffix(':short')}", value)
    else:
        tell(f"Not saved: {answer.sentence}")


def as_date(text: str) -> dt.date | None:
    """A stored date for a date widget; None where there is none that the widget could show."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def as_text(value: Any) -> str:
    """A widget's value as it is stored: dates as year-month-day, nothing as empty."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
