"""Assign: give a cohort a case of a track, with a date; and what was given so far."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.assigning import assign_form, given_so_far
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.staff import dress_staff
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

dress_staff()
st.title("Give your trainees a case")
with plainly():
    given = desk.assignments_of(house(), visitor())
    if any(c.trainees for c in desk.cohorts(house(), visitor())):
        assign_form()
    else:
        st.html("<p>There are no trainees yet. Add people first; then you can give them a case.</p>")
        way("Add people", "people", "to-people", "primary")
    st.header("Given so far")
    given_so_far(given)
