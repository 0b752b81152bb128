"""The seam: what an engine is."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]

WAIT = 10.0
"""Seconds that anyone waits for a connection or for their turn to write, then Busy."""


class Run(Protocol):
    """Runs one statement of SQL with `:name` parameters; the rows it gives, as dicts (none: [])."""

    def __call__(self, sql: str, params: Mapping[str, object], /) -> list[Row]: ...


@dataclass(frozen=True)
class Dialect:
    """The few words in which the engines differ, for migrations only.

    `types` fills the {names} of a column's type; `tables` is a query of the tables there are, as `name`;
    `alone` is whether a database is ours alone, or may hold other programs' tables as well.
    """

    types: Mapping[str, str]
    tables: str
    alone: bool


class Engine(Protocol):
    """A database, safe to use from any thread.

    `tx` is a transaction that writes: one at a time over all threads and processes, so that what it reads
    stays true until it ends. It ends kept, or undone as a whole if the block raises. `read` sees one moment
    and changes nothing.
    """

    dialect: Dialect

    def tx(self) -> AbstractContextManager[Run]: ...

    def read(self) -> AbstractContextManager[Run]: ...

    def close(self) -> None: ...
