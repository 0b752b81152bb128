"""What a case costs, against six-field Faker records made in the same run; what many cases cost."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from faker import Faker

from trainer.case.generate import generate
from trainer.case.library import library
from trainer.case.model import Case
from trainer.case.population.many import Task, draw_many
from trainer.content import ContentError
from trainer.rubric.library import rubrics

ROUNDS = 40
RECORDS = 25        # on either side of a case, so that both are made under the same load
WARM, MORE = 1000, 1000       # cases until the caches are full, and after
FEW, MANY = 200, 800


def test_memory_stays_flat(figure: list[str]) -> None:
    """What the process holds once its caches are warm, and after many more cases."""
    make = _maker("connecticut", True)
    held = []
    for many in (WARM, MORE):
        for _ in range(many):
            make()
        gc.collect()
        held.append(_resident())
    each = (held[1] - held[0]) / MORE
    figure.append(
        f"memory: {held[0] / 1024:.0f} MB after {WARM} cases, {held[1] / 1024:.0f} MB after {MORE} more: {each:+.2f} "
        f"KB a case (20,000 cases: {each * 20_000 / 1024:+.0f} MB)")


@pytest.mark.parametrize("track", ["connecticut", "georgia"])
@pytest.mark.parametrize(("what", "record", "goal"), [("truth alone", False, 12), ("with all documents", True, 40)])
def test_a_case_against_faker_records(figure: list[str], track: str, what: str, record: bool,
                                      goal: int) -> None:
    """The goals are the price of so many records."""
    make, fake = _maker(track, record), _faker()
    for _ in range(5):
        make()
        fake()
    ratios, cases = [], []
    for _ in range(ROUNDS):
        before = _seconds(fake, RECORDS)
        made, one_case = make()
        ratios.append(one_case / ((before + _seconds(fake, RECORDS)) / 2))
        cases.append((one_case, len(made.documents), len(made.facts)))
    seconds, papers, facts = (median(column) for column in zip(*cases, strict=True))
    ratios.sort()
    figure.append(
        f"{track}, {what} ({facts:.0f} facts, {papers:.0f} documents): {median(ratios):.0f} times one six-field Faker "
        f"record (half of the cases from {ratios[ROUNDS // 4]:.0f} to {ratios[-ROUNDS // 4]:.0f}; the goal is {goal}); "
        f"{seconds * 1000:.1f} ms here")


def test_two_workers_against_one(tmp_path: Path, figure: list[str]) -> None:
    """Whole cases by one worker and by two; a worker's start (the library is read) is told apart from its work."""
    tracks = {id: rubrics().track_case(id) for id in ("connecticut", "georgia")}
    took: dict[tuple[int, int], float] = {}
    for workers in (1, 2):
        for number in (FEW, MANY):
            begin = perf_counter()
            draw_many(Task(tmp_path / f"{workers}-{number}.jsonl", number, 7, full=True, tracks=tracks), workers)
            took[workers, number] = perf_counter() - begin
    assert (tmp_path / f"1-{MANY}.jsonl").read_bytes() == (tmp_path / f"2-{MANY}.jsonl").read_bytes()
    rate = {workers: (MANY - FEW) / (took[workers, MANY] - took[workers, FEW]) for workers in (1, 2)}
    figure.append(
        f"whole cases, written as JSON Lines: two workers make {rate[2] / rate[1]:.2f} times what one makes "
        f"({rate[1]:.0f} a second by one, {rate[2]:.0f} by two; the goal is 1.8); with their start, {MANY} cases take "
        f"{took[1, MANY]:.1f} s by one and {took[2, MANY]:.1f} s by two")


def _maker(track: str, record: bool) -> Callable[[], tuple[Case, float]]:
    """Makes a case with each call, each from another seed, and tells the seconds that it took.

    A seed for which the content has no case is passed over.
    """
    scenarios, rules, seeds = library(), rubrics().track_case(track), count(1)

    def make() -> tuple[Case, float]:
        while True:
            seed = f"bench {next(seeds)}"
            begin = perf_counter()
            try:
                made = generate(scenarios, rules, seed, record=record)
            except ContentError:
                continue
            return made, perf_counter() - begin

    return make


def _faker() -> Callable[[], tuple[Any, ...]]:
    fake = Faker("en_US")
    Faker.seed(1)
    return lambda: (fake.name(), fake.date_of_birth(), fake.street_address(), fake.city(), fake.phone_number(),
                    fake.job())


def _seconds(what: Callable[[], object], times: int) -> float:
    begin = perf_counter()
    for _ in range(times):
        what()
    return (perf_counter() - begin) / times


def _resident() -> float:
    """The memory that the process has now, in KB; the most it has had, where the system doesn't tell."""
    here = Path("/proc/self/statm")
    if here.exists():
        return int(here.read_text().split()[1]) * resource.getpagesize() / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform == "darwin" else most
