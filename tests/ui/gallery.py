"""A page with one of everything that the screens use, for the look and for axe-core."""

import datetime as dt

import altair as alt
import pandas as pd
import streamlit as st

from trainer.ui.style import LEVELS, chip, dress
from trainer.ui.visitor import visitor

PARTS = """
<ul class="strip"><li><strong>The Rivera family</strong></li><li>Connecticut</li><li>Plan</li>
<li class="due">Due 28 November</li><li class="saved">Saved 10:42</li></ul>
"""
SHEET = """
# Intake report

| Child | Born | Lives with |
|---|---|---|
| Mateo | 4 May 2018 | Aunt |

The school counselor called on Monday. Mateo said that nobody was home.
"""


def gallery() -> None:
    st.title("What I do here")
    st.html(PARTS)
    st.caption("A caption, quiet but readable")
    st.html(" ".join(chip(level) for level in LEVELS))
    st.html('<p class="quote">Mother will <mark>attend a class</mark> by 1 March.</p>')
    with st.container(key="sheet-intake"):
        st.markdown(SHEET)
    st.html('<article class="sheet"><p class="letterhead">Harbor District School</p><h2>Record</h2>'
            '<p>Seen.</p><p class="signature">A. Person</p></article>')
    left, right = st.columns(2)
    with left:
        st.text_input("Name", help="As others read it")
        st.text_area("What is to change")
        st.date_input("By when", dt.date(2026, 11, 21))
        st.date_input("From and to", (dt.date(2026, 11, 21), dt.date(2026, 11, 30)))
        st.number_input("How many", 1)
        st.selectbox("Who", ["Mother", "Father"])
        st.multiselect("Which", ["One", "Two"], ["One"])
    with right:
        st.radio("Level", ["Met", "Partly"], horizontal=True)
        st.segmented_control("Stage", ["Read", "Meet", "Plan"], default="Read")
        st.pills("Theme", ["Safety", "School"], default="Safety")
        st.checkbox("Done")
        st.file_uploader("Roster")
        st.button("Next", type="primary")
        st.button("Quiet")
        st.link_button("Open", "https://example.org")
        st.download_button("Export", "a,b", "a.csv", on_click="ignore")
    one, two = st.tabs(["Strong", "To change"])
    one.write("One")
    two.write("Two")
    with st.expander("Everything, by theme"):
        st.write("More")
    with st.popover("Notes"):
        st.write("Mine")
    for say in (st.info, st.success, st.warning, st.error):
        say("A sentence with a way out.")
    st.progress(40, "Reading the record")
    st.metric("Plans", 3, 1)
    st.markdown(":orange[attention] :blue[action] :green[met] :red[missed] :violet[unsure] :gray[quiet] `code`")
    st.badge("new")
    st.dataframe(pd.DataFrame({"criterion": ["Goal"], "level": ["met"]}), hide_index=True)
    st.table({"criterion": ["Goal"], "level": ["met"]})
    chart = alt.Chart(pd.DataFrame({"attempt": ["1", "2"], "met": [4, 7]})).mark_bar()
    st.altair_chart(chart.encode(x="attempt", y="met"), alt="Criteria met: four, then seven")
    st.chat_input("Say something")


def second() -> None:
    st.title("Another page")


st.set_page_config(page_title="Gallery", layout="wide")
dress()
visitor()
pages = [st.Page(gallery, title="Today", default=True), st.Page(second, title="Record")]
here = st.navigation(pages)
with st.sidebar:
    st.html('<form method="post" action="/sign-out"><button>Sign out</button></form>'
            '<p><a href="/sign-out" target="_self">Sign out</a></p>')
here.run()
