from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.world import World, new_world
from tests.postgres import postgres

__all__ = ["postgres"]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = new_world(tmp_path / "trainer.sqlite")
    yield made
    made.house.store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A world on each engine."""
    made = new_world(
        tmp_path / "trainer.sqlite" if request.param == "sqlite" else request.getfixturevalue("postgres").fresh())
    yield made
    made.house.store.close()
