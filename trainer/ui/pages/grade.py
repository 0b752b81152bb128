"""Grade: the submission as it was written, the record and the case beside it, and one criterion at a time."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.answer import answer
from trainer.ui.parts.comment import comment_box
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.grading_desk import grading_desk
from trainer.ui.parts.signature import signatures_block
from trainer.ui.parts.staff import dress_staff
from trainer.ui.parts.submitted import forms_of, submission_here, submission_strip
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

dress_staff()
st.title("Grade a submission")
with plainly():
    staff = visitor().role != "trainee"
    chosen = submission_here()
    if not chosen:
        st.html("<p>Nothing waits to be graded. When something is handed in, you find it in the queue.</p>")
        way("Go to the queue" if staff else "Back to today", "queue" if staff else "today", "to-queue", "primary")
        st.stop()
    view = desk.grading(house(), visitor(), chosen)
    forms = forms_of(view.feedback.track)
    submission_strip(view.feedback)
    finding = grading_desk(view, forms)
    comment_box(view, forms)
    answer(view, primary=finding is None)
    if staff and view.feedback.state in ("accepted", "signed"):
        st.header("Signatures")
        signatures_block(chosen, "grade")
    if staff:
        with st.container(horizontal=True):
            way("Back to the queue", "queue", "back", "tertiary")
            if visitor().role == "coordinator":
                way("Letter and signatures", "signoff", "to-signoff", "tertiary", submission=chosen)
