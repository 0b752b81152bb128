"""Which handing-in of an attempt a page is about."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor


def choose_submission(attempt_id: str) -> str:
    """A choice where there are several, by default what the address says, else the newest. The submission's id."""
    refs = desk.feedback(house(), visitor(), attempt_id).submissions
    by_id = {ref.id: ref for ref in reversed(refs)}
    ids = list(by_id)
    if len(ids) < 2:
        return ids[0]
    key = f"version-{attempt_id}"
    if state.widget(key) not in by_id:
        asked = state.address("submission")
        state.set_widget(key, asked if asked in by_id else ids[0])
    chosen = st.selectbox("Version", ids, key=key, width=360,
                          format_func=lambda id: f"Version {by_id[id].number}, handed in {moment(by_id[id].at)}"
                          + (" (newest)" if id == ids[0] else ""))
    state.set_address(submission=str(chosen))
    return str(chosen)
