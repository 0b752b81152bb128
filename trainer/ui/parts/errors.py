"""What the desk says no to becomes a sentence with a way out; no traceback ever reaches a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from trainer.desk.errors import NotYours, Refused, Stale
from trainer.ui.parts.text import plain


@contextmanager
def plainly(way_out: str = "Back to the first page", to: str = "/") -> Iterator[None]:
    """Around a page or a piece of it: shows why the desk said no, and goes on after the block."""
    try:
        yield
    except NotYours as no:
        _say([str(no)], way_out, to)
    except Refused as no:
        _say(list(no.problems), "", to)
    except Stale as no:
        _say([str(no)], "", to)


def _say(sentences: list[str], way_out: str, to: str) -> None:
    said = "".join(f"<p>{plain(s)}</p>" for s in sentences)
    out = f'<p><a href="{plain(to)}" target="_self">{plain(way_out)}</a></p>' if way_out else ""
    st.html(f'<div class="problem" role="alert">{said}{out}</div>')
