"""Benchmarks, run by hand: ``uv run pytest -o addopts="" tests/bench``. Figures are ratios within one run."""

from __future__ import annotations

import pytest

_FIGURES: list[str] = []


@pytest.fixture
def figure() -> list[str]:
    """Sentences with figures, printed at the end of the run."""
    return _FIGURES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _FIGURES:
        terminalreporter.section("figures")
        for line in _FIGURES:
            terminalreporter.write_line(line)
