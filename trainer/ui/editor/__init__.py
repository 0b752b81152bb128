"""A text box that saves while one types, and loses nothing that was typed.

Streamlit's own text area tells the server only when one leaves it. This one tells it 1.5 seconds after the last
key (every 5 seconds at the latest), on leaving the box, and when the page is hidden or closed. Until the server
has said that a text is saved, the browser keeps it too, and brings it back after a reload or a lost connection.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from trainer.ui import state

log = logging.getLogger("trainer")
_HERE = Path(__file__).parent
_HTML, _CSS, _JS, _KEPT = (
    (_HERE / name).read_text(encoding="utf-8") for name in ("editor.html", "editor.css", "editor.js", "kept.js")
)


@dataclass(frozen=True)
class Saved:
    """The text is stored: its new version, and when (ISO-8601, UTC)."""

    version: int
    at: str


@dataclass(frozen=True)
class Unsaved:
    """The text is not stored, and why in a sentence. ``conflict``: another text was saved in between; the page
    shows both, and nothing is tried again until the person types or the page calls ``settle``."""

    sentence: str
    conflict: bool = False


@dataclass(frozen=True)
class Typed:
    """What stands in the box as far as the server knows: the stored text, or, with the ``problem``, the newer
    one that couldn't be stored. ``count`` is the browser's count of changes and only rises."""

    text: str
    count: int
    problem: Unsaved | None = None


@dataclass
class _Answer:
    """What the server last told this box: up to which count all is settled, as which version, when.

    An object of its own, changed under its lock: while a save is slow, Streamlit starts the next run beside it,
    and what the older run then writes into the session's state is lost.
    """

    count: int = 0
    version: int | None = None
    at: str | None = None
    problem: Unsaved | None = None
    refused: int = 0
    session: str = field(default_factory=lambda: secrets.token_hex(4))
    lock: threading.Lock = field(default_factory=threading.Lock)


def autosave_text(
    key: str,
    *,
    value: str,
    version: int,
    label: str,
    save: Callable[[str, int], Saved | Unsaved],
    keep: str,
    help: str = "",
    height: int = 160,
    saved_at: str | None = None,
) -> Typed:
    """Shows the box and saves what is typed into it.

    ``value``, ``version`` and ``saved_at`` (ISO-8601, UTC) are what is stored now; a version is any number that
    differs when the text does. ``save(text, version)`` stores a text written on top of that version; it runs
    before the page does, so the page then reads what it stored, and it must itself ask who is here. ``keep``
    names the person, attempt and part: the browser keeps unsaved text under it. ``height`` is the least height
    in pixels; the box grows with the text.
    """
    mount = st.components.v2.component("trainer_autosave_text", html=_HTML, css=_CSS, js=_JS)
    answer = _answer(key)
    state.keep(_place(key), answer)
    shown = mount(
        key=key,
        data={
            "text": value,
            "version": version,
            "label": label,
            "help": help,
            "height": height,
            "keep": keep,
            "saved_at": saved_at or answer.at,
            "session": answer.session,
            "settled": answer.count,
            "settled_version": version if answer.version is None else answer.version,
            "refused": answer.refused,
            "problem": answer.problem and {"says": answer.problem.sentence, "final": answer.problem.conflict},
        },
        on_typed_change=partial(_take, key, save, answer),
    )
    sent = _sent(shown)
    if sent is None or answer.problem is None or sent[0] != answer.refused:
        return Typed(value, answer.count)
    return Typed(sent[1], sent[0], answer.problem)


def settle(key: str) -> None:
    """Ends a conflict: the box takes the stored text and version that the page gives it next, whichever of the
    two the person chose. Call it in a callback, or before the box is shown."""
    sent, answer = _sent(state.widget(key)), _answer(key)
    if sent is not None:
        with answer.lock:
            answer.version, answer.problem = None, None
            answer.count = max(sent[0], answer.count)


def kept_words(prefix: str) -> tuple[str, ...]:
    """The ``keep`` names that begin so and of which this browser alone has words: typed in the last moment
    before a tab was closed or the connection went, and not saved yet. Opening their box saves them. Before
    handing in, ask; the answer comes with a second run of the page."""
    mount = st.components.v2.component("trainer_kept_words", html="<span hidden></span>", js=_KEPT)
    names = mount(key=f"kept:{prefix}", data={"prefix": prefix}, on_names_change=lambda: None).get("names")
    return tuple(name for name in names or () if isinstance(name, str))


def _take(key: str, save: Callable[[str, int], Saved | Unsaved], answer: _Answer) -> None:
    """Runs when the browser has sent a text: saves it, unless it is settled already."""
    with answer.lock:
        sent = _sent(state.widget(key))
        if sent is None or sent[0] <= answer.count:
            return
        count, text, base, heard = sent
        if answer.version is not None and heard < answer.count:
            base = answer.version  # the browser hasn't heard yet what this box saved a moment ago
        try:
            told = save(text, base)
        except Exception:
            log.exception("A text could not be saved")
            told = Unsaved("something went wrong on our side. We try again.")
        if isinstance(told, Saved):
            answer.version, answer.at, answer.problem = told.version, told.at, None
            answer.count = count  # last: the page may be reading beside this
        else:
            answer.problem, answer.refused = told, count


def _sent(given: Any) -> tuple[int, str, int, int] | None:
    """What the browser sent: the count, the text, the version beneath it, up to which count it has heard that
    all is saved. None if it sent no such thing."""
    typed = given.get("typed") if hasattr(given, "get") else None
    match typed:
        case {"count": int(count), "text": str(text), "base": int(base), "heard": int(heard)}:
            return count, text, base, heard
    return None


def _answer(key: str) -> _Answer:
    known = state.recall(_place(key))
    return known if isinstance(known, _Answer) else _Answer()


def _place(key: str) -> str:
    return f"saved:{key}"
