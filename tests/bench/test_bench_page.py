"""A rerun of the plan page under 1, 20 and 60 simulated sessions, over the wire protocol, as ratios to one.

Each session holds a websocket of its own, signed in as one person of the demo, and asks for a rerun every
five seconds for a bounded time; all traffic stays on this machine's loopback address.
"""

from __future__ import annotations

import asyncio
import random
from statistics import quantiles
from time import perf_counter

import pytest

pytest.importorskip("websockets")

from tests.bench.wire import Session, served_demo

SECONDS = 15
EVERY = 5.0


async def _load(sessions: list[Session]) -> list[float]:
    taken: list[float] = []
    end = perf_counter() + SECONDS

    async def one(session: Session, chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, EVERY))
        while perf_counter() < end:
            begin = perf_counter()
            await session.rerun()
            took = perf_counter() - begin
            taken.append(took)
            await asyncio.sleep(max(EVERY - took, 0))

    await asyncio.gather(*(one(s, random.Random(i)) for i, s in enumerate(sessions)))
    return taken


def test_a_rerun_of_the_plan_page_under_load(figure: list[str]) -> None:
    async def run() -> None:
        base = 0.0
        with served_demo() as demo:
            for count in (1, 20, 60):
                sessions = [await Session.open(demo) for _ in range(count)]
                for session in sessions:
                    await session.rerun()
                taken = await _load(sessions)
                cuts = quantiles(taken, n=20) if len(taken) > 1 else taken * 19
                middle, high = cuts[9], cuts[18]
                base = base or middle
                figure.append(
                    f"plan page, {count} sessions, a rerun every {EVERY:g} s: median {middle / base:.1f} and p95 "
                    f"{high / base:.1f} times the median of one session "
                    f"({middle * 1000:.0f} and {high * 1000:.0f} ms here)"
                )
                for session in sessions:
                    await session.close()

    asyncio.run(run())
