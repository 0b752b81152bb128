"""The look that only the pages of advisors and coordinators need."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FILE = Path(__file__).resolve().parents[1] / "staff.css"


def dress_staff() -> None:
    """Gives such a page its look; call it first on the page."""
    st.html(_FILE)
