"""How it is put together: what stands first, how a child is described."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.rubric.checks.base import Check


class Ranked(Check):
    """Objectives that answer safety threats stand before all others: the order of rows is the order of priority."""

    kind: Literal["ranked"]


class Description(Check):
    """The text describes the child as a person, with at least `count` facts of who they are (`child.description`,
    `child.strength`, friends, interests), which are neither diagnosis nor allegation."""

    kind: Literal["description"]
    count: int = Field(3, ge=1)
