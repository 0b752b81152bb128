"""Earlier versions of a part: when, what stood there, and bring it back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from trainer import desk
from trainer.plan.forms import FormPart
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.rows import blank, main_column, rows_of
from trainer.ui.parts.saving import Work, save_value
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor


@st.dialog("Earlier versions", width="medium")
def earlier_versions(work: Work, part: FormPart) -> None:
    """Opens over the page. Bringing one back is a save like any other: what stands there now is kept too."""
    with plainly():
        states = desk.earlier(house(), visitor(), work.attempt.id, work.form_id, part.id)
        if not states:
            st.write("Nothing earlier is kept yet. A version is kept every five minutes while you write, and before "
                     "much is taken out.")
            return
        st.write(f"Part: {label(part.title)}")
        chosen = st.radio("Which version", range(len(states)), key=f"earlier-{part.id}",
                          format_func=lambda i: f"{moment(states[i].at)}, {size_of(states[i].value)}")
        body = shown(part, states[chosen].value)
        st.html(f'<div class="earlier" role="group" aria-label="That version">{body}</div>')
        if st.button("Bring this version back", type="primary", key=f"bring-{part.id}"):
            problem = save_value(work, part.id, states[chosen].value)
            if problem:
                st.error(problem)
            else:
                st.rerun()


def size_of(value: Any) -> str:
    """\"120 words\" or \"3 rows\"."""
    if isinstance(value, list):
        many = sum(not blank(row) for row in rows_of(value))
        return "nothing written" if not many else f"{many} {'row' if many == 1 else 'rows'}"
    words = len(str(value or "").split())
    return f"{words} {'word' if words == 1 else 'words'}"


def shown(part: FormPart, value: Any) -> str:
    """A part's value as HTML: text as it was written, a table as its rows."""
    if part.kind != "table":
        return f'<p class="written">{plain(value)}</p>' if value else '<p class="empty">Empty</p>'
    rows = [row for row in rows_of(value) if not blank(row)]
    if not rows:
        return '<p class="empty">Empty</p>'
    main = main_column(part)
    items = []
    for row in rows:
        more = "; ".join(f"{plain(c.title)}: {plain(row[c.id])}" for c in part.columns
                         if c.kind != "ref" and c.id != main.id and row.get(c.id))
        items.append(f"<li>{plain(row.get(main.id) or '')}" + (f"<br><span class='where'>{more}</span>" if more else "")
                     + "</li>")
    return f"<ol>{''.join(items)}</ol>"
