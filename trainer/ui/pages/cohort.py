"""Cohort: who is where, what most people miss, and each criterion by trainee."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.cohort import board, cohort_here, heat, most_missed
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.staff import dress_staff
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

dress_staff()
st.title("See where your cohort is")
with plainly():
    cohort = cohort_here()
    if not cohort:
        st.html("<p>There is no cohort yet. A cohort begins with the first trainee in it.</p>")
        if visitor().role == "coordinator":
            way("Add people", "people", "to-people", "primary")
        st.stop()
    st.header(f"Who is where: {cohort}" if visitor().role == "advisor" else "Who is where")
    board(cohort)
    rows = desk.heat(house(), visitor(), cohort)
    st.header("What most people miss")
    if not rows:
        st.html('<p class="empty">Nothing is handed in yet. Once it is, you see here what to talk about in class.</p>')
        st.stop()
    most_missed(rows)
    st.header("Criterion by trainee")
    heat(rows)
