"""How it is said: changed behavior, measures, one's own words, what a life has room for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.rubric.checks.base import Check

Told = Literal["who", "kin", "how", "how_often", "when", "why", "prevents", "responds"]


class Mark(Check):
    """Each row of the table shows the mark in its `columns`: `behavior` (a change in daily life, not attendance),
    `specific`, `measurable`, `time_limited` (a date column counts), `clear` (one thing, short sentences), `plain` (no
    jargon) or `positive` (what will be done instead, not only what stops). Met at `share` of the rows, partly at half;
    the rows without it are shown, with the words that decide. Among steps a concrete task passes as behavior."""

    kind: Literal["mark"]
    mark: Literal["behavior", "specific", "measurable", "time_limited", "clear", "plain", "positive"]
    columns: tuple[str, ...] = ()
    share: float = Field(0.8, gt=0, le=1)


class Individualized(Check):
    """The rows hold this family's own names, places, days and facts and aren't stock phrases; met at `share` of the
    rows, partly at half."""

    kind: Literal["individualized"]
    share: float = Field(0.7, gt=0, le=1)


class OwnWords(Check):
    """The part carries a true view of the child (facts under `child.view`), with who heard or saw it and when; words
    stand in quotation marks only where the child really said them. An invented quote is missed and critical."""

    kind: Literal["own_words"]


class FamilyLanguage(Check):
    """The part names the language in which the family reads, and how that was found out. Where the family's language
    isn't English, whether the plan itself is in it goes to a person."""

    kind: Literal["family_language"]


class Achievable(Check):
    """No step collides with the life of the person who has to take it: hours of work or school against a service's
    days and hours, custody, no car and more than `miles` miles without a ride; and each service exists locally.
    Partly at one collision in five steps or fewer, missed at more."""

    kind: Literal["achievable"]
    miles: float = Field(5, gt=0)


class Load(Check):
    """No person carries more than `per_week` weekly duties at a time, nor more than `steps` steps in all."""

    kind: Literal["load"]
    per_week: int = Field(6, ge=1)
    steps: int = Field(12, ge=1)


class Tells(Check):
    """The text tells each of `what`: `who` (a person of the case, or the agency), `kin` (a relative or friend), `how`
    (how it is looked at), `how_often`, `when` (a date or an interval), `why` (a reason), `prevents` (what heads trouble
    off) and `responds` (what happens if it comes anyway). Partly at half. A bare promise of the person of concern
    doesn't count as `prevents`."""

    kind: Literal["tells"]
    what: tuple[Told, ...] = Field(min_length=1)
