"""A button that leads to another page."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from trainer.ui import state

Kind = Literal["primary", "secondary", "tertiary"]


def way(words: str, page: str, key: str, kind: Kind = "secondary", **place: str) -> None:
    """A button with these words (Markdown: escape what people wrote) that goes to a page by its file's name, with
    what its address should say."""
    if st.button(words, key=key, type=kind):
        state.go(page, **place)
