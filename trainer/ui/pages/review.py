"""Review: the eight questions of the worksheet, with the minutes of the review beside them."""

import streamlit as st

from trainer.ui.parts.beside import with_record
from trainer.ui.parts.content_note import told_before
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.here import attempt_here, forms_here, writing_page
from trainer.ui.parts.record import OwnRecord
from trainer.ui.parts.sections import choose_section, onward, places, write_section
from trainer.ui.parts.way import way

with plainly():
    attempt = attempt_here("Fill in the review worksheet")
    forms = forms_here(attempt)
    if writing_page(forms) != "review":
        st.info("This case asks for a plan, not for the review worksheet.")
        way("Open the plan", "plan", "other", "primary")
        st.stop()
    if not attempt.can_write:
        st.info("This worksheet can only be read now: it waits for its reader, or it is accepted.")

    told_before(attempt, "review")
    sections = places(attempt, forms)
    here = choose_section(sections, "worksheet")
    with with_record(OwnRecord(attempt.id), "record", first="review-minutes", opened=True):
        write_section(attempt, forms, sections, here)
        onward(sections, here)
