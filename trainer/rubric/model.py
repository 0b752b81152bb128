"""What is asked: sources, provisions, criteria; and what a judgment is made of: findings, scorecards.

A source is a policy read provision by provision. A provision names the criterion that scores it; a
criterion asked with the same parameters is scored once and reported under each of its provisions.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from trainer.case.clock import ClockRule
from trainer.content import Value
from trainer.plan.submission import Level

Force = Literal["mandatory", "expected", "good-practice"]
Channel = Literal["observation", "documentation", "interview", "supervision"]
Domain = Literal["safety", "permanency", "well-being", "process"]

POINTS: dict[Force, int] = {"mandatory": 3, "expected": 2, "good-practice": 1}

WORDS_OF_LEVEL: dict[Level, tuple[str, str]] = {
    "met": ("●", "met"),
    "partly": ("◐", "partly met"),
    "missed": ("○", "missed"),
    "unsure": ("?", "unsure"),
    "not_applicable": ("–", "not applicable"),
    "not_observed": ("–", "not observed"),
}


class Ask(Value):
    """A criterion with its parameters, as a provision asks it."""

    criterion: str
    with_: dict[str, Any] = Field(default={}, alias="with")


class Judged(Value):
    """What only a person can judge: by whom, and what each level looks like."""

    who: str
    met: str
    partly: str
    missed: str


class Provision(Value):
    """One clause of a policy, in our words. Exactly one of scored_by, done_by, judged_by, pending."""

    id: str
    at: str
    says: str
    force: Force
    when: tuple[str, ...] = ()
    per: str = ""
    scored_by: Ask | tuple[Ask, ...] | None = None
    done_by: str = ""
    judged_by: Judged | None = None
    pending: bool = False
    criterion: str = ""
    reading: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> Provision:
        ways = [bool(self.scored_by), bool(self.done_by), self.judged_by is not None, self.pending]
        if sum(ways) != 1:
            raise ValueError(f"{self.id}: say exactly one of scored_by, done_by, judged_by or pending: true")
        if self.criterion and not self.pending:
            raise ValueError(f"{self.id}: criterion stands only beside pending; use scored_by")
        return self

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The criteria that score it, each with its parameters."""
        if self.scored_by is None:
            return ()
        return (self.scored_by,) if isinstance(self.scored_by, Ask) else self.scored_by


class Source(Value):
    """One policy, provision by provision, in its own order. ``default`` is false for what lies outside the five."""

    title: str
    short: str
    authority: str
    edition: str
    default: bool = True
    provisions: tuple[Provision, ...]


class Example(Value):
    """A part's value (or several parts' values) on the reference case, and the level it must get.

    ``given`` is a value of the criterion's part, or an object of parts when the criterion reads several.
    ``evidence`` lists the exact quotes that the finding must show.
    """

    given: Any
    level: Level
    with_: dict[str, Any] = Field(default={}, alias="with")
    evidence: tuple[str, ...] = ()
    note: str = ""


class Variant(Value):
    """What one value of a criterion's own parameter means: the part, the title, the domain, and keys laid over its
    check (all of the check where ``kind`` is among them)."""

    title: str = ""
    part: str | tuple[str, ...] = ()
    domain: Domain | None = None
    check: dict[str, Any] = {}


class Criterion(Value):
    """One thing that is asked of a plan, written once: how it is checked, why it matters, what good looks like.

    ``part`` is where it looks (\"plan.health\"); ``check`` names a kind and its parameters. ``variants`` are the
    parameters of its own that provisions may give, ``{area: {health: {part: plan.health, ...}}}``.
    """

    title: str
    why: str
    part: str | tuple[str, ...]
    check: dict[str, Any]
    feedback: str
    channel: Channel = "documentation"
    domain: Domain = "process"
    critical: bool = False
    variants: dict[str, dict[str, Variant]] = {}
    examples: tuple[Example, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Where it looks, always as several."""
        return (self.part,) if isinstance(self.part, str) else self.part

    @model_validator(mode="after")
    def _has_both_examples(self) -> Criterion:
        levels = {e.level for e in self.examples}
        if "met" not in levels or not levels & {"missed", "partly"}:
            raise ValueError("examples: give one that is met and one that isn't (missed or partly)")
        return self


class Evidence(Value):
    """A passage of the submission: ``text[start:end] == quote``, in code points. Row and column for tables."""

    part: str
    row: str = ""
    column: str = ""
    start: int
    end: int
    quote: str


class MissedFact(Value):
    """A fact of the case that the submission doesn't carry, and a page where it stands (page 0: told by a person)."""

    fact: str
    document: str = ""
    page: int = 0


class Outcome(Value):
    """What a check returns: level, share of the points (0 to 1), evidence, why in one sentence of this case.

    ``critical`` says that what was found is of the kind that no points outweigh; it counts only where the
    criterion is a critical one.
    """

    level: Level
    share: float = Field(0.0, ge=0, le=1)
    why: str
    evidence: tuple[Evidence, ...] = ()
    missed_facts: tuple[MissedFact, ...] = ()
    looked: tuple[str, ...] = ()
    critical: bool = False


class Finding(Value):
    """One criterion's judgment on one submission."""

    criterion: str
    with_: dict[str, Any] = Field(default={}, alias="with")
    provisions: tuple[str, ...]
    force: Force
    channel: Channel
    domain: Domain
    level: Level
    points: float
    of: float
    critical: bool = False
    evidence: tuple[Evidence, ...] = ()
    missed_facts: tuple[MissedFact, ...] = ()
    looked: tuple[str, ...] = ()
    why: str
    feedback: str

    @property
    def key(self) -> str:
        """What names this finding within a scorecard: criterion and parameters."""
        return finding_key(self.criterion, self.with_)


class Total(Value):
    """Points earned and to be had, and how many findings are unsure, for one source, channel and domain."""

    source: str
    channel: Channel
    domain: Domain
    points: float
    of: float
    unsure: int = 0


class Used(Value):
    """A source that judged, with the fingerprint of its provisions and criteria."""

    id: str
    fingerprint: str


class Scorecard(Value):
    """Everything that was judged about one submission.

    ``satisfactory`` is None while unsure findings could change it.
    """

    case: str
    track: str
    sources: tuple[Used, ...]
    language: str
    findings: tuple[Finding, ...]
    totals: tuple[Total, ...]
    satisfactory: bool | None

    def finding(self, key: str) -> Finding:
        """The finding of that key. KeyError when there is none."""
        return {f.key: f for f in self.findings}[key]


class Track(Value):
    """What a trainee practises under: sources, forms, clocks, words, and the frame of its cases."""

    title: str
    summary: str
    frame: str
    sources: tuple[str, ...]
    forms: tuple[str, ...]
    asks: tuple[str, ...]
    pass_share: float = Field(0.8, gt=0, le=1)
    clocks: tuple[ClockRule, ...] = ()
    words: dict[str, str] = {}


class Tracks(Value):
    """rubrics/tracks.yaml."""

    tracks: dict[str, Track]


def finding_key(criterion: str, with_: dict[str, Any]) -> str:
    """\"functioning-described[area=health]\"; just the criterion where it has no parameters."""
    if not with_:
        return criterion
    inside = ",".join(
        f"{k}={'+'.join(map(str, v)) if isinstance(v, (list, tuple)) else v}" for k, v in sorted(with_.items())
    )
    return f"{criterion}[{inside}]"
