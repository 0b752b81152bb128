"""The strip on top of every page of an attempt: where I am, what comes next, that nothing is lost."""

from __future__ import annotations

import streamlit as st

from trainer.desk.views import AttemptView
from trainer.ui.house import house
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import day, saved

STAGES = {
    "read": "Read",
    "plan": "Plan",
    "hand_in": "Hand in",
    "waiting": "Handed in, waiting for your advisor",
    "feedback": "Feedback",
    "revise": "Revise",
    "accepted": "Accepted",
    "signed": "Signed off",
}


def strip(attempt: AttemptView) -> None:
    """Case, track, stage, due date in the case's calendar, and when something was last saved."""
    cells = [
        f"<li><strong>{plain(attempt.title)}</strong></li>",
        f"<li>For {plain(attempt.focus_name)}</li>",
        f"<li>{plain(attempt.track_title)}</li>",
        f"<li>Stage: {plain(STAGES[attempt.stage])}</li>",
        f"<li>Today in the case: {plain(day(attempt.case_today))}</li>",
    ]
    if attempt.due is not None and attempt.stage not in ("accepted", "signed"):
        cells.append(f'<li class="due">Due {plain(day(attempt.due))}</li>')
    if attempt.last_saved:
        cells.append(f'<li class="saved">{plain(saved(attempt.last_saved, house().clock()))}</li>')
    st.html(f'<ul class="strip" aria-label="Where you are">{"".join(cells)}</ul>')
