"""What was read and checked once is kept for the next start, on this computer, as long as nothing of it changed.

Reading every strand takes seconds, starting the program shouldn't. The copy is a convenience: without it, or
with one that can't be read, everything is read again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

T = TypeVar("T")
_FEW = 4        # copies of one name that are left: a checkout and an installed package may differ


def kept(name: str, key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives, or its copy from an earlier start under the same ``key`` (a text) and the same program."""
    path = folder() / f"{name}-{hashlib.sha256(f'{_program()}/{key}'.encode()).hexdigest()[:24]}.pickle"
    try:
        with path.open("rb") as file:
            value: T = pickle.load(file)     # our own file, in a folder that only this person can write
        return value
    except Exception:                        # none there, cut short, of another Python: read anew
        value = make()
    _write(path, name, value)
    return value


def folder() -> Path:
    """Where copies are kept; ``TRAINER_CACHE`` names another place."""
    given = os.environ.get("TRAINER_CACHE")
    return Path(given) if given else user_cache_path("case-plan-trainer", appauthor=False)


def _write(path: Path, name: str, value: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as spare:
            pickle.dump(value, spare, protocol=5)
        os.replace(spare.name, path)
        old = sorted(path.parent.glob(f"{name}-*.pickle"), key=lambda p: p.stat().st_mtime, reverse=True)
        for other in old[_FEW:]:
            other.unlink(missing_ok=True)
    except OSError:                          # no room, no permission: the next start reads again
        return


@cache
def _program() -> str:
    """A hash of the program's own text: another version reads for itself."""
    total = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted(p for p in here.rglob("*.py") if "_data" not in p.parts):
        total.update(path.read_bytes())
    return total.hexdigest()
