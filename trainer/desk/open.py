"""The house: a store with the content that ships, and a clock. Every verb takes it first."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from trainer.case.library import Library
from trainer.case.model import Case
from trainer.desk.cases import Shelf
from trainer.desk.doors import Doors
from trainer.plan.submission import Submission
from trainer.rubric.library import Rubrics
from trainer.rubric.model import Scorecard
from trainer.store import Store

Make = Callable[["House", str, str, str], Case]
"""(house, track, seed, case id) to a case."""

Judge = Callable[["House", Case, Submission, Sequence[Submission]], Scorecard]
"""(house, case, submission, earlier submissions of the same trainee) to a scorecard."""


@dataclass(frozen=True)
class House:
    """What the verbs work on. ``make`` and ``judge`` are the generator and the scorer."""

    store: Store
    library: Library
    rubrics: Rubrics
    clock: Callable[[], datetime]
    make: Make
    judge: Judge
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def now(self) -> str:
        """This moment as it is stored: ISO 8601 in UTC."""
        return self.clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def open_house(url: str, clock: Callable[[], datetime] | None = None) -> House:
    """The house over a database's address, with the shipped content. Raises StoreError, ContentError."""
    raise NotImplementedError


@cache
def house() -> House:
    """The house of this process: the database that ``TRAINER_DB`` names, else one file in the user's data folder."""
    return open_house(os.environ.get("TRAINER_DB") or str(default_path()))


def doors() -> Doors:
    """The doors of this process's house."""
    raise NotImplementedError


def default_path() -> Path:
    """Where the database is when nobody says: the user's data folder."""
    raise NotImplementedError
