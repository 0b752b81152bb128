"""Where one is on a page, kept when the page changes its shape: to the top when something else is shown, and back
to the card on which one pressed a button, for the eye and for the keyboard.

A button that vanishes takes the keyboard's place on the page with it, and who pressed \"Next\" at the foot of a
page would read on at the foot of the next.
"""

from __future__ import annotations

import json
import re

import streamlit as st

from trainer.ui import state

_TOP = """<script>/* %s */ document.querySelector('[data-testid="stMain"]')?.scrollTo({top: 0})</script>"""
_HOLD = """<script>
/* %s */ {
  const place = document.querySelector('.st-key-%s')
  if (place) { place.tabIndex = -1; place.focus({preventScroll: true}); place.scrollIntoView({block: "%s"}) }
}
</script>"""


def from_the_top(name: str, what: str) -> None:
    """Scrolls up when ``what`` is shown under ``name`` now isn't what was shown at the last run."""
    before = state.recall(f"top:{name}")
    state.keep(f"top:{name}", what)
    if before not in (None, what):
        st.html(_TOP % _remark(what), unsafe_allow_javascript=True)


def mark_place(key: str, where: str = "nearest") -> None:
    """Call it in a callback that changes the page's shape: the container of that key gets the keyboard's place and
    is brought into view (``hold_place``). ``where``: \"nearest\", or \"start\" for the upper edge."""
    count = int(state.recall("held-count", 0)) + 1
    state.keep("held-count", count)
    state.keep("held", (key, where, count))


def hold_place(key: str) -> None:
    """Stands at the end of a container that ``mark_place`` may name; does its work once."""
    held = state.recall("held")
    if held is not None and held[0] == key:
        state.drop("held")
        st.html(_HOLD % (held[2], re.sub(r"[^\w-]", "-", key), held[1]), unsafe_allow_javascript=True)


def _remark(text: str) -> str:
    return json.dumps(text).replace("/", "_").replace("<", "_")
