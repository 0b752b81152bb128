"""The frame: who you are, and where you can go."""

import streamlit as st

from trainer.ui.parts.frame import ICON, pages_for, whoami
from trainer.ui.style import dress
from trainer.ui.visitor import stay_connected, visitor

st.set_page_config(page_title="Case Plan Trainer", page_icon=ICON, layout="wide")
dress()
person = visitor()
page = st.navigation(pages_for(person))
st.set_page_config(page_title=f"{page.title} · Case Plan Trainer", page_icon=ICON)
whoami(person)
stay_connected()
page.run()
