"""Who is here, asked anew at every run of a page.

The browser's cookie came with the page's connection; the doors say whose it is *now*, so that somebody whose
session has ended, or who is no longer active, loses access at the next run. A fragment's rerun and a widget's
callback don't run the page's first lines: ask inside them too (``visitor()`` in a fragment, ``who()`` in a
callback).
"""

from __future__ import annotations

import threading
from typing import NoReturn
from urllib.parse import quote, urlsplit

import streamlit as st

from trainer.desk.doors import Doors, Visitor
from trainer.ui import state

COOKIE = "trainer_session"

_PERSON = "_visitor"
_lock = threading.Lock()
_doors: Doors | None = None


def visitor() -> Visitor:
    """The person at this page. Where nobody is signed in, says so with a way out, and stops the script."""
    person = who()
    if person is None:
        _stop("You are signed out. What you saved is kept.", "Sign in", f"/sign-in?next={_here()}")
    # A connection that was lost comes back with its old state and the browser's newest cookie: on a shared
    # computer that can be the next person's.
    if state.widget(_PERSON, person.id) != person.id:
        state.forget_all()
        _stop("Someone else has signed in on this computer since this page opened.", "Start afresh", "/")
    state.set_widget(_PERSON, person.id)
    return person


def who() -> Visitor | None:
    """The person at this page, or None; shows nothing."""
    return doors().who(st.context.cookies.get(COOKIE))


@st.fragment(run_every=3600)
def stay_connected() -> None:
    """Shows nothing. Once a page, in the frame: when the server was started anew, the browser asks for the whole
    page again only if something on it repeats; without that, all that sits in fragments would be dead."""


def doors() -> Doors:
    """The doors of this process, opened at the first call from the database that ``TRAINER_DB`` names."""
    global _doors
    with _lock:
        if _doors is None:
            from trainer.desk.open import doors as open_doors

            _doors = open_doors()
        return _doors


def use(given: Doors | None) -> None:
    """Takes these doors instead of the desk's (None: opens the desk's at the next call)."""
    global _doors
    with _lock:
        _doors = given


def _stop(sentence: str, way_out: str, address: str) -> NoReturn:
    st.html(f'<p role="alert">{sentence} <a href="{address}">{way_out}</a></p>')
    st.stop()


def _here() -> str:
    path, query = urlsplit(st.context.url or "").path or "/", state.query()
    return quote(path + (f"?{query}" if query else ""), safe="/")
