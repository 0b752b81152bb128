"""The demo, filled and served for tests: who is in it, how to get in, which attempts and submissions there are."""

from __future__ import annotations

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.browser import Server, serving
from trainer.desk.demo import fill
from trainer.desk.history import attempts_of
from trainer.desk.open import open_house


@dataclass(frozen=True)
class Work:
    """One attempt of somebody's: its id, its track, its submissions' ids from the first to the newest."""

    attempt: str
    track: str
    submissions: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """What the demo made: secrets by sign-in name, and everybody's work, the oldest first."""

    database: Path
    secrets: Mapping[str, str]
    work: Mapping[str, tuple[Work, ...]]

    def of(self, who: str, track: str = "connecticut") -> Work:
        """Somebody's attempt of a track."""
        return next(w for w in self.work[who] if w.track == track)


def filled(folder: Path) -> Filled:
    """Fills a new database in the folder."""
    database = folder / "trainer.db"
    with open_house(str(database)) as house:
        everybody = fill(house)
        with house.store.read() as reader:
            ids = {p.id: p.sign_in for p in reader.people()}
            work: dict[str, list[Work]] = {p.sign_in: [] for p in everybody}
            for history in attempts_of(reader, ids):
                handed = tuple(e.id for e in history.of("submitted"))
                work[ids[history.owner]].append(Work(history.id, history.track, handed))
    return Filled(database, {p.sign_in: p.secret for p in everybody}, {k: tuple(v) for k, v in work.items()})


def cookie(server: Server, name: str, secret: str) -> str:
    """Signs in as a browser would, without one: the cookie's header."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    line.request("POST", "/sign-in", urlencode({"name": name, "secret": secret}),
                 {"Origin": server.url, "Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    answer.read()
    line.close()
    assert answer.status == 303, f"{name} could not sign in: {answer.status}"
    return str(answer.headers["set-cookie"]).split(";")[0]


@contextmanager
def served(demo: Filled) -> Iterator[Server]:
    """The app over that database, by its real entry."""
    with serving(demo.database.parent, env={"TRAINER_DB": str(demo.database)}) as server:
        yield server
