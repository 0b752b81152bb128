"""What stands on a trainee's first page."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.views import AssignmentView, AttemptView, ProgressRow
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.content_note import content_note, nothing_opened, want_another
from trainer.ui.parts.difficulty import difficulty
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.levels import level_counts
from trainer.ui.parts.strip import STAGES
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.way import way
from trainer.ui.parts.when import day
from trainer.ui.visitor import visitor

NEXT = {
    "record": "Open the record",
    "plan": "Go on with the plan",
    "review": "Go on with the worksheet",
    "hand_in": "Look it over and hand in",
    "feedback": "Read your feedback",
    "today": "",
}
SURPRISE = "surprise"
COUNTED = ("met", "partly", "missed", "unsure")


def case_in_hand(attempt: AttemptView, primary: bool) -> None:
    """The attempt that this tab works on: where it stands, what comes next, and the button that goes there."""
    with st.container(border=True, key="in-hand"):
        given = f"{plain(attempt.assignment_title)} · " if attempt.assignment_title else ""
        due = f' · <span class="due">due {plain(day(attempt.due))}</span>' if attempt.due else ""
        st.html(f'<h2>{plain(attempt.title)}</h2><p class="where">{given}{plain(attempt.track_title)} · '
                f"{plain(STAGES[attempt.stage])}{due}</p>"
                f"<p>This is about <strong>{plain(attempt.focus_name)}</strong>.</p>")
        unread = attempt.stage == "read" and nothing_opened(attempt.id)
        if unread:
            content_note(attempt)
        st.html(f'<p class="nextstep"><strong>Next:</strong> {plain(attempt.next_step)}</p>')
        with st.container(horizontal=True):
            words = NEXT.get(attempt.next_page)
            if words and st.button(words, type="primary" if primary else "secondary", key="next-step"):
                _open(attempt.id, attempt.next_page)
            if unread:
                want_another(attempt, "today")


def assignments_list(given: Sequence[AssignmentView], primary: bool) -> None:
    """What was given and isn't begun, the soonest due first."""
    if not given:
        return
    st.header("Given to you")
    for number, one in enumerate(given):
        with st.container(border=True, key=f"given-{one.id}"):
            due = f'<span class="due">due {plain(day(one.due))}</span>' if one.due else "no date set"
            note = f"<p>{plain(one.note)}</p>" if one.note else ""
            st.html(f'<h3>{plain(one.title)}</h3><p class="where">{plain(one.track_title)} · {due}</p>{note}')
            if st.button(f"Begin {label(one.title, 40)}", key=f"begin-{one.id}",
                         type="primary" if primary and not number else "secondary"):
                with plainly(), st.spinner("Drawing up the case: people, papers, dates …"):
                    began = desk.begin(house(), visitor(), one.id)
                    _take(began)


def practice(primary: bool) -> None:
    """A case of one's own: under which track, or a surprise."""
    st.header("Practise")
    choices = desk.track_choices(house())
    titles = {c.id: c.title for c in choices} | {SURPRISE: "Surprise me"}
    captions = [label(c.summary) for c in choices] + ["One of them, by chance."]
    chosen = st.radio("What to practise", list(titles), format_func=lambda id: label(titles[id]), captions=captions,
                      key="practice-track")
    hard = difficulty("practice-difficulty")
    if st.button("Start a practice case", key="practise", type="primary" if primary else "secondary"):
        track = secrets.choice(choices).id if chosen == SURPRISE else str(chosen)
        with plainly(), st.spinner("Drawing up a case: people, papers, dates …"):
            began = desk.practise(house(), visitor(), track, content_ok=False, difficulty=hard)
            _take(began)


def other_attempts(others: Sequence[AttemptView]) -> None:
    """The cases that aren't in hand, to take one up again."""
    if not others:
        return
    st.header("My other cases")
    for one in others[:8]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"other-{one.id}"):
            st.html(f'<p class="otherone"><strong>{plain(one.title)}</strong><br><span class="where">'
                    f"{plain(one.track_title)} · {plain(STAGES[one.stage])}</span></p>", width="stretch")
            if st.button(f"Take up {label(one.title, 40)}", key=f"take-{one.id}"):
                _open(one.id, "feedback" if one.stage in ("accepted", "signed", "feedback") else "today")


def glance(rows: Sequence[ProgressRow]) -> None:
    """How the newest handed-in work went, in signs and words."""
    st.header("My progress")
    if not rows:
        st.html('<p class="empty">After your first feedback, your progress is shown here.</p>')
        return
    newest = max(row.attempt for row in rows)
    st.html("<p>Your newest work with feedback:</p>")
    level_counts(row.level for row in rows if row.attempt == newest and row.level in COUNTED)
    way("See my progress", "progress", "to-progress", "tertiary")


def _open(attempt: str, page: str) -> None:
    state.take_in_hand(attempt)
    state.keep("noted", page == "record")  # the note stood beside this button
    state.go(page, attempt=attempt)


def _take(attempt: str) -> None:
    state.take_in_hand(attempt)
    st.rerun()
