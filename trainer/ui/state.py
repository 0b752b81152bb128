"""What one browser tab remembers. Only this file touches ``st.session_state`` and ``st.query_params``.

Three kinds of memory: the *address* (ids that a refresh or another tab needs to open the same place), the
tab's own *memory* (what is open, what can be undone; lost without harm), and the values of *widgets*.
Nothing that a person wrote is kept here alone: that is in the store.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode

import streamlit as st

PAGES = Path(__file__).parent / "pages"


def address(name: str) -> str:
    """What the address says under a name; empty where it says nothing."""
    return str(st.query_params.get(name, ""))


def set_address(**values: str | int) -> None:
    """Writes into the address; an empty value takes the name out. Runs nothing anew."""
    for name, value in values.items():
        if str(value):
            if st.query_params.get(name) != str(value):
                st.query_params[name] = str(value)
        elif name in st.query_params:
            del st.query_params[name]


def go(page: str, /, **place: str | int) -> NoReturn:
    """To another page by its file's name (\"plan\"), with what its address should say. The attempt in hand
    goes along. Works in a page and in a callback."""
    told = {name: str(value) for name, value in place.items() if str(value)}
    if "attempt" not in told and recall("attempt"):
        told["attempt"] = str(recall("attempt"))
    st.switch_page(PAGES / f"{page}.py", query_params=told)
    raise AssertionError("switch_page returned")


def in_hand() -> str:
    """The id of the attempt that this tab works on: the address says it, else what the tab remembers."""
    return address("attempt") or str(recall("attempt") or "")


def take_in_hand(attempt_id: str) -> None:
    """This tab works on that attempt from now on, and its address says so."""
    if recall("attempt") not in (None, attempt_id):
        forget_work()
    keep("attempt", attempt_id)
    set_address(attempt=attempt_id)


def query() -> str:
    """The address's query as it stands, to come back to it after signing in."""
    return urlencode(st.query_params.to_dict())


def recall(name: str, default: Any = None) -> Any:
    """What the tab remembers under a name."""
    return st.session_state.get(f"my:{name}", default)


def keep(name: str, value: Any) -> None:
    """Remembers something for this tab."""
    st.session_state[f"my:{name}"] = value


def drop(name: str) -> None:
    """Forgets it; nothing happens where nothing is kept."""
    st.session_state.pop(f"my:{name}", None)


def forget_work() -> None:
    """Forgets all that belonged to the attempt in hand so far: what was open, what could be undone."""
    for name in [n for n in st.session_state if isinstance(n, str) and n.startswith("my:")]:
        del st.session_state[name]


def forget_all() -> None:
    """Forgets everything of this tab, widgets included: another person sits here now."""
    st.session_state.clear()


def widget(key: str, default: Any = None) -> Any:
    """A widget's value, as a callback reads it."""
    return st.session_state.get(key, default)


def set_widget(key: str, value: Any) -> None:
    """Gives a widget its value. Call it in a callback, or before the widget is shown."""
    st.session_state[key] = value


def follow(key: str, stored: Any) -> None:
    """Shows what is stored in a widget, unless this tab's person has changed it since it was last in step.

    Call it just before the widget. ``base(key)`` is then what the widget's value was written on top of.
    """
    known = st.session_state.get(f"base:{key}", _NOTHING)
    if key not in st.session_state or known is _NOTHING or st.session_state[key] == known:
        st.session_state[key] = stored
        st.session_state[f"base:{key}"] = stored


def base(key: str, default: Any = None) -> Any:
    """What was stored when the widget was last in step with the store."""
    return st.session_state.get(f"base:{key}", default)


def in_step(key: str, stored: Any) -> None:
    """The widget's value is now what is stored: call it after a save, with what was saved."""
    st.session_state[f"base:{key}"] = stored


_NOTHING = object()
