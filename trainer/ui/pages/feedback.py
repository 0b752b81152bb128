"""Feedback: a conversation about one submission. The verdict in a sentence; what is strong; the three changes worth
most; then everything; what people wrote; and the whole case with its clocks."""

import streamlit as st

from trainer.ui.parts.beside import with_record
from trainer.ui.parts.compare import compare_versions
from trainer.ui.parts.conversation import change_first, everything, from_people, strong, to_the_plan, verdict
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.frame import ALONE
from trainer.ui.parts.here import DONE, attempt_here, forms_here, writing_page
from trainer.ui.parts.record import OwnRecord
from trainer.ui.parts.self_grade import grade_myself
from trainer.ui.parts.signature import signatures_block
from trainer.ui.parts.versions import feedback_here
from trainer.ui.parts.way import way
from trainer.ui.parts.when import short_day
from trainer.ui.parts.whole_case import whole_case
from trainer.ui.visitor import visitor

with plainly():
    attempt = attempt_here("Read your feedback")
    forms = forms_here(attempt)
    onward = writing_page(forms)
    what = "plan" if onward == "plan" else "worksheet"
    if not attempt.submissions:
        st.html(f"<p>You haven't handed this {what} in yet. Once you do, your feedback is here.</p>")
        way(f"Go on with the {what}", onward, "write", "primary")
        st.stop()

    view = feedback_here(attempt.id)
    if not view.released:
        st.info(view.why_not)
        way("Read what you handed in", onward, "read-mine")
        st.stop()
    if visitor().id == ALONE and grade_myself(view):
        st.stop()

    with with_record(OwnRecord(attempt.id), "record"):
        verdict(view)
        from_people(view, forms)
        if attempt.stage in DONE and visitor().id != ALONE:
            st.header("Signatures")
            signatures_block(view.submission_id, "feedback")
        strong(view, forms)
        papers = {p.id: f"{p.title}, {short_day(p.date)}" for p in OwnRecord(attempt.id).papers()}
        change_first(view, forms, papers)
        if attempt.can_write:
            to_the_plan(view, forms, f"Change my {what}")
        everything(view, forms, papers)
        compare_versions(view)
        whole_case(attempt)
        if visitor().id == ALONE:
            way("See my work as an advisor does", "grade", "as-advisor", "tertiary", submission=view.submission_id)
