"""Which strands go into one case."""

from __future__ import annotations

import pytest

from trainer.case.choose import CannotWeave, choose
from trainer.case.draw import Draw
from trainer.case.library import library


def test_no_child_is_given_two_fathers() -> None:
    core = next(name for name in library().cores if any(
        tie.tie == "legal father" and "eldest" in tie.to for tie in library().strands[name].ties))
    with pytest.raises(CannotWeave, match="give eldest two fathers"):
        choose(library(), "connecticut", "connecticut", (core, "father-in-prison"), Draw("any"), "3")
    for seed in range(40):
        drawn = choose(library(), "connecticut", "connecticut", (core,), Draw(str(seed)), "5")
        assert "eldest_father" not in drawn.cast
