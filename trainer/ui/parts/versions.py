"""Which handing-in of an attempt a page is about."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.errors import NotYours
from trainer.desk.views import FeedbackView
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor


def feedback_here(attempt_id: str) -> FeedbackView:
    """The feedback on the submission that the address names, by default the newest; shows the choice where there
    are several."""
    key = f"version-{attempt_id}"
    view = _feedback(attempt_id, str(state.widget(key) or state.address("submission")))
    by_id = {ref.id: ref for ref in reversed(view.submissions)}
    if len(by_id) > 1:
        state.set_widget(key, view.submission_id)
        newest = next(iter(by_id))
        st.selectbox("Version", list(by_id), key=key, width=360,
                     format_func=lambda id: f"Version {by_id[id].number}, handed in {moment(by_id[id].at)}"
                     + (" (newest)" if id == newest else ""))
    state.set_address(submission=view.submission_id)
    return view


def _feedback(attempt_id: str, wanted: str) -> FeedbackView:
    try:
        return desk.feedback(house(), visitor(), attempt_id, wanted or None)
    except NotYours:
        if not wanted:
            raise
        return desk.feedback(house(), visitor(), attempt_id)  # an address left over from another attempt
