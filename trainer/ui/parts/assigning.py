"""Giving a cohort something to do: the form, and what was given so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.assigning import Release
from trainer.desk.views import GivenView
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.difficulty import difficulty
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.when import short_day
from trainer.ui.visitor import visitor

SAME = {True: "The same case for everybody (to talk it over together)", False: "A case of their own for each"}
RELEASE: dict[Release, str] = {"after advisor": "After an advisor has read it",
                               "at once": "At once, when it is handed in"}
_SAID = "assign:said"


def assign_form() -> None:
    """The form; what can't be given is said in a sentence and nothing that was typed is lost."""
    person = visitor()
    cohorts = {c.name: c for c in desk.cohorts(house(), person) if c.trainees}
    tracks = {t.id: t for t in desk.track_choices(house())}
    if said := state.recall(_SAID):
        st.success(label(said))
        state.drop(_SAID)
    track = str(st.radio("Track", list(tracks), format_func=lambda id: tracks[id].title,
                         captions=[label(t.summary) for t in tracks.values()], key="assign-track"))
    st.html(f"<p class='where'>They hand in: {plain(handed_in(track))}.</p>")
    with st.form("assign"):
        title = st.text_input("Title (trainees see it on their first page)", max_chars=120, key="assign-title",
                              placeholder="First case plan")
        cohort = st.selectbox("Cohort", list(cohorts), key="assign-cohort",
                              format_func=lambda c: f"{c} ({_trainees(cohorts[c].trainees)})")
        due = st.date_input("Due (leave empty for no date)", None, min_value=house().clock().date(),
                            format="MM/DD/YYYY", key="assign-due", width=320)
        cores = {c.id: c for c in desk.core_choices(house(), track)}
        core = st.selectbox("What the case is about (trainees aren't told)", ["", *cores], key="assign-core",
                            format_func=lambda id: label(cores[id].title) if id else "Drawn for each case")
        hard = difficulty("assign-difficulty")
        same = st.radio("Case", list(SAME), index=1, format_func=SAME.__getitem__, key="assign-same")
        release = st.radio("Feedback is shown", list(RELEASE), format_func=RELEASE.__getitem__, key="assign-release")
        note = st.text_area("A note to the trainees (only if you like)", max_chars=1000, height=90, key="assign-note")
        if st.form_submit_button("Give it to the cohort", type="primary"):
            with plainly(), st.spinner("Drawing up the case: people, papers, dates …" if same else "Keeping it …"):
                desk.assign(house(), visitor(), title, track, str(cohort), _as_day(due), bool(same), release, note,
                            desk.Ask(hard, str(core or "")))
                state.keep(_SAID, f"“{title.strip()}” is given to {cohort}. It is on every trainee's first page now.")
                st.rerun()


def handed_in(track: str) -> str:
    """What is handed in under a track: the titles of its forms."""
    return ", ".join(desk.form(house(), id).title for id in house().rubrics.tracks[track].forms)


def given_so_far(given: Sequence[GivenView]) -> None:
    """What was given, newest first, with how many have begun."""
    if not given:
        st.html('<p class="empty">Nothing yet.</p>')
        return
    heads = "".join(f'<th scope="col">{h}</th>' for h in ("Title", "Cohort", "Due", "Begun", "Case", "Feedback"))
    body = "".join(
        f'<tr><th scope="row">{plain(g.title)}<br><span class="where">{plain(g.track_title)}</span></th>'
        f"<td>{plain(g.cohort)}</td><td>{plain(short_day(g.due) or 'no date')}</td><td>{g.begun} of {g.of}</td>"
        f"<td>{'the same for all' if g.same_case else 'each their own'}</td>"
        f"<td>{plain('at once' if g.release == 'at once' else 'after the advisor')}</td></tr>" for g in given)
    st.html('<div class="wide" tabindex="0" role="group" aria-label="What was given so far"><table class="plain board">'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>")


def _trainees(number: int) -> str:
    return f"{number} trainee" + ("" if number == 1 else "s")


def _as_day(given: object) -> dt.date | None:
    return given if isinstance(given, dt.date) else None
