"""The store: two doors, one for reading and one for writing, with the verbs behind them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import local
from types import TracebackType
from typing import Self

from trainer.store.engine import Engine, Row
from trainer.store.errors import StoreError
from trainer.store.events import EventReads, EventWrites
from trainer.store.findings import FindingReads, FindingWrites
from trainer.store.parts import PartReads, PartWrites
from trainer.store.people import PeopleReads, PeopleWrites
from trainer.store.sessions import SessionReads, SessionWrites


class Reader(EventReads, PartReads, PeopleReads, SessionReads, FindingReads):
    """Everything that can be asked, all seen at one moment. Good until its `with` block ends."""


class Writer(PartWrites, EventWrites, PeopleWrites, SessionWrites, FindingWrites, Reader):
    """Everything that can be asked and done, together or not at all. Good until its `with` block ends."""


class Store:
    """The verbs over one engine, safe to use from any thread.

    `with store.write() as w:` is kept when the block ends, and undone as a whole when it raises. Every verb
    that refuses does so before it changes anything, so a caller may catch the refusal and go on.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._here = local()

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Ask. Raises Busy or Unreachable."""
        with self.engine.read() as run:
            reader = Reader(run)
            try:
                yield reader
            finally:
                reader._run = _ended

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Ask and do: the one writer of this moment. Raises Busy or Unreachable; keep the block short."""
        if getattr(self._here, "writing", False):
            raise StoreError("This thread is writing already; use the writer that it has.")
        self._here.writing = True
        try:
            with self.engine.tx() as run:
                writer = Writer(run)
                try:
                    yield writer
                finally:
                    writer._run = _ended
        finally:
            self._here.writing = False

    def close(self) -> None:
        """Give all connections back."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _ended(sql: str, params: Mapping[str, object], /) -> list[Row]:
    # Its connection may be another thread's by now.
    raise StoreError("This reader or writer was used after its block had ended.")
