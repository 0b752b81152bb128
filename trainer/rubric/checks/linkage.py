"""Does one thing answer another: threat to objective, need to service, step to scope."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.case.model import Area
from trainer.rubric.checks.base import Check, Who


class Linked(Check):
    """Each true item `of` a sort (about `about`, in `areas`) is answered: by an objective whose \"answers\" row means
    it or whose own words carry it (`to: objectives`), a step under such an objective (`steps`), or a step that
    names a service (`services`; with `fitting: true` one of the kinds that serve the need). Met at `share`,
    partly at half; what has no answer is named. `trauma` means the focus child's needs after the harm; `assessed` the
    plan's own threats and needs marked as coming first, `assessed_needs` all its own needs. Critical where a threat
    has no objective."""

    kind: Literal["linked"]
    of: Literal["threats", "risks", "needs", "priority_needs", "trauma", "assessed", "assessed_needs"]
    to: Literal["objectives", "steps", "services"] = "objectives"
    about: Who = "anyone"
    areas: tuple[Area, ...] = ()
    fitting: bool = False
    share: float = Field(1.0, gt=0, le=1)


class RestsOnAssessment(Check):
    """Each of the `rows` rests on the plan's own assessment: an objective points to one of its rows, and works neither
    on what the record shows to be a strength nor on nothing in the case; a step with a service (`rows: services`)
    stands under such an objective. Met at `share` of the rows, partly at half."""

    kind: Literal["rests_on_assessment"]
    rows: Literal["objectives", "services"] = "objectives"
    share: float = Field(1.0, gt=0, le=1)


class InScope(Check):
    """Each objective and each step answers a threat, risk or need of the case; a demand that answers nothing in the
    case is shown. Partly when one in five or fewer stands outside, missed when more do."""

    kind: Literal["in_scope"]


class StrengthsUsed(Check):
    """At least `count` strengths of the family, as the record shows them, come back in objectives or steps."""

    kind: Literal["strengths_used"]
    count: int = Field(1, ge=1)


class StepsUnderEach(Check):
    """Each objective has at least `count` steps under it; partly when some have."""

    kind: Literal["steps_under_each"]
    count: int = Field(1, ge=1)


class ServicesUnderEach(Check):
    """Each objective has at least one step with a service or a named way of helping; partly when half have."""

    kind: Literal["services_under_each"]


class RatedNeeds(Check):
    """The needs that the family assessment tool in the record rates highest have objectives; partly when half have."""

    kind: Literal["rated_needs"]


class SupportsGoal(Check):
    """The child's own objectives lead to the permanency goal: a goal is chosen, at least one objective is about the
    child, and none works toward another goal than the case's goal or concurrent goal."""

    kind: Literal["supports_goal"]


class Serves(Check):
    """The plan serves `safety` (an objective for a safety threat stands first), `permanency` (the goal is named, and a
    step says what agency or court does toward it) or `well-being` (health, school and feelings each have a state and,
    where there is a need, an answer)."""

    kind: Literal["serves"]
    of: Literal["safety", "permanency", "well-being"]
