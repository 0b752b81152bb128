"""How hard a case is, in words: what the dial means (trainer.case.choose, and what the strands limit by it)."""

from __future__ import annotations

import streamlit as st

DIFFICULTY = {
    None: "As it comes",
    1: "1: one circumstance, few papers that disagree",
    2: "2: perhaps a second circumstance",
    3: "3: a second circumstance, more that only people can tell",
    4: "4: one or two more, papers that disagree",
    5: "5: two more, and much to be asked",
}


def difficulty(key: str) -> int | None:
    """The dial; None where chance decides."""
    return st.selectbox("How hard", list(DIFFICULTY), format_func=DIFFICULTY.__getitem__, key=key)
