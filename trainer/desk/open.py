"""The house: a store with the content that ships, and a clock. Every verb takes it first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from trainer.case.model import Case
from trainer.desk.cases import Shelf
from trainer.desk.doors import Doors
from trainer.plan.submission import Submission
from trainer.rubric.model import Scorecard
from trainer.store import Store, open_store

if TYPE_CHECKING:
    from trainer.case.library import Library
    from trainer.rubric.library import Rubrics


@dataclass(frozen=True)
class Ask:
    """What a case should be like: how hard (1 to 5), and about what (a core strand); None and empty: drawn."""

    difficulty: int | None = None
    core: str = ""


Make = Callable[["House", str, str, str, Ask], Case]
"""(house, track, seed, case id, what it should be like) to a case."""

Judge = Callable[["House", Case, Submission, Sequence[Submission]], Scorecard]
"""(house, case, submission, earlier submissions of this attempt) to a scorecard."""


def make(house: House, track: str, seed: str, id: str, ask: Ask) -> Case:
    """A case by the generator. Raises CannotWeave for what can't be had, ContentError for content that is broken."""
    from trainer.case.generate import generate

    return generate(house.library, house.rubrics.track_case(track), seed, (ask.core,) if ask.core else None, id=id,
                    difficulty=ask.difficulty)


def judge(house: House, case: Case, submission: Submission, earlier: Sequence[Submission]) -> Scorecard:
    """A submission's scorecard by its track's rubric."""
    from trainer.rubric.score import score

    return score(case, submission, house.rubrics.rubric(case.track), tuple(earlier))


@dataclass(frozen=True)
class House:
    """What the verbs work on. ``make`` and ``judge`` are the generator and the scorer; tests bring others.

    ``with open_house(url) as house:`` gives the database's connections back at the end.
    """

    store: Store
    library: Library
    rubrics: Rubrics
    clock: Callable[[], datetime]
    make: Make = make
    judge: Judge = judge
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def now(self) -> str:
        """This moment as it is stored: ISO 8601 in UTC."""
        return self.clock().astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def __enter__(self) -> House:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.store.close()


def open_house(url: str, clock: Callable[[], datetime] | None = None) -> House:
    """The house over a database's address, with the shipped content. Raises StoreError, ContentError."""
    from trainer.case.library import library
    from trainer.language.lexicons import lexicons, words
    from trainer.plan.people import lexicon
    from trainer.rubric.library import rubrics

    content, asked = library(), rubrics()
    lexicons(), words(), lexicon()  # all content is read at the start: a later slip in a file meets nobody at work
    return House(open_store(url), content, asked, clock or _utc)


@cache
def house() -> House:
    """The house of this process: the database that ``TRAINER_DB`` names, else the default one."""
    return open_house(os.environ.get("TRAINER_DB") or default_database())


@cache
def doors() -> Doors:
    """The doors of this process's house."""
    from trainer.desk.signin import StoreDoors

    return StoreDoors(house())


def default_database() -> str:
    """Where the database is when nobody says: one file in the user's data folder."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return str(base / "case-plan-trainer" / "trainer.sqlite")


def welcome(house: House, host: str, port: int) -> list[str]:
    """What the terminal says when the app opens: its address, and the one-time link while nobody coordinates."""
    from trainer.desk.signin import first_ticket

    at = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0', '::', '::1') else host}:{port}"
    lines = [f"The trainer opens at {at} (stop it with Ctrl+C)."]
    with house.store.read() as reader:
        nobody = not reader.people()
    if nobody and host in ("127.0.0.1", "localhost", "::1"):
        lines.append("Nobody is on the roster yet: on this machine you can practise at once, without an account.")
    ticket = first_ticket(house)
    if ticket:
        lines.append(f"To set up a roster, make the first coordinator here (once, within a day): {at}/first/{ticket}")
    return lines


def _utc() -> datetime:
    return datetime.now(UTC)
