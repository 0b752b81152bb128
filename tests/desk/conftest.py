from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.world import World, new_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = new_world(tmp_path / "trainer.sqlite")
    yield made
    made.house.store.close()
