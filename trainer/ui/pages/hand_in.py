"""Hand in: what is there and what isn't, what to look at once more, what happens next, and one button."""

import streamlit as st

from trainer import desk
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.here import DONE, attempt_here, forms_here, writing_page
from trainer.ui.parts.text import plain
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

with plainly():
    attempt = attempt_here("Hand in")
    forms = forms_here(attempt)
    what = "plan" if writing_page(forms) == "plan" else "worksheet"
    if not attempt.can_write:
        st.info(f"Your {what} is handed in" + (
            " and accepted." if attempt.stage in DONE else ". It opens again if your advisor gives it back to you."))
        way("Go to the feedback", "feedback", "to-feedback", "primary")
        st.stop()

    ready = desk.ready(house(), visitor(), attempt.id)
    there, missing = st.columns(2, gap="medium")
    for column, title, parts, none in (
        (there, "Something is written in", ready.filled, "Nothing yet."),
        (missing, "Still empty", ready.empty, "Nothing: every part has something in it."),
    ):
        lines = "".join(f"<li>{plain(part.title)}</li>" for part in parts)
        column.html(f"<h2>{title} ({len(parts)})</h2>" + (f"<ul>{lines}</ul>" if lines else f"<p>{none}</p>"))
    if ready.warnings:
        lines = "".join(f"<li>{plain(warning)}</li>" for warning in ready.warnings)
        st.html(f'<div class="attention"><h2>Look at this once more</h2><ul>{lines}</ul></div>')
    practice = "Your feedback comes at once, on the next page." if attempt.practice else (
        "Then your feedback comes: at once, or after your advisor has read it, as your assignment says.")
    st.html(f"<h2>What happens next</h2><p>Your {what} is kept exactly as it stands now. {practice} You can change it "
            "afterwards and hand it in again: every version stays.</p>")

    with st.container(horizontal=True):
        if st.button(f"Hand in my {what}", type="primary", key="hand-in", disabled=not ready.can):
            with plainly(), st.spinner(f"Reading your {what} against the case …"):
                handed = desk.hand_in(house(), visitor(), attempt.id)
                state.keep("fresh", handed)
                state.go("feedback", attempt=attempt.id, submission=handed)
        way(f"Back to the {what}", writing_page(forms), "back", "tertiary")
    if not ready.filled:
        st.html(f"<p>There is nothing to hand in yet. Write something in your {what} first.</p>")
