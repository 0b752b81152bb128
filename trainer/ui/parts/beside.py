"""Two sides: what one works on, and the record beside it, which one can open and close."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from trainer.ui import state
from trainer.ui.parts.record import Shelf, record_panel


@contextmanager
def with_record(shelf: Shelf, key: str, first: str = "", opened: bool = False) -> Iterator[None]:
    """The block's things at the left; at the right the record, when it is open. ``opened``: whether it is open
    until the person says otherwise. ``key`` is the same on every page of an attempt, so that the record stays
    at the page where one left it."""
    is_open = bool(state.recall(f"{key}:open", opened))
    label = "Close the record" if is_open else "Open the record beside"
    st.button(label, key=f"{key}-toggle", on_click=_toggle, args=(key, not is_open),
              icon=":material/right_panel_close:" if is_open else ":material/right_panel_open:")
    if not is_open:
        yield
        return
    left, right = st.columns([11, 9], gap="medium")
    with right, st.container(key=f"beside-{key}"):
        record_panel(shelf, key, first=first)
    with left:
        yield


def _toggle(key: str, is_open: bool) -> None:
    state.keep(f"{key}:open", is_open)
