"""The checks: one module a family, and the closed union of all kinds.

A developer who adds a kind touches two places: the module of its family, and the union here.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter

from trainer.rubric.checks.assessment import NamedRows
from trainer.rubric.checks.base import Check
from trainer.rubric.checks.dates import Dated, GoalsTimely, InOrder, PromptService, WithinDays
from trainer.rubric.checks.facts import Facts
from trainer.rubric.checks.linkage import (
    InScope,
    Linked,
    RatedNeeds,
    RestsOnAssessment,
    ServicesUnderEach,
    StepsUnderEach,
    StrengthsUsed,
)
from trainer.rubric.checks.livable import Achievable, Load
from trainer.rubric.checks.participants import (
    Actors,
    Agreement,
    AgreementAtReview,
    PresentAtReview,
    SourcesUsed,
    TookPart,
)
from trainer.rubric.checks.presence import Choice, Complete, Filled
from trainer.rubric.checks.structure import Description, Ranked, Serves, SupportsGoal
from trainer.rubric.checks.wording import FamilyLanguage, Individualized, Mark, OwnWords, Tells

AnyCheck = Annotated[
    Filled | Choice | Complete
    | Facts | NamedRows
    | Linked | RestsOnAssessment | InScope | StrengthsUsed | StepsUnderEach | ServicesUnderEach | RatedNeeds
    | SupportsGoal | Serves
    | TookPart | Actors | Agreement | PresentAtReview | AgreementAtReview | SourcesUsed
    | WithinDays | Dated | InOrder | GoalsTimely | PromptService
    | Mark | Individualized | OwnWords | FamilyLanguage | Achievable | Load | Tells
    | Ranked | Description,
    Field(discriminator="kind"),
]

ADAPTER: TypeAdapter[Check] = TypeAdapter(AnyCheck)
KINDS: dict[str, type[Check]] = {
    get_args(c.model_fields["kind"].annotation)[0]: c for c in get_args(get_args(AnyCheck)[0])
}


def build(check: dict[str, Any]) -> Check:
    """A check from its YAML keys. Raises pydantic's ValidationError."""
    return ADAPTER.validate_python(check)
