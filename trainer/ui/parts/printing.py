"""Printing: a button that opens the browser's print window, and the piece of a page that then stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from trainer.ui import state

# The browser may run a script twice when it lays the page out anew; the number makes it once a press.
_PRINT = """<script>
if (window.trainerPrinted !== %d) { window.trainerPrinted = %d; setTimeout(() => window.print(), 300); }
</script>"""


@contextmanager
def to_print(name: str) -> Iterator[None]:
    """What the block shows is all that comes on paper when this page is printed."""
    with st.container(key=f"toprint-{name}"):
        yield


def print_button(words: str, key: str) -> None:
    """Opens the print window."""
    if st.button(words, key=f"print-{key}", icon=":material/print:"):
        times = int(state.recall("printed", 0)) + 1
        state.keep("printed", times)
        st.html(_PRINT % (times, times), unsafe_allow_javascript=True)
