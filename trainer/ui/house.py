"""The house that pages work in: the desk's own, unless a test brings another."""

from __future__ import annotations

import threading

from trainer.desk import open as desk_open
from trainer.desk.open import House

_lock = threading.Lock()
_given: House | None = None


def house() -> House:
    """The house of this process: store, content and clock, opened once (``trainer.desk.open.house``)."""
    with _lock:
        return _given if _given is not None else desk_open.house()


def use(given: House | None) -> None:
    """Takes this house instead (None: the desk's own again)."""
    global _given
    with _lock:
        _given = given
