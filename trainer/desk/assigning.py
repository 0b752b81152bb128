"""Assignments: a case for a cohort."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import GivenView

Release = Literal["at once", "after advisor"]


def assign(house: House, who: Visitor, title: str, track: str, cohort: str, due: dt.date | None,
           same_case: bool, release: Release, note: str = "") -> str:
    """Give a cohort a case of a track, the same for all or one each; the assignment's id."""
    raise NotImplementedError


def assignments_of(house: House, who: Visitor, cohort: str | None = None) -> list[GivenView]:
    """What was assigned, newest first."""
    raise NotImplementedError
