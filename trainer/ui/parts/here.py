"""Which attempt a page is about, and the top that every such page has: heading, then the strip."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours
from trainer.desk.views import AttemptView
from trainer.plan.forms import Form
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.strip import strip
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

DONE = ("accepted", "signed")


def attempt_in_hand(person: Visitor) -> AttemptView | None:
    """The attempt that the address names, else the one this tab works on, else the newest that isn't done.

    Raises NotYours for an address of somebody else's, or of nothing.
    """
    if named := state.address("attempt"):
        return desk.attempt(house(), person, named)
    if kept := state.in_hand():
        try:
            return desk.attempt(house(), person, kept)
        except NotYours:
            state.drop("attempt")
    own = desk.attempts(house(), person)
    return next((a for a in own if a.stage not in DONE), own[0] if own else None)


def attempt_here(heading: str) -> AttemptView:
    """Shows the heading and the strip; where no attempt is begun, an invitation, and stops the page."""
    st.title(heading)
    attempt = attempt_in_hand(visitor())
    if attempt is None:
        st.info("You have no case in hand yet. Choose one on the first page, then come back here.")
        way("Choose a case", "today", "choose", "primary")
        st.stop()
    state.take_in_hand(attempt.id)
    strip(attempt)
    return attempt


def forms_here(attempt: AttemptView) -> dict[str, Form]:
    """The forms of an attempt by id, in their order."""
    return {id: desk.form(house(), id) for id in desk.forms_of(house(), visitor(), attempt.id)}


def writing_page(forms: dict[str, Form]) -> str:
    """The page where an attempt is written: the worksheet has its own."""
    return "review" if all(form.place == "worksheet" for form in forms.values()) else "plan"
