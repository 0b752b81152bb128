"""Sessions without a browser: a websocket each, speaking what Streamlit's own page speaks to its server.

A session asks for whole runs of the plan page and keeps no widget's value, so each run is one as after a reload
that found its place again. Nothing leaves this machine's loopback address.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect

from tests.journeys.demo import cookie, filled, served
from tests.journeys.frames import Run, asking

WRITERS = ("ben", "ada", "dev")  # the people of the demo who have a plan to write in
SECTION = "case-plan.child"  # ten boxes that save by themselves: the fullest section
LONGEST = 120.0  # seconds for one run


@dataclass(frozen=True)
class Demo:
    """A served demo: its address, and for each writer the cookie and the plan page's query."""

    address: str
    places: tuple[tuple[str, str], ...]
    numbers: Iterator[int] = field(default_factory=count)


@contextmanager
def served_demo() -> Iterator[Demo]:
    """A new database filled with the demo and served by the real entry on a free port; all gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        made = filled(Path(folder))
        with served(made) as server:
            yield Demo(
                server.url.replace("http", "ws"),
                tuple(
                    (
                        cookie(server, name, made.secrets[name]),
                        urlencode({"attempt": made.of(name).attempt, "section": SECTION}),
                    )
                    for name in WRITERS
                ),
            )


class Session:
    """One signed-in tab on the plan page."""

    def __init__(self, line: ClientConnection, query: str) -> None:
        self.line = line
        self.query = query
        self.page = ""

    @staticmethod
    async def open(demo: Demo) -> Session:
        """Connects as the next of the demo's writers; the first run has found the plan when this returns."""
        who, query = demo.places[next(demo.numbers) % len(demo.places)]
        line = await connect(
            f"{demo.address}/_stcore/stream",
            additional_headers={"Cookie": who},
            max_size=None,
            max_queue=None,
            compression=None,
            open_timeout=60,
            origin=demo.address.replace("ws", "http"),
        )  # type: ignore[arg-type]
        session = Session(line, query)
        said = (await session.rerun()).bytes
        assert b"Write the plan" in said, "the plan page didn't come"
        assert b"Physical health" in said, "the section's boxes didn't come"
        return session

    async def rerun(self) -> Run:
        """One whole run of the page, from asking for it until its last word is here."""
        await self.line.send(asking("plan", self.query, self.page))
        return await asyncio.wait_for(self._until_done(), LONGEST)

    async def close(self) -> None:
        """Ends the connection."""
        await self.line.close()

    async def _until_done(self) -> Run:
        run = Run()
        while not run.take(await self.line.recv()):
            pass
        self.page = run.page
        return run
