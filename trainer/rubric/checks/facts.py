"""Does it carry what is true: the case's facts under topics, the assessment's rows against the truth."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.rubric.checks.base import Check, Who

Need = Literal["all", "any", "half"] | Annotated[int, Field(ge=1, le=9)]


class Facts(Check):
    """The part carries the case's current facts under the `topics` about `about`: `all` of them, `any` one, `half`,
    or at least so many. A fact partly told counts half. A wrong name, date or number, or a superseded fact told
    as current (`latest: true`), caps the level at partly, with the page that settles it. No such fact in the
    case: not applicable. Facts that only a person tells count where the assignment asked for meetings."""

    kind: Literal["facts"]
    topics: tuple[str, ...] = Field(min_length=1)
    about: Who = "anyone"
    need: Need = "all"
    latest: bool = False


class NamedRows(Check):
    """The rows of an assessment table against the truth: which true ones `of` a sort they name. Met at `share` of
    them, partly at half. A row that is really of a sort listed under `apart` (a risk, or a circumstance such as
    little money, among the threats) caps the level at partly; a row that nothing in the case stands behind is
    shown, mildly. Priority needs must also be marked as coming first."""

    kind: Literal["named"]
    of: Literal["threats", "risks", "strengths", "needs", "priority_needs", "capacities"]
    about: Who = "anyone"
    share: float = Field(1.0, gt=0, le=1)
    apart: tuple[Literal["threats", "risks", "circumstances"], ...] = ()
