"""People: the roster in by file or form, PINs and passwords shown once, new ones, people in and out."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.roster import by_file, one_person, people_list, shown_once
from trainer.ui.parts.staff import dress_staff
from trainer.ui.visitor import visitor

dress_staff()
st.title("Say who takes part")
with plainly():
    people = desk.people(house(), visitor())
    if shown_once():
        st.stop()
    with (box := st.expander("Add people from a file", key="people-file", on_change="rerun")):
        if box.open:
            by_file(people)
    with (box := st.expander("Add one person", key="people-one", on_change="rerun")):
        if box.open:
            one_person([c.name for c in desk.cohorts(house(), visitor())])
    st.header("On the roster")
    people_list(people)
