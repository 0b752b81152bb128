"""SQLite as an engine: one file, several processes, one writer at a time."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore, Lock

from sqlite_utils import Database

from trainer.store.engine import WAIT, Dialect, Row, Run
from trainer.store.errors import Busy, NotADatabase, StoreError

SQLITE = Dialect(
    types={
        "identity": "integer primary key autoincrement",
        "text": "text",
        "integer": "integer",
        "real": "real",
    },
    tables="select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~'",
    alone=True,
)

_turns: dict[str, Lock] = {}
"""One write lock a file for the whole process: SQLite's own waiting is sleeping and trying again, which lets
some wait for long; a lock hands on the turn at once."""


class Sqlite:
    """An engine on one file.

    Connections for reading are pooled (at most `size`), the one for writing is apart: whoever has the turn
    to write never waits for a reader to finish.
    """

    dialect = SQLITE

    def __init__(self, path: Path, size: int = 8) -> None:
        self.path = path
        self._turn = _turns.setdefault(os.path.realpath(path), Lock())
        self._seats = BoundedSemaphore(size)
        self._idle: LifoQueue[Database] = LifoQueue()
        self._closed = False
        with in_words(path):
            self._writer = connect(path)

    @contextmanager
    def tx(self) -> Iterator[Run]:
        if not self._turn.acquire(timeout=WAIT):
            raise _busy()
        try:
            self._check_open()
            with _transaction(self._writer, "begin immediate", self.path) as run:
                yield run
        finally:
            self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Run]:
        if not self._seats.acquire(timeout=WAIT):
            raise _busy()
        try:
            self._check_open()
            db = self._reader()
            try:
                with _transaction(db, "begin", self.path) as run:
                    yield run
            finally:
                self._idle.put(db)
                if self._closed:
                    self._drain()
        finally:
            self._seats.release()

    def close(self) -> None:
        """Close what is idle now; a connection in use closes when its user is done."""
        if not self._turn.acquire(timeout=WAIT):
            raise _busy()
        try:
            if not self._closed:
                self._closed = True
                self._writer.close()
        finally:
            self._turn.release()
        self._drain()

    def _reader(self) -> Database:
        try:
            return self._idle.get_nowait()
        except Empty:
            with in_words(self.path):
                db = connect(self.path)
                db.execute("pragma query_only = on")
                return db

    def _drain(self) -> None:
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"The database {self.path} has been closed.")


def connect(path: Path) -> Database:
    """A connection for any thread (one at a time), without implicit transactions; raises sqlite3.Error."""
    conn = sqlite3.connect(path, timeout=WAIT, check_same_thread=False, isolation_level=None)
    try:
        if conn.execute("pragma journal_mode = wal").fetchone() != ("wal",):
            raise StoreError(
                f"The drive that holds {path} can't share a database between readers and a writer. "
                "Put the file on a local drive."
            )
        conn.execute("pragma synchronous = normal")
        conn.execute("pragma foreign_keys = on")
        return Database(conn, execute_plugins=False)
    except BaseException:
        conn.close()
        raise


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Say in a sentence what SQLite says in a code; a fault in our own SQL stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _busy() from error
        if code == sqlite3.SQLITE_NOTADB:
            raise NotADatabase(f"{path} is not a database. It was left as it was; name another file.") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise NotADatabase(f"{path} is damaged. Put a backup in its place.") from error
        if code == sqlite3.SQLITE_FULL:
            raise StoreError(f"The drive that holds {path} is full. Nothing was changed.") from error
        if code in (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_PERM,
            sqlite3.SQLITE_IOERR,
        ):
            raise StoreError(f"{path} can't be opened for reading and writing ({error}).") from error
        raise


def runner(db: Database) -> Run:
    """Statements on this connection, as the seam has them."""

    def run(sql: str, params: Mapping[str, object], /) -> list[Row]:
        cursor = db.execute(sql, dict(params))
        if cursor.description is None:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    return run


@contextmanager
def _transaction(db: Database, begin: str, path: Path) -> Iterator[Run]:
    # "begin immediate" for whoever writes: a deferred transaction that reads first and then writes fails at
    # once under another writer, whatever the busy timeout.
    with in_words(path):
        db.conn.execute(begin)
        try:
            yield runner(db)
            db.conn.execute("commit")
        except BaseException:
            if db.conn.in_transaction:
                db.conn.execute("rollback")
            raise


def _busy() -> Busy:
    return Busy("The database is busy. Nothing was changed; try again in a moment.")
