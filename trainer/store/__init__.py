"""The store: one seam, two engines.

Above the seam are the verbs (`Store`, `Reader`, `Writer`), written once; below it SQLite and PostgreSQL.
Two kinds of record: events, which are appended, and the part that someone is writing, which is replaced
under a version that only rises. The store has no clock: every time comes from the caller.
"""

from trainer.store.backup import backup
from trainer.store.errors import (
    BadAddress,
    BadTime,
    Busy,
    Missing,
    NewerDatabase,
    NotADatabase,
    StoreError,
    Taken,
    UnknownKind,
    Unreachable,
    Unstorable,
)
from trainer.store.events import MARK, Event
from trainer.store.findings import FindingRow
from trainer.store.ids import new_id
from trainer.store.kinds import KINDS
from trainer.store.open import open_store
from trainer.store.parts import Conflict, Part
from trainer.store.people import Person
from trainer.store.sessions import Session, Ticket
from trainer.store.store import Reader, Store, Writer

__all__ = [
    "KINDS",
    "MARK",
    "BadAddress",
    "BadTime",
    "Busy",
    "Conflict",
    "Event",
    "FindingRow",
    "Missing",
    "NewerDatabase",
    "NotADatabase",
    "Part",
    "Person",
    "Reader",
    "Session",
    "Store",
    "StoreError",
    "Taken",
    "Ticket",
    "UnknownKind",
    "Unreachable",
    "Unstorable",
    "Writer",
    "backup",
    "new_id",
    "open_store",
]
