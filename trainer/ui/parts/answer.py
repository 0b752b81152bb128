"""The answer to a submission: give it back with what to change, or accept it."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.views import GradingView
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor


def answer(view: GradingView, primary: bool = True) -> None:
    """What was answered so far; while it waits, the words and the two ways to answer. ``primary``: answering is what
    comes next on this page."""
    feedback = view.feedback
    if not view.can_return and not feedback.words:
        return
    st.header("Your answer")
    for word in feedback.words:
        did = "gave it back" if word.kind == "returned" else "accepted it"
        said = f"<blockquote class='quote'>{plain(word.words)}</blockquote>" if word.words else ""
        st.html(f"<p><strong>{plain(word.by_name)}</strong> {did} on {plain(moment(word.at))}.</p>{said}")
    if not view.can_return:
        return
    unsure = sum(f.level == "unsure" for f in feedback.findings)
    if unsure:
        st.html(f"<p>{unsure} {'finding is' if unsure == 1 else 'findings are'} still unsure. Your level decides "
                "there.</p>")
    with st.form("answer"):
        words = st.text_area("Your words to the trainee", height=120, max_chars=4000, key="answer-words",
                             help="Needed when you give it back: say what to change first.")
        with st.container(horizontal=True):
            back = st.form_submit_button("Give it back to revise")
            done = st.form_submit_button("Accept it", type="primary" if primary else "secondary")
    if back or done:
        with plainly():
            verb = desk.accept if done else desk.return_
            verb(house(), visitor(), feedback.submission_id, words)
            st.rerun()
