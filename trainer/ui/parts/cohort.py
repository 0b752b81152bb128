"""A cohort: who is where, what most people miss, and each criterion by trainee."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.views import BoardRow, HeatRow
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.levels import level_words
from trainer.ui.parts.strip import STAGES as OWN_STAGES
from trainer.ui.parts.text import plain, short
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor

QUIET_DAYS = 4      # after so many days without a step, somebody at work may be stuck
MOST_ROWS = 20      # criteria shown before one asks for all
STAGES = OWN_STAGES | {"waiting": "Waits for an advisor"}
AT_WORK = ("read", "plan", "hand_in", "feedback", "revise")


def cohort_here() -> str:
    """The cohort that the page is about: an advisor's own; a coordinator chooses. Empty where there is none."""
    person = visitor()
    if person.role != "coordinator":
        return person.cohort or ""
    names = [c.name for c in desk.cohorts(house(), person)]
    if not names:
        return ""
    if state.widget("cohort") not in names:
        asked = state.address("cohort")
        state.set_widget("cohort", asked if asked in names else names[0])
    chosen = names[0] if len(names) == 1 else str(st.selectbox("Cohort", names, key="cohort", width=320))
    state.set_address(cohort=chosen)
    return chosen


def board(cohort: str) -> None:
    """Who is where; looks again by itself."""

    @st.fragment(run_every=15)
    def rows_now() -> None:
        with plainly():
            rows = desk.cohort_board(house(), visitor(), cohort)
            if not rows:
                st.html('<p class="empty">This cohort has no trainees yet.</p>')
                return
            st.html(board_html(rows, house().clock()))
            st.caption(f"Looks again every 15 seconds; last at {moment(house().now)}.")

    rows_now()


def board_html(rows: Sequence[BoardRow], now: dt.datetime) -> str:
    """The counts by stage, and the table."""
    counts = Counter(STAGES[r.stage] if r.stage else "Not begun" for r in rows)
    said = " · ".join(f"{stage}: {counts[stage]}" for stage in ("Not begun", *STAGES.values()) if counts[stage])
    body = "".join(_board_row(r, now) for r in rows)
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Trainee", "Assignment", "Stage", "Last step", "Handed in"))
    return (f"<p>{plain(said)}</p>" '<div class="wide" tabindex="0" role="group" aria-label="Who is where">'
            f'<table class="plain board"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>')


def quiet_days(row: BoardRow, now: dt.datetime) -> int:
    """For how many days somebody at work has taken no step; 0 below the number that asks for a look."""
    if row.stage not in AT_WORK or not row.last_activity:
        return 0
    days = (now - dt.datetime.fromisoformat(row.last_activity.replace("Z", "+00:00"))).days
    return days if days >= QUIET_DAYS else 0


def most_missed(rows: Sequence[HeatRow]) -> None:
    """The criteria that most people don't meet, with how many."""
    found = missed_by(rows)[:10]
    if not found:
        st.html('<p class="empty">Nothing is missed yet.</p>')
        return
    body = "".join(f"<tr><th scope='row'>{plain(title)}</th><td>{missed} of {of}</td></tr>"
                   for title, missed, of in found)
    st.html('<div class="wide" tabindex="0" role="group" aria-label="What most people miss"><table class="plain">'
            '<thead><tr><th scope="col">Criterion</th><th scope="col">Missed or only partly met</th></tr></thead>'
            f"<tbody>{body}</tbody></table></div>")


def missed_by(rows: Sequence[HeatRow]) -> list[tuple[str, int, int]]:
    """(title, how many trainees miss it or meet it partly, of how many); only what somebody misses, most first."""
    names = row_names(rows)
    missed = Counter(names[r.criterion] for r in rows if r.level in ("missed", "partly"))
    of = Counter(names[r.criterion] for r in rows)
    return sorted(((t, n, of[t]) for t, n in missed.items()), key=lambda m: (-m[1], -m[1] / m[2], m[0]))


def heat(rows: Sequence[HeatRow]) -> None:
    """The criteria that are missed most, by trainee; all of them on demand."""
    titles = [title for title, _, _ in missed_by(rows)][:MOST_ROWS]
    if titles:
        st.html(heat_html(rows, titles, "The most missed criteria by trainee"))
    with (box := st.expander("Every criterion", key="cohort-table", on_change="rerun")):
        if box.open:
            st.html(heat_html(rows, sorted(row_names(rows).values()), "Every criterion by trainee"))


def heat_html(rows: Sequence[HeatRow], titles: Sequence[str], name: str) -> str:
    """Criteria down, trainees across, each cell with its colour, its sign and its word."""
    names = row_names(rows)
    people = list(dict.fromkeys(r.trainee for r in rows))
    level = {(names[r.criterion], r.trainee): r.level for r in rows}
    heads = "".join(f'<th scope="col">{plain(p)}</th>' for p in ("Criterion", *people))
    lines = []
    for title in titles:
        cells = "".join(f'<td class="level-{level[title, p]}">{plain(level_words(level[title, p]))}</td>'
                        if (title, p) in level else '<td class="none">not asked</td>' for p in people)
        lines.append(f'<tr><th scope="row">{plain(title)}</th>{cells}</tr>')
    return (f'<div class="wide" tabindex="0" role="group" aria-label="{plain(name)}"><table class="heat">'
            f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>")


def row_names(rows: Sequence[HeatRow]) -> dict[str, str]:
    """A name for each criterion, told apart where two have the same title."""
    names: dict[str, str] = {}
    for row in rows:
        if row.criterion in names:
            continue
        about = row.criterion.partition("[")[2].rstrip("]").partition("=")[2].replace("_", " ").replace("-", " ")
        name, number = short(row.title, 80), 2
        if name in names.values() and about:
            name = short(f"{row.title} ({about})", 90)
        plain_name = name
        while name in names.values():
            name, number = f"{plain_name} ({number})", number + 1
        names[row.criterion] = name
    return names


def _board_row(row: BoardRow, now: dt.datetime) -> str:
    if not row.attempt_id:
        return f'<tr><th scope="row">{plain(row.trainee)}</th><td colspan="4">Nothing begun yet</td></tr>'
    quiet = quiet_days(row, now)
    last = plain(moment(row.last_activity)) + (f'<br><strong class="due">quiet for {quiet} days</strong>' if quiet
                                              else "")
    handed = "not yet"
    if row.submission_id:
        times = "once" if row.submissions == 1 else f"{row.submissions} times"
        handed = (f'{times}, <a href="/grade?submission={plain(row.submission_id)}" target="_self" '
                  f'aria-label="Open the work of {plain(row.trainee)}: {plain(row.title)}">open</a>')
        handed += "" if row.satisfactory is None else (
            "<br>stands well" if row.satisfactory else "<br>not there yet")
    return (f'<tr><th scope="row">{plain(row.trainee)}</th><td>{plain(row.title)}</td>'
            f"<td>{plain(STAGES[row.stage] if row.stage else '')}</td><td>{last}</td><td>{handed}</td></tr>")
