"""Opening a store from its address."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock

import psycopg
from sqlite_utils import Database

from trainer.store.engine import WAIT, Engine
from trainer.store.errors import BadAddress, Busy, StoreError
from trainer.store.migrations import migrate, version
from trainer.store.postgres import Postgres
from trainer.store.sqlite import SQLITE, Sqlite, in_words, runner
from trainer.store.store import Store


def open_store(url: str) -> Store:
    """The store at an address, made or brought up to date where needed.

    `postgresql://...`, `sqlite:///relative/path` or `sqlite:////absolute/path`, or a plain path. A missing
    SQLite file is made, readable by its owner only, with the folders above it. Several processes may open
    one new database together. Raises BadAddress, NotADatabase, NewerDatabase, Unreachable, Busy, or another
    StoreError; a database that is refused stays as it was.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return _migrated(Postgres(url))
    path = _path(url)
    tries_until = time.monotonic() + 3 * WAIT
    while True:
        try:
            with _making:
                _make(path)
            _inspect(path)
            return _migrated(Sqlite(path))
        except Busy:
            # Switching a new file to WAL doesn't wait for others who do the same.
            if time.monotonic() > tries_until:
                raise
            time.sleep(0.05)


def _migrated(engine: Engine) -> Store:
    try:
        migrate(engine)
    except psycopg.Error as error:
        engine.close()
        reason = str(error).strip().partition("\n")[0]
        raise StoreError(f"The tables can't be made in this database ({reason}).") from error
    except BaseException:
        engine.close()
        raise
    return Store(engine)


def _path(url: str) -> Path:
    text = url.removeprefix("sqlite:///")
    if "://" in text or text.startswith("sqlite:"):
        raise BadAddress(
            f"{url.partition('://')[0]!r} is no kind of database that the store knows. "
            "Use sqlite:///path/to/file.db, a plain path, or postgresql://..."
        )
    if not text.strip() or text == ":memory:" or "\x00" in text:
        raise BadAddress("The database must be a file: sqlite:///path/to/file.db, or a plain path.")
    path = Path(text).expanduser()
    if path.is_dir():
        raise BadAddress(f"{path} is a folder; name a file in it.")
    return path


_making = Lock()


def _make(path: Path) -> None:
    """Make a missing file before SQLite does: its owner's only, for it holds names and hashes of secrets.

    Never opens a file that is there: closing it would let go the locks that SQLite holds on it in this
    process. For the same reason one thread makes a file at a time, and no SQLite opens it meanwhile.
    """
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):  # another process was quicker
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreError(f"{path} can't be made ({error.strerror}).") from error


def _inspect(path: Path) -> None:
    """Refuse a file that isn't ours before anything is written to it, even the journal's mode."""
    with in_words(path):
        conn = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            conn.execute("pragma query_only = on")
            version(runner(Database(conn, execute_plugins=False)), SQLITE)
        finally:
            conn.close()
