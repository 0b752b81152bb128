"""A small library of the tests' own strands, beside the shipped documents, places, names and topics."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from trainer import content
from trainer.case.clock import ClockRule
from trainer.case.generate import TrackCase
from trainer.case.library import Library, load

DATA = Path(__file__).parent / "data"
CLOCKS = (
    ClockRule(id="FED.TIME.60D", title="First plan", anchor="removal", days=60, provision="FED.TIME.60D"),
    ClockRule(id="CT-36-3.PERM.2", title="Concurrent plan", anchor="placement", months=6, provision="CT-36-3.PERM.2",
              when="poor_prognosis"),
)
CONNECTICUT = TrackCase(id="connecticut", frame="connecticut", clocks=CLOCKS)
GEORGIA = TrackCase(id="georgia", frame="georgia", clocks=CLOCKS)


@pytest.fixture
def scenarios(tmp_path: Path) -> Path:
    """A scenarios/ folder of its own, to be broken at will."""
    return copy(tmp_path / "scenarios")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The tests' small library."""
    return load(copy(tmp_path_factory.mktemp("small") / "scenarios"))


def copy(folder: Path) -> Path:
    """The small library's folder, copied."""
    shipped = content.root() / "scenarios"
    shutil.copytree(DATA, folder)
    shutil.copytree(shipped / "documents", folder / "documents")
    for name in ("services", "places", "names", "topics"):
        shutil.copy(shipped / f"{name}.yaml", folder / f"{name}.yaml")
    return folder
