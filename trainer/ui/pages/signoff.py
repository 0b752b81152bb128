"""Sign-off: what is accepted and waits; the letter to edit and send; three signatures; the papers to print."""

import streamlit as st

from trainer import desk
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.letter import letter_desk
from trainer.ui.parts.signature import signatures_block
from trainer.ui.parts.signing_off import papers, waiting
from trainer.ui.parts.staff import dress_staff
from trainer.ui.parts.submitted import forms_of, submission_strip
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

dress_staff()
st.title("Send feedback and sign off")
with plainly("Back to the list", "/signoff"):
    chosen = state.address("submission")
    if not chosen:
        waiting(desk.queue(house(), visitor()))
        st.stop()
    view = desk.grading(house(), visitor(), chosen).feedback
    submission_strip(view)
    with st.container(horizontal=True):
        way("Back to the list", "signoff", "back", "tertiary")
        way("See how it was graded", "grade", "to-grade", "tertiary", submission=chosen)
    st.header("The letter")
    letter_desk(view)
    if view.state in ("accepted", "signed"):
        st.header("Signatures")
        signatures_block(chosen, "signoff")
    st.header("On paper")
    papers(view, forms_of(view.track))
