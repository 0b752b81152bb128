"""To the top of the page when something else is shown on it: who pressed \"Next\" at its foot would read on there."""

from __future__ import annotations

import json

import streamlit as st

from trainer.ui import state

_SCRIPT = """<script>
/* %s */ document.querySelector('[data-testid="stMain"]')?.scrollTo({top: %s});
</script>"""


_INTO_VIEW = """<script>
/* %s */ document.querySelector('.st-key-%s')?.scrollIntoView({block: "start"});
</script>"""


def mark_place(key: str) -> None:
    """Call it in a callback that changes the page's shape: what stands in the container of that key is brought
    back into view (``hold_place``)."""
    state.keep("held", (key, int(state.recall("held-count", 0)) + 1))
    state.keep("held-count", int(state.recall("held-count", 0)) + 1)


def hold_place(key: str) -> None:
    """Brings the container of that key into view once, when ``mark_place`` named it. Stands at its end."""
    held = state.recall("held")
    if held is not None and held[0] == key:
        state.drop("held")
        st.html(_INTO_VIEW % (held[1], key), unsafe_allow_javascript=True)


def from_the_top(name: str, what: str, below: str = "") -> None:
    """Scrolls up when ``what`` is shown under ``name`` now isn't what was shown at the last run. ``below`` is a
    container's key whose upper edge counts instead of the page's."""
    before = state.recall(f"top:{name}")
    state.keep(f"top:{name}", what)
    if before not in (None, what):
        edge = f"(document.querySelector('.st-key-{below}')?.offsetTop ?? 0)" if below else "0"
        st.html(_SCRIPT % (json.dumps(what).replace("/", "_").replace("<", "_"), edge), unsafe_allow_javascript=True)
