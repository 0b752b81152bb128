"""The frame: who you are, where you can go."""

import streamlit as st

from trainer.ui.style import dress
from trainer.ui.visitor import stay_connected, visitor

st.set_page_config(page_title="Case Plan Trainer", layout="wide")
dress()
person = visitor()
stay_connected()

st.title("Case Plan Trainer")
st.write(f"You are signed in as {person.name}.")
