"""Progress: my criteria over attempts, what I have mastered, and what to practise next, with the reason."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.over_time import mastered, over_attempts, practise_next
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor

st.title("See my progress")
with plainly():
    rows = desk.progress(house(), visitor())
    if not rows:
        st.html("<p>Nothing is scored yet. Hand in a first plan or worksheet, and your criteria appear here, attempt "
                "by attempt.</p>")
        way("Go to my cases", "today", "to-today", "primary")
        st.stop()
    practise_next()
    mastered(rows)
    over_attempts(rows)
