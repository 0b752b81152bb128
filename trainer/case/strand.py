"""A strand: one circumstance that a case can be about, as practice experts write it.

Texts hold names in braces, nothing else: ``{mother}`` (given name), ``{mother.formal}`` (Ms. Family),
``{mother.full}``, ``{eldest.age}``, ``{eldest.they}`` ``{eldest.them}`` ``{eldest.their}`` ``{eldest.They}``,
``{date.removal}``, ``{n.absences}``, ``{pick.subject}``, ``{place.town}``, ``{service.moud}``. Where a text
may also be a list, the generator draws one of its wordings.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from trainer.case.model import Area, Limit, Role, Tie
from trainer.content import Value

Words = str | tuple[str, ...]
Days = tuple[int, int]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class Part(Value):
    """Somebody a strand brings in or asks for. Ages in whole years; months for infants."""

    role: Role
    sex: Literal["female", "male", "any"] = "any"
    age: Days | None = None
    months: Days | None = None
    family_of: str = ""          # shares this part's family name
    language: str = "English"
    household: str = ""
    work: str = ""
    manner: Words = ""
    wants: tuple[Words, ...] = ()
    trust: int = Field(5, ge=0, le=10)
    limits: tuple[Limit, ...] = ()


class TieLine(Value):
    """``of`` is the ``tie`` of ``to``: {of: mother, tie: mother, to: eldest}."""

    of: str
    tie: Tie
    to: str | tuple[str, ...]
    rights: Literal["", "intact", "limited", "terminated"] = ""
    lives_with: bool = False


class When(Value):
    """A named day: so many days from another named day; ``weekday`` moves it on to Monday to Friday.

    ``event`` says the event in words; a day without it is a day only, not an event of the case.
    """

    after: str
    days: Days = (0, 0)
    weekday: bool = False
    event: str = ""
    people: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()         # the day exists in these tracks only; none: in each


class Paper(Value):
    """A document that the strand puts into the record: its kind's template, author, day, and whom it is about.

    ``only_drawn`` (here, on facts, claims and seats): it is there only where each named pick came out
    as one of these values; ``review_method`` names the method drawn for the review.
    """

    kind: str
    author: str
    date: str
    about: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    title: str = ""
    only_drawn: dict[str, tuple[str, ...]] = {}


class Told(Value):
    """How a person tells a fact, and what brings it out."""

    says: Words
    asked: str = ""
    trust: int = Field(0, ge=0, le=10)


class StrandFact(Value):
    """One fact; ``documents`` gives, paper by paper, the words in which that author puts it."""

    topic: str
    about: tuple[str, ...]
    says: Words
    elements: dict[str, tuple[str, ...]] = {}
    essential: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    superseded_by: str = ""
    quote: str = ""
    speaker: str = ""
    documents: dict[str, Words] = {}
    told_by: dict[str, Told] = {}
    tracks: tuple[str, ...] = ()
    only_focus: tuple[str, ...] = ()     # the fact is true only when one of these parts is the focus child
    only_drawn: dict[str, tuple[str, ...]] = {}


class StrandClaim(Value):
    """What a paper says that isn't so, which fact it contradicts, and why the fact holds."""

    says: Words
    contradicts: str
    rule: Literal["later", "official", "closer"]
    elements: dict[str, tuple[str, ...]] = {}
    documents: dict[str, Words]
    only_drawn: dict[str, tuple[str, ...]] = {}


class StrandThreat(Value):
    kind: str
    title: str
    says: Words
    by: tuple[str, ...]
    to: tuple[str, ...]
    since: str
    precipitant: str = ""
    frequency: str = ""
    capacities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}


class StrandRisk(Value):
    says: Words
    about: tuple[str, ...]
    facts: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}
    history: bool = False                # in the past: to be known, but no plan can make it smaller


class StrandCapacity(Value):
    person: str
    kind: Literal["behavioral", "cognitive", "emotional"]
    name: str
    intact: bool
    says: Words


class StrandStrength(Value):
    about: tuple[str, ...]
    says: Words
    elements: dict[str, tuple[str, ...]] = {}
    protective: bool = False
    facts: tuple[str, ...] = ()


class StrandNeed(Value):
    about: tuple[str, ...]
    area: Area
    says: Words
    priority: bool = False
    rated: bool = False
    threats: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()           # kinds of service (scenarios/services.yaml) that serve it
    mismatched: tuple[str, ...] = ()     # kinds that look right and aren't
    elements: dict[str, tuple[str, ...]] = {}
    facts: tuple[str, ...] = ()


class StrandService(Value):
    """A local service of a kind; ``waiting_weeks`` and ``miles`` are ranges to draw from."""

    kind: str
    name: Words
    provider: str = ""
    hours: str = ""
    days: tuple[Weekday, ...] = ()
    languages: tuple[str, ...] = ("English",)
    cost: str = ""
    miles: Days = (1, 8)
    waiting_weeks: Days = (0, 0)
    serves: str = ""
    words: tuple[str, ...] = ()          # other names a plan may call it by


class StrandPlacement(Value):
    child: str
    kind: Literal["home", "kin", "foster", "hospital", "group", "trial_home"]
    caregiver: str
    since: str
    until: str = ""
    why: Words = ""
    apart_from: tuple[str, ...] = ()


class StrandGoal(Value):
    child: str
    goal: Literal["reunification", "adoption", "guardianship", "subsidized guardianship", "relative", "appla"]
    concurrent: bool = False
    established: str = ""
    due: str = ""
    ended: str = ""


class StrandSeat(Value):
    person: str
    role: str
    role_words: tuple[str, ...] = ()
    by: Literal["in person", "by phone", "absent"] = "in person"
    agrees: bool | None = None
    about: Words = ""
    only_drawn: dict[str, tuple[str, ...]] = {}


class StrandReview(Value):
    date: str
    method: tuple[Literal["judicial review", "judicial citizen review panel", "administrative review"], ...]
    seats: tuple[StrandSeat, ...]
    period_from: str
    period_to: str
    recommends: tuple[Words, ...] = ()


class StrandCourt(Value):
    name: Words
    docket: str
    poor_prognosis: tuple[str, ...] = ()
    prognosis_why: Words = ""
    orders: tuple[Words, ...] = ()


class ModelStep(Value):
    """An exemplary step: who does what by when, with which service; for exemplars only, never in a Case."""

    actor: str
    says: Words
    by: str
    service: str = ""
    for_focus: tuple[str, ...] = ()      # the step belongs in these children's plans only; none: in each


class ModelObjective(Value):
    """An exemplary objective: the threat, risk or need it answers, the change, the measure, by when, its steps.

    ``id`` lets another strand's model add steps to it (``Model.steps``).
    """

    id: str = ""
    answers: str
    says: Words
    measure: Words
    benchmark: Words = ""                # a first sign on the way, halfway to ``by``
    by: str
    strength: str = ""
    for_focus: tuple[str, ...] = ()
    steps: tuple[ModelStep, ...]


class Model(Value):
    """Exemplary content of a strand. ``texts`` gives sentences to add to parts of the plan.

    ``texts_for`` gives further ones by focus child, ``{eldest: {about_child: [...]}}``; ``steps`` adds steps
    to objectives of other strands by their id, where those are woven in.
    """

    objectives: tuple[ModelObjective, ...] = ()
    texts: dict[str, tuple[Words, ...]] = {}
    texts_for: dict[str, dict[str, tuple[Words, ...]]] = {}
    steps: dict[str, tuple[ModelStep, ...]] = {}


class Strand(Value):
    """One circumstance: core (a case has one), crossing (woven in) or frame (a track's people, calendar, court)."""

    title: str
    kind: Literal["core", "crossing", "frame"]
    summary: str
    content_note: str = ""
    not_with: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()       # parts that another strand must bring
    focus: tuple[str, ...] = ()          # children that may be the focus child; frame and crossing: none
    cast: dict[str, Part] = {}
    ties: tuple[TieLine, ...] = ()
    numbers: dict[str, Days] = {}
    picks: dict[str, tuple[str, ...]] = {}
    dates: dict[str, When] = {}
    papers: dict[str, Paper] = {}
    facts: dict[str, StrandFact] = {}
    claims: dict[str, StrandClaim] = {}
    threats: dict[str, StrandThreat] = {}
    risks: dict[str, StrandRisk] = {}
    capacities: dict[str, StrandCapacity] = {}
    strengths: dict[str, StrandStrength] = {}
    needs: dict[str, StrandNeed] = {}
    services: dict[str, StrandService] = {}
    placements: dict[str, StrandPlacement] = {}
    goals: dict[str, StrandGoal] = {}
    court: StrandCourt | None = None
    review: StrandReview | None = None
    model: Model = Model()

    @model_validator(mode="after")
    def _kinds_are_whole(self) -> Strand:
        if self.kind == "core" and not self.focus:
            raise ValueError("a core strand names the children that may be the focus child (focus: [eldest])")
        if self.kind == "frame" and self.court is None:
            raise ValueError("a frame brings the court (court: ...)")
        return self
