"""What was read once is kept, and read again when anything of it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer import kept as keeping
from trainer.kept import kept


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_CACHE", str(tmp_path / "cache"))


def made(times: list[int]) -> list[int]:
    times.append(1)
    return times


def test_the_second_time_it_is_not_made_again() -> None:
    times: list[int] = []
    assert kept("x", "one", lambda: len(made(times))) == 1
    assert kept("x", "one", lambda: len(made(times))) == 1
    assert kept("x", "two", lambda: len(made(times))) == 2
    assert kept("y", "one", lambda: len(made(times))) == 3


def test_another_version_of_the_program_reads_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    kept("x", "one", lambda: "old")
    monkeypatch.setattr(keeping, "_program", lambda: "another")
    assert kept("x", "one", lambda: "new") == "new"


def test_a_copy_that_cannot_be_read_is_made_anew() -> None:
    kept("x", "one", lambda: "whole")
    for path in keeping.folder().glob("x-*"):
        path.write_bytes(path.read_bytes()[:3])
    assert kept("x", "one", lambda: "again") == "again"
    assert kept("x", "one", lambda: "not made") == "again"


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRAINER_CACHE", str(tmp_path / "file" / "below"))
    assert kept("x", "one", lambda: 1) == 1


def test_few_old_copies_are_left() -> None:
    for n in range(9):
        kept("x", str(n), lambda: "something")
    assert len(list(keeping.folder().glob("x-*"))) == 4
