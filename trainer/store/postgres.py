"""PostgreSQL as an engine: one server, several machines, one writer at a time."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from trainer.store.engine import WAIT, Dialect, Row, Run
from trainer.store.errors import BadAddress, Busy, StoreError, Unreachable

POSTGRES = Dialect(
    types={
        "identity": "bigint generated always as identity primary key",
        # By code point, as SQLite sorts and compares, whatever the server's language.
        "text": 'text collate "C"',
        "integer": "bigint",
        "real": "double precision",
    },
    tables="select table_name as name from information_schema.tables where table_schema = current_schema()",
    alone=False,
)

_KEY = 4_841_537_001
"""The advisory lock that a writer holds until its transaction ends, the same number in every process."""

_WRITE = f"begin isolation level read committed, read write; select pg_advisory_xact_lock({_KEY})".encode()
_READ = b"begin isolation level repeatable read, read only"


class Postgres:
    """An engine on one database of a server.

    Writers queue, first within the process (a pool of one connection, first come first served), then for the
    advisory lock: so a transaction may read and then write as it may on SQLite, and the order of `seq` is
    the order of commits. Read committed, because the snapshot must be taken after the lock, not before.
    """

    dialect = POSTGRES

    def __init__(self, url: str, size: int = 8) -> None:
        self._name = _look(url)
        self._writer = _pool(url, 1)
        self._readers = _pool(url, size)

    @contextmanager
    def tx(self) -> Iterator[Run]:
        with self._in_words(), self._writer.connection() as conn:
            conn.execute(_WRITE)
            yield _runner(conn)
            if conn.info.transaction_status == TransactionStatus.INERROR:
                # The server would answer "commit" with a rollback and no word about it.
                raise StoreError("A statement of this transaction failed. Nothing was changed.")

    @contextmanager
    def read(self) -> Iterator[Run]:
        with self._in_words(), self._readers.connection() as conn:
            conn.execute(_READ)
            yield _runner(conn)

    def close(self) -> None:
        self._writer.close()
        self._readers.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except PoolClosed as error:
            raise StoreError(f"The database {self._name} has been closed.") from error
        except (PoolTimeout, psycopg.errors.LockNotAvailable) as error:
            raise Busy(
                f"The database {self._name} is busy or doesn't answer. Nothing was changed; try again in a moment."
            ) from error
        except psycopg.OperationalError as error:
            raise Unreachable(
                f"The connection to the database {self._name} broke ({_first_line(error)}). "
                "Look whether the last change was kept before you make it again."
            ) from error


@lru_cache(maxsize=512)
def translate(sql: str) -> bytes:
    """`:name` parameters as psycopg's `%(name)s`, and a plain percent sign doubled.

    Left alone: colons inside strings ('...', E'...', $tag$...$tag$), quoted names and comments, and `::`
    casts. A slice with a bare name (`a[1:n]`) would be read as a parameter: write `a[1 : n]`.
    """
    return _TOKEN.sub(_replace, sql).encode()


_TOKEN = re.compile(
    r"""
      \b[eE]'(?:[^'\\]|\\.|'')*'        # a string with backslashes
    | '(?:[^']|'')*'                    # a string
    | "(?:[^"]|"")*"                    # a quoted name
    | --[^\n]*                          # a comment to the end of the line
    | /\*.*?\*/                         # a comment
    | (?P<tag>\$(?:[A-Za-z_]\w*)?\$).*?(?P=tag)
    | ::
    | :(?P<name>[A-Za-z_]\w*)
    | %
    """,
    re.VERBOSE | re.DOTALL,
)


def _replace(token: re.Match[str]) -> str:
    if token["name"]:
        return f"%({token['name']})s"
    return token[0].replace("%", "%%")


def _runner(conn: Connection[DictRow]) -> Run:
    def run(sql: str, params: Mapping[str, object], /) -> list[Row]:
        cursor = conn.execute(translate(sql), params)
        return cursor.fetchall() if cursor.description else []

    return run


def _look(url: str) -> str:
    """Connect once, so that a wrong address or password is a sentence at once; the database's name."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise BadAddress("The address must look like postgresql://name:password@host:5432/database.") from error
    name = f"{parts.get('dbname') or parts.get('user') or ''} at {parts.get('host') or 'this machine'}"
    try:
        with psycopg.connect(url, connect_timeout=int(WAIT)) as conn:
            encoding = conn.info.parameter_status("server_encoding")
    except psycopg.OperationalError as error:
        raise Unreachable(f"The database {name} can't be reached ({_first_line(error)}).") from error
    if encoding != "UTF8":
        raise StoreError(f"The database {name} is encoded in {encoding}; make one in UTF8.")
    return name


def _pool(url: str, size: int) -> ConnectionPool[Connection[DictRow]]:
    return ConnectionPool(
        url,
        kwargs={"autocommit": True, "row_factory": dict_row},
        connection_class=Connection[DictRow],
        min_size=1,
        max_size=size,
        timeout=WAIT,
        configure=_configure,
        check=ConnectionPool.check_connection,  # a server may have restarted since
        num_workers=1,
        open=True,
    )


def _configure(conn: Connection[DictRow]) -> None:
    conn.execute(
        "select set_config('lock_timeout', %(wait)s, false),"
        # A machine that goes silent in mid-write must not hold everybody's turn for ever.
        " set_config('idle_in_transaction_session_timeout', '60s', false)",
        {"wait": f"{int(WAIT)}s"},
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
