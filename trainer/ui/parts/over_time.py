"""One person's criteria over attempts, and what they lead to."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.overview import suggestion
from trainer.desk.views import ProgressRow
from trainer.report.progress import Cell, as_table, heat_map
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.pictures import picture
from trainer.ui.parts.text import plain, short
from trainer.ui.parts.when import short_day
from trainer.ui.visitor import visitor

APPLIED = ("met", "partly", "missed", "unsure")
MOST_COLUMNS = 8


def practise_next() -> None:
    """What to practise next and why, with the button that starts it."""
    next_one = suggestion(house(), visitor())
    st.header("What to practise next")
    work_on = "".join(f"<li>{plain(title)}</li>" for title in next_one.work_on)
    st.html(f"<p>{plain(next_one.says)}</p>" + (f"<p>Work on:</p><ul>{work_on}</ul>" if work_on else ""))
    if st.button("Practise this", type="primary", key="practise-next"):
        with plainly(), st.spinner("Drawing up a case: people, papers, dates …"):
            began = desk.practise(house(), visitor(), next_one.track, content_ok=False)
            state.take_in_hand(began)
            state.go("today", attempt=began)


def mastered(rows: Sequence[ProgressRow]) -> None:
    """The criteria that were met in the last two attempts they applied in."""
    st.header("What I have mastered")
    titles = mastered_titles(rows)
    if titles:
        st.html(f"<p>Met in the last two attempts that asked for it: {len(titles)}.</p>")
        with st.expander("Show them"):
            st.html("<ul>" + "".join(f"<li>{plain(t)}</li>" for t in titles) + "</ul>")
    else:
        st.html('<p class="empty">A criterion is yours once you have met it in two attempts in a row.</p>')


def mastered_titles(rows: Sequence[ProgressRow]) -> list[str]:
    """Their titles, in the order in which they were first tried."""
    by_key: dict[str, list[ProgressRow]] = {}
    for row in sorted(rows, key=lambda r: r.attempt):
        if row.level in APPLIED:
            by_key.setdefault(row.criterion, []).append(row)
    return [found[-1].title for found in by_key.values()
            if len(found) >= 2 and all(r.level == "met" for r in found[-2:])]


def over_attempts(rows: Sequence[ProgressRow]) -> None:
    """A heat map of criteria by attempt for one theme at a time, and the same as a table of words."""
    st.header("Criterion by criterion")

    @st.fragment
    def map_of_theme() -> None:
        visitor()
        themes = list(dict.fromkeys(r.theme or "other" for r in rows))
        theme = st.selectbox("Theme", themes, format_func=_title, key="progress-theme", width=360)
        cells = cells_of([r for r in rows if (r.theme or "other") == theme])
        if not cells:
            st.html('<p class="empty">Nothing under this theme applied yet.</p>')
            return
        words = "; ".join(f"{c.row}, {c.column}: {c.level.replace('_', ' ')}" for c in cells[:60])
        picture("heat", heat_map(cells, "Handed in"), f"Levels by criterion and attempt. {words}")
        with st.expander("The same as a table"):
            st.table(as_table(cells), hide_index=True)

    map_of_theme()


def cells_of(rows: Sequence[ProgressRow]) -> list[Cell]:
    """Rows as cells of a heat map: the newest attempts, one row a criterion (numbered where titles are the same)."""
    attempts = sorted({r.attempt for r in rows})[-MOST_COLUMNS:]
    names = _row_names(rows)
    return [Cell(row=names[r.criterion], column=f"{r.attempt}: {short_day(r.date)}", level=r.level)
            for r in sorted(rows, key=lambda r: r.attempt) if r.attempt in attempts]


def _row_names(rows: Sequence[ProgressRow]) -> dict[str, str]:
    names: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        if row.criterion in names:
            continue
        inside = row.criterion.partition("[")[2].rstrip("]").partition("=")[2].replace("_", " ")
        name = short(row.title, 60)
        if name in taken and inside:
            name = short(f"{row.title} ({inside})", 70)
        number = 2
        plain_name = name
        while name in taken:
            name, number = f"{plain_name} ({number})", number + 1
        taken.add(name)
        names[row.criterion] = name
    return names


def _title(theme: str) -> str:
    words = theme.replace("-", " ")
    return words[:1].upper() + words[1:]
