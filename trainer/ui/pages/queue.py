"""Queue: what waits, since when, by whom, and how sure the scorer was."""

import streamlit as st

from trainer import desk
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.queue import in_groups, item, narrowed
from trainer.ui.parts.staff import dress_staff
from trainer.ui.visitor import visitor

dress_staff()
st.title("Choose what to grade")
with plainly():
    items = desk.queue(house(), visitor())
    if not items:
        st.html("<p>Nothing is handed in yet. When a trainee hands something in, it waits here, the oldest first.</p>")
        st.stop()
    shown = narrowed(items)
    if not shown:
        st.html('<p class="empty">You haven\'t begun to read anything here. Choose "Everybody\'s" above to see what '
                "waits.</p>")
    for title, found in in_groups(shown):
        st.header(f"{title} ({len(found)})")
        for number, one in enumerate(found):
            item(one, first=number == 0 and title == "Waiting")
