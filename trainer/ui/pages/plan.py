"""Plan: one section at a time, everything saved as it is written, the record beside it."""

import streamlit as st

from trainer.ui.parts.beside import with_record
from trainer.ui.parts.content_note import told_before
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.here import attempt_here, forms_here, writing_page
from trainer.ui.parts.record import OwnRecord
from trainer.ui.parts.sections import choose_section, onward, places, write_section
from trainer.ui.parts.way import way

with plainly():
    attempt = attempt_here("Write the plan")
    forms = forms_here(attempt)
    if writing_page(forms) != "plan":
        st.info("This case asks for the review worksheet, not for a plan.")
        way("Open the worksheet", "review", "other", "primary")
        st.stop()
    if not attempt.can_write:
        st.info("This plan can only be read now: it waits for its reader, or it is accepted.")

    told_before(attempt, "plan")
    sections = places(attempt, forms)
    here = choose_section(sections, "plan")
    with with_record(OwnRecord(attempt.id), "record"):
        write_section(attempt, forms, sections, here)
        onward(sections, here)
