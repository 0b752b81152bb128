"""Overviews: who is where, what most people miss, and one person's way over time."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import BoardRow, HeatRow, ProgressRow


def cohort_board(house: House, who: Visitor, cohort: str) -> list[BoardRow]:
    """Where each trainee of a cohort stands."""
    raise NotImplementedError


def heat(house: House, who: Visitor, cohort: str) -> list[HeatRow]:
    """Each trainee's latest level on each criterion that applied."""
    raise NotImplementedError


def progress(house: House, who: Visitor, trainee_id: str | None = None) -> list[ProgressRow]:
    """One trainee's criteria over attempts: only what was released, when they ask themselves."""
    raise NotImplementedError
