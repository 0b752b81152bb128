"""A page that says who is here, what its thread remembers, and how Streamlit was set up."""

import threading

import streamlit as st

from trainer.ui import visitor
from trainer.ui.style import dress

st.set_page_config(page_title="Who")
dress()
person = visitor.visitor()
runs = st.session_state["runs"] = st.session_state.get("runs", 0) + 1

# A module lives as long as the process; what it keeps by thread does not outlive a run.
memory = visitor.__dict__.setdefault("_test_memory", threading.local())
st.title(f"Run {runs} for {person.name}, {person.role}")
st.write(f"This thread remembers: {getattr(memory, 'name', 'nothing')}")
memory.name = person.name

options = ("runner.postScriptGC", "browser.gatherUsageStats", "theme.primaryColor", "server.fileWatcherType")
st.json({name: st.get_option(name) for name in options})
st.button("Again")
if st.button("Break"):
    raise RuntimeError("secret words of the program")
