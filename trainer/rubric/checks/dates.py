"""When: clocks, deadlines of steps, the order of things."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from trainer.rubric.checks.base import Check


class WithinDays(Check):
    """The part's date lies between the `anchor` (a named day of the case) and the end of its clock, `days` days or
    `months` months later, and not after the day of handing in."""

    kind: Literal["within_days"]
    anchor: str = ""
    days: int = Field(0, ge=0)
    months: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _one_clock(self) -> WithinDays:
        if self.days and self.months:
            raise ValueError("give days or months, not both")
        return self


class Dated(Check):
    """Each row has, in `column`, a date (a date column, or a date within a text) after the plan's own day and within
    `within_days` days of it; with `before` also before the date in that column. Met at `share` of the rows, partly
    at half. All rows on one and the same day are partly: a date of its own belongs to each."""

    kind: Literal["dated"]
    column: str = "by"
    before: str = ""
    share: float = Field(1.0, gt=0, le=1)
    within_days: int = Field(400, ge=1)


class InOrder(Check):
    """`first` is not later than `then`; each is a date part of the submission (\"plan.developed_on\") or a named day of
    the case (\"assessment\")."""

    kind: Literal["in_order"]
    first: str
    then: str


class GoalsTimely(Check):
    """The worksheet's goals against the court's: every goal in force for the focus child is listed, with the day it
    was set, and rightly judged in time or late by its due date."""

    kind: Literal["goals_timely"]


class PromptService(Check):
    """Each service that a step relies on can start within `days` days; where it has a waiting list, another step
    bridges the wait or is dated so that the wait is allowed for."""

    kind: Literal["prompt_service"]
    days: int = Field(30, ge=1)
