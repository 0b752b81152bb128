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

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.journeys.demo import cookie, filled, served

WRITERS = ("ben", "ada", "dev")     # the people of the demo who have a plan to write in
SECTION = "case-plan.child"         # ten boxes that save by themselves: the fullest section
LONGEST = 120.0                     # seconds for one run


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
            yield Demo(server.url.replace("http", "ws"), tuple(
                (cookie(server, name, made.secrets[name]),
                 urlencode({"attempt": made.of(name).attempt, "section": SECTION})) for name in WRITERS))


class Session:
    """One signed-in tab on the plan page."""

    def __init__(self, line: ClientConnection, query: str) -> None:
        self.line = line
        self.query = query
        self.page = ""
        self.frames: list[bytes] = []

    @staticmethod
    async def open(demo: Demo) -> Session:
        """Connects as the next of the demo's writers; the first run has found the plan when this returns."""
        who, query = demo.places[next(demo.numbers) % len(demo.places)]
        line = await connect(f"{demo.address}/_stcore/stream", additional_headers={"Cookie": who}, max_size=None,
                             max_queue=None, compression=None, open_timeout=60,
                             origin=demo.address.replace("ws", "http"))  # type: ignore[arg-type]
        session = Session(line, query)
        await session.rerun()
        said = b"".join(session.frames)
        assert b"Write the plan" in said, "the plan page didn't come"
        assert b"Physical health" in said, "the section's boxes didn't come"
        return session

    async def rerun(self) -> None:
        """One whole run of the page, from asking for it until its last word is here."""
        ask = BackMsg()
        ask.rerun_script.query_string = self.query
        if self.page:
            ask.rerun_script.page_script_hash = self.page
        else:
            ask.rerun_script.page_name = "plan"
        await self.line.send(ask.SerializeToString())
        await asyncio.wait_for(self._until_done(), LONGEST)

    async def close(self) -> None:
        """Ends the connection."""
        await self.line.close()

    async def _until_done(self) -> None:
        self.frames.clear()
        begun = False
        while True:
            frame = await self.line.recv()
            assert isinstance(frame, bytes)
            self.frames.append(frame)
            told = ForwardMsg.FromString(frame)
            match told.WhichOneof("type"):
                case "new_session":
                    begun, self.page = True, told.new_session.page_script_hash
                case "delta" if told.delta.new_element.WhichOneof("type") == "exception":
                    raise AssertionError(f"the page failed: {told.delta.new_element.exception.message}")
                case "script_finished" if begun and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
