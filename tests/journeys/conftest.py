"""The demo, made once for all of these tests, and a browser. Each module serves a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.browser import Server, chromium
from tests.journeys.demo import Filled, filled, served

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The demo as it was filled; never served itself."""
    return filled(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def demo(original: Filled, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """A copy of it for one module."""
    database = tmp_path_factory.mktemp("served") / "trainer.db"
    shutil.copy(original.database, database)
    return replace(original, database=database)


@pytest.fixture(scope="module")
def server(demo: Filled) -> Iterator[Server]:
    """The app over the module's copy."""
    with served(demo) as running:
        yield running
