"""Saving a part, a row or a cell: what a callback does, and how the desk's answer becomes words.

A table is saved as a whole, but two tabs that write in different cells must not stand in each other's way. So
a cell is laid on the rows as they are stored now, and it is a conflict only when that very cell has changed
under the person's hands.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from trainer import desk
from trainer.desk.errors import DeskError, NotYours, Refused, Stale
from trainer.desk.views import AttemptView, PartView
from trainer.plan.forms import Form
from trainer.plan.submission import Row
from trainer.ui import state
from trainer.ui.editor import Saved, Unsaved
from trainer.ui.house import house
from trainer.ui.parts.rows import rows_of, with_cell
from trainer.ui.visitor import who

SIGNED_OUT = Unsaved("you are signed out. Sign in again in another tab; your words stay here.")
ELSEWHERE = Unsaved("it was changed in another place too. Both texts are below: choose one.", conflict=True)
_TRIES = 6


@dataclass(frozen=True)
class Work:
    """What is being written: one form of one attempt."""

    attempt: AttemptView
    form_id: str
    form: Form

    def key(self, *more: str) -> str:
        """A name for widgets and for what the browser keeps, the same in every tab."""
        return "/".join((self.attempt.id, self.form_id, *more))


def parts_now(work: Work) -> dict[str, PartView]:
    """All parts of the form as they are stored."""
    person = who()
    if person is None:
        raise NotYours
    return desk.parts(house(), person, work.attempt.id, work.form_id)


def save_text(work: Work, part: str, text: str, version: int) -> Saved | Unsaved:
    """Saves a text part on top of a version."""
    person = who()
    if person is None:
        return SIGNED_OUT
    try:
        kept = desk.save(house(), person, work.attempt.id, work.form_id, part, text, version)
    except Stale as stale:
        if stale.stored.value == text:
            return Saved(stale.stored.version, stale.stored.saved_at or house().now)
        return ELSEWHERE
    except DeskError as no:
        return _no(no)
    return Saved(kept.version, kept.saved_at or house().now)


def save_value(work: Work, part: str, value: Any) -> str:
    """Saves a date or a choice over whatever is stored; a sentence where it can't be kept, else empty."""
    return _keep_trying(work, part, lambda _: value)


def change_rows(work: Work, part: str, change: Callable[[list[Row]], list[Row]]) -> str:
    """Changes a table as it is stored now; a sentence where it can't be kept, else empty."""
    return _keep_trying(work, part, lambda now: change(rows_of(now)))


def cell_version(text: str) -> int:
    """A number for what stands in a cell, to tell whether it is still the same."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def save_cell(work: Work, part: str, row: str, column: str, text: str, base: int) -> Saved | Unsaved:
    """Saves one cell that was written on top of the text with the number ``base`` (``cell_version``)."""
    for _ in range(_TRIES):
        person = who()
        if person is None:
            return SIGNED_OUT
        try:
            now = desk.part(house(), person, work.attempt.id, work.form_id, part)
            rows = rows_of(now.value)
            there, stored = any(r.get("id") == row for r in rows), cell_of(rows, row, column)
            if stored == text:
                return Saved(cell_version(text), now.saved_at or house().now)
            if there and cell_version(stored) != base:
                return ELSEWHERE
            kept = desk.save(house(), person, work.attempt.id, work.form_id, part,
                             with_cell(rows, row, column, text), now.version)
        except Stale:
            continue
        except DeskError as no:
            return _no(no)
        return Saved(cell_version(text), kept.saved_at or house().now)
    return Unsaved("too many people write here at once. We try again.")


def cell_of(rows: Sequence[Row], row: str, column: str) -> str:
    """What stands in a cell; empty where there is no such row or nothing in it."""
    return next((str(r.get(column) or "") for r in rows if r.get("id") == row), "")


def tell(sentence: str) -> None:
    """Keeps a sentence for the section to show at its next run; an empty one takes it away."""
    if sentence:
        state.keep("said", sentence)
    else:
        state.drop("said")


def told() -> str:
    """The sentence that was kept, once."""
    sentence = str(state.recall("said", ""))
    state.drop("said")
    return sentence



def _keep_trying(work: Work, part: str, change: Callable[[Any], Any]) -> str:
    for _ in range(_TRIES):
        person = who()
        if person is None:
            return "You are signed out, so this isn't saved. Sign in again, then do it once more."
        try:
            now = desk.part(house(), person, work.attempt.id, work.form_id, part)
            value = change(now.value)
            if value != now.value:
                desk.save(house(), person, work.attempt.id, work.form_id, part, value, now.version)
        except Stale:
            continue
        except DeskError as no:
            return str(no)
        return ""
    return "This is being changed in another place at the same time. Try once more."


def _no(no: DeskError) -> Unsaved:
    sentences = no.problems if isinstance(no, Refused) else (str(no),)
    return Unsaved(" ".join(s[:1].lower() + s[1:] for s in sentences))
