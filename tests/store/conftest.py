"""Both engines for every test that asks for `url` or `store`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import postgres
from trainer.store import Store, open_store

__all__ = ["postgres"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new empty database, once on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    return request.getfixturevalue("postgres").fresh()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new empty store, once on each engine."""
    with open_store(url) as store:
        yield store
