"""Record: the papers of the case, and what they have told so far as a family, a line of time, people and services."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.content_note import told_before
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.here import attempt_here, forms_here, writing_page
from trainer.ui.parts.library import notes_list, paper_desk
from trainer.ui.parts.pictures import family, people_and_services, timeline
from trainer.ui.parts.record import OwnRecord
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

with plainly():
    attempt = attempt_here("Read the record")
    shelf = OwnRecord(attempt.id)

    told_before(attempt, "record")

    papers, kin, line, people, notes = st.tabs(
        ["Documents", "Family", "Timeline", "People and services", "My notes"], key="view", on_change="rerun",
        bind="query-params",
    )
    if papers.open:
        with papers:
            paper_desk(shelf, "record")
    told = None if papers.open or notes.open else desk.disclosed(house(), visitor(), attempt.id)
    if told and kin.open:
        with kin:
            family(told)
    if told and line.open:
        with line:
            timeline(told, attempt.case_today)
    if told and people.open:
        with people:
            people_and_services(told)
    if notes.open:
        with notes:
            notes_list(shelf, "record")

    onward = writing_page(forms_here(attempt))
    words = "Write the plan" if onward == "plan" else "Fill in the worksheet"
    way(words, onward, "onward", "primary")
