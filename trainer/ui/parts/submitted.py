"""Which submission a reviewer's page is about, and the strip above it."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.views import FeedbackView
from trainer.plan.forms import Form
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor

STATES = {"waiting": "Waiting", "begun": "Marking begun", "returned": "Given back", "accepted": "Accepted",
          "signed": "Signed"}


def submission_here() -> str:
    """The submission that the address names, else the one that waits longest; empty when there is none."""
    if named := state.address("submission"):
        return named
    items = desk.queue(house(), visitor())
    if not items:
        return ""
    state.set_address(submission=items[0].submission_id)
    return items[0].submission_id


def submission_strip(view: FeedbackView) -> None:
    """Whose, what, which version, where it stands."""
    cells = (f"<strong>{plain(view.trainee_name)}</strong>", plain(view.title),
             f"Version {view.number} of {len(view.submissions)}, handed in {plain(moment(view.handed_in_at))}",
             f"Stage: {STATES[view.state]}")
    body = "".join(f"<li>{cell}</li>" for cell in cells)
    st.html(f'<ul class="strip" aria-label="Where you are">{body}</ul>')
    if view.number < len(view.submissions):
        st.info("A newer version has been handed in. You find it in the queue.")


def forms_of(track: str) -> dict[str, Form]:
    """A track's forms by id, in their order."""
    return {id: desk.form(house(), id) for id in house().rubrics.tracks[track].forms}
