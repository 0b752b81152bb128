"""An online copy of a SQLite store."""

import os
import sqlite3
from pathlib import Path

from trainer.store.errors import StoreError
from trainer.store.ids import new_id
from trainer.store.sqlite import Sqlite, in_words
from trainer.store.store import Store


def backup(store: Store, path: str | Path) -> None:
    """Write a copy of the store, as it stands at one moment, to a new file, while others go on working.

    The copy is checked before it gets its name, and never replaces a file. Raises StoreError: the file
    exists, the drive is full, or the store is PostgreSQL's, which has its own tool.
    """
    engine = store.engine
    if not isinstance(engine, Sqlite):
        raise StoreError("A PostgreSQL database is copied with its own tool: pg_dump.")
    path = Path(path)
    part = path.with_name(f"{path.name}.{new_id()}.part")
    try:
        # An empty file is taken as new by "vacuum into", and so the copy is its owner's only.
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(engine.path, part)
        with part.open("rb") as copied:
            os.fsync(copied.fileno())
        os.link(part, path)  # unlike a rename, never replaces
    except FileExistsError as error:
        raise StoreError(f"{path} exists already; name a new file.") from error
    except OSError as error:
        raise StoreError(f"The copy can't be written to {path} ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    with in_words(source):
        conn = sqlite3.connect(source, isolation_level=None)
        try:
            conn.execute("vacuum into :copy", {"copy": str(copy)})
        finally:
            conn.close()
    with in_words(copy):
        conn = sqlite3.connect(copy)
        try:
            if conn.execute("pragma integrity_check").fetchone() != ("ok",):
                raise StoreError("The copy didn't come out whole and was thrown away. Try again.")
        finally:
            conn.close()
