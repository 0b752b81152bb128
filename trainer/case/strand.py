"""A strand: one circumstance that a case can be about, as practice experts write it.

Texts hold names in braces: ``{mother}`` (given name), ``{mother.formal}`` (Ms. Family), ``{mother.full}``,
``{eldest.age}``, ``{eldest.they}`` ``{eldest.them}`` ``{eldest.their}`` ``{eldest.They}``, ``{children}``,
``{date.removal}``, ``{n.absences}``, ``{pick.subject}``, ``{place.town}``, ``{service.moud}``; and alternations
in brackets, ``[one way|another way]``. Where a text may also be a list, the generator draws one of its wordings.

The other pieces of a case have the same shape: a home (where the children live meanwhile), a common (what every
case has), a life (a slice of one person's everyday life; ``self`` is that person), a frame (a track's agency,
court and calendar).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from trainer.case.model import Area, Limit, Role, Tie
from trainer.content import Value

Words = str | tuple[str, ...]
Days = tuple[int, int]
Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class Item(Value):
    """What may be limited: to cases that have all of some parts, or none of them; to tracks; to what was drawn.

    ``only_drawn`` names picks and the values with which the item is there. ``difficulty`` ("1" to "5") is always
    drawn, and ``review_method`` where the frame has a review.
    """

    only_with: tuple[str, ...] = ()
    only_without: tuple[str, ...] = ()
    only_drawn: dict[str, tuple[str, ...]] = {}
    tracks: tuple[str, ...] = ()


class Part(Item):
    """Somebody a strand brings in. Ages in whole years; months for infants."""

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


class TieLine(Item):
    """``of`` is the ``tie`` of ``to``: {of: mother, tie: mother, to: eldest}."""

    of: str
    tie: Tie
    to: str | tuple[str, ...]
    rights: Literal["", "intact", "limited", "terminated"] = ""
    lives_with: bool = False


class When(Item):
    """A named day: so many days from another named day; ``weekday`` moves it on to Monday to Friday.

    ``event`` says the event in words; a day without it is a day only, not an event of the case.
    """

    after: str
    days: Days = (0, 0)
    weekday: bool = False
    event: str = ""
    people: tuple[str, ...] = ()


class Paper(Item):
    """A document that the strand puts into the record: its kind's template, author, day, and whom it is about.

    A paper in which nothing is told is left out, unless its kind has something of its own to say.
    """

    kind: str
    author: str
    date: str
    about: tuple[str, ...] = ()
    title: str = ""


class Told(Value):
    """How a person tells a fact, and what brings it out."""

    says: Words
    asked: str = ""
    trust: int = Field(0, ge=0, le=10)


class StrandFact(Item):
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
    only_focus: tuple[str, ...] = ()     # the fact is true only when one of these parts is the focus child


class StrandClaim(Item):
    """What a paper says that isn't so, which fact it contradicts, and why the fact holds."""

    says: Words
    contradicts: str
    rule: Literal["later", "official", "closer"]
    elements: dict[str, tuple[str, ...]] = {}
    documents: dict[str, Words]


class StrandThreat(Item):
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


class StrandRisk(Item):
    says: Words
    about: tuple[str, ...]
    facts: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}
    history: bool = False                # in the past: to be known, but no plan can make it smaller


class StrandCapacity(Item):
    person: str
    kind: Literal["behavioral", "cognitive", "emotional"]
    name: str
    intact: bool
    says: Words


class StrandStrength(Item):
    about: tuple[str, ...]
    says: Words
    elements: dict[str, tuple[str, ...]] = {}
    protective: bool = False
    facts: tuple[str, ...] = ()


class StrandNeed(Item):
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


class StrandService(Item):
    """A local service of a kind; ``waiting_weeks`` and ``miles`` are ranges to draw from."""

    kind: str
    name: Words
    provider: str = ""
    hours: Words = ""
    days: tuple[Weekday, ...] = ()
    languages: tuple[str, ...] = ("English",)
    cost: Words = ""
    miles: Days = (1, 8)
    waiting_weeks: Days = (0, 0)
    serves: Words = ""
    words: tuple[str, ...] = ()          # other names a plan may call it by


class StrandPlacement(Item):
    child: str
    kind: Literal["home", "kin", "foster", "hospital", "group", "trial_home"]
    caregiver: str
    since: str
    until: str = ""
    why: Words = ""
    apart_from: tuple[str, ...] = ()


class StrandGoal(Item):
    child: str
    goal: Literal["reunification", "adoption", "guardianship", "subsidized guardianship", "relative", "appla"]
    concurrent: bool = False
    established: str = ""
    due: str = ""
    ended: str = ""


class StrandSeat(Item):
    person: str
    role: str
    role_words: tuple[str, ...] = ()
    by: Literal["in person", "by phone", "absent"] = "in person"
    agrees: bool | None = None
    about: Words = ""


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


class Prognosis(Value):
    """For which children going home is doubtful, and why: what a concurrent plan is called for by."""

    poor: tuple[str, ...]
    why: Words


class ModelStep(Item):
    """An exemplary step: who does what by when, with which service; for exemplars only, never in a Case."""

    actor: str
    says: Words
    by: str
    service: str = ""
    for_focus: tuple[str, ...] = ()      # the step belongs in these children's plans only; none: in each


class ModelObjective(Item):
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
    to objectives of other strands by their id, where those are woven in. ``besides`` are steps for small needs
    that call for no objective of their own: they go under an objective about the focus child. ``each`` are steps
    for an actor who has none under an objective: one of them is added to each such objective.
    """

    objectives: tuple[ModelObjective, ...] = ()
    texts: dict[str, tuple[Words, ...]] = {}
    texts_for: dict[str, dict[str, tuple[Words, ...]]] = {}
    steps: dict[str, tuple[ModelStep, ...]] = {}
    besides: tuple[ModelStep, ...] = ()
    each: tuple[ModelStep, ...] = ()


class Bearer(Value):
    """Whom a life fits: a part by name, or anybody of a role, an age (whole years, or months), a sex, a home."""

    part: str = ""
    role: Role | Literal[""] = ""
    age: Days | None = None
    months: Days | None = None
    sex: Literal["female", "male", "any"] = "any"
    placed: tuple[Literal["home", "kin", "foster", "hospital", "group", "trial_home"], ...] = ()

    @property
    def span(self) -> Days | None:
        """The ages that fit, in months, both ends included; None: any age."""
        return in_months(self.age, self.months)


class Own(Value):
    """What a life says of the person who leads it, in place of what the cast says."""

    work: str = ""
    limits: tuple[Limit, ...] = ()
    wants: tuple[Words, ...] = ()
    manner: Words = ""


class Fits(Value):
    """What kind of family a home has room for: how many children."""

    children: Days = (1, 9)


Kind = Literal["core", "crossing", "home", "common", "life", "frame"]


class Strand(Value):
    """One circumstance: core (a case has one), crossing (woven in), or another piece of a case.

    ``roles`` says who of a core's cast plays the standard parts (parent, kin). ``settles`` says what needn't be
    drawn: the home, the lives of the people that this strand brings, or one slot of one of them
    (``middle.body``: the story itself tells of that child's health). ``fills`` is a life's slot: one life is
    drawn for each person and slot; a life without a slot is there for everybody whom it fits. ``circumstances``
    are the reported circumstances of removal that a core plays (as scenarios/population.yaml names them).
    """

    title: str
    kind: Kind
    summary: str
    content_note: str = ""
    not_with: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()       # parts that another strand must bring
    tracks: tuple[str, ...] = ()         # the tracks it goes with; none: each
    circumstances: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()        # home, lives, or one person's slot: PART.SLOT
    roles: dict[str, str] = {}           # standard part (parent, kin): the part of the cast that plays it
    fits: Fits = Fits()
    fills: str = ""
    bearer: Bearer | None = Field(None, alias="self")
    self_is: Own = Own()
    focus: tuple[str, ...] = ()          # children that may be the focus child
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
    prognosis: Prognosis | None = None
    orders: tuple[Words, ...] = ()
    review: StrandReview | None = None
    model: Model = Model()

    @model_validator(mode="after")
    def _kinds_are_whole(self) -> Strand:
        if self.kind == "core" and not self.focus:
            raise ValueError("a core strand names the children that may be the focus child (focus: [eldest])")
        if self.kind == "core" and "parent" not in self.roles:
            raise ValueError("a core strand says with whom the plan works (roles: {parent: mother})")
        if unknown := set(self.roles) - {"parent", "kin"}:
            raise ValueError(f"roles: {sorted(unknown)[0]!r} isn't a standard part; write parent or kin")
        if self.kind == "frame" and self.court is None:
            raise ValueError("a frame brings the court (court: ...)")
        for settled in self.settles:
            part, dot, slot = settled.partition(".")
            if settled not in ("home", "lives") and not (dot and slot and part in self.cast):
                raise ValueError(f"settles: {settled!r} is nothing that can be settled; write home, lives, or a person "
                                 "of this cast with the slot of a life (eldest.school)")
        if (self.kind == "life") != (self.bearer is not None):
            raise ValueError("a life, and nothing else, says whom it fits (self: {role: child, age: [6, 11]})")
        return self


def in_months(age: Days | None, months: Days | None) -> Days | None:
    """An age in whole years as months; months as they are; None where neither is given."""
    if months is not None or age is None:
        return months
    return age[0] * 12, age[1] * 12 + 11
