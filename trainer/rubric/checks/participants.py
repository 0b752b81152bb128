"""Who takes part: in making the plan, in carrying it out, at the review."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.rubric.checks.base import Check, Who


class TookPart(Check):
    """The team table has, for each person meant by `who`, a row with what they added in content (not \"attended\"
    or \"signed\"), `on` services, goals or anything; for somebody out of reach, two dated tries or an offer with its
    answer. A child under 3 takes part through what somebody saw."""

    kind: Literal["took_part"]
    who: Who
    on: Literal["anything", "services", "goals"] = "anything"


class Actors(Check):
    """`each` objective (or `any`) has a step whose actor is such a person. For a child under 6 a caregiver's or
    provider's step that names the child counts; for a parent who isn't located an agency step that names the
    parent. Met at `share` of the objectives, partly at half."""

    kind: Literal["actors"]
    who: Literal["each_parent", "mother", "father", "child", "provider", "agency", "kin", "caregiver"]
    under: Literal["each", "any"] = "each"
    share: float = Field(1.0, gt=0, le=1)


class Agreement(Check):
    """For each party of the plan (parents, caregiver, a child of 7 or older) the team table says whether they agree;
    whoever disagrees is quoted with what they said."""

    kind: Literal["agreement"]


class PresentAtReview(Check):
    """The worksheet's list of people against who really sat in the review: everyone there, nobody invented, none who
    was absent listed as there; with `roles: true` each with what they did in the review, not a job title alone."""

    kind: Literal["present_at_review"]
    roles: bool = False


class AgreementAtReview(Check):
    """The worksheet says, party by party, who agrees with the plan and who doesn't, as the minutes show it."""

    kind: Literal["agreement_at_review"]


class SourcesUsed(Check):
    """The part, or the \"where I found it\" columns, name where things come from: at least `papers` papers of the
    record and `people` people; each of `of` who exists in the case must be among them."""

    kind: Literal["sources_used"]
    papers: int = Field(1, ge=0)
    people: int = Field(2, ge=0)
    of: tuple[Literal["agency", "child", "parents", "caregiver", "provider", "casa", "guardian_ad_litem", "kin",
                      "family", "supports", "professional"], ...] = ()
