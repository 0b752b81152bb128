"""A case: everything that is true, and where each truth can be learnt.

A Case is what the generator knows. Trainees see its documents and, later, what people tell; the
scorer sees all of it. It carries no exemplary text. Dates are calendar days; ages are whole years.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from trainer.content import Value

Role = Literal[
    "child",
    "mother",
    "father",
    "partner",
    "relative",
    "caregiver",
    "provider",
    "caseworker",
    "supervisor",
    "intake_worker",
    "reporter",
    "judge",
    "attorney",
    "guardian_ad_litem",
    "casa",
    "teacher",
    "doctor",
    "police",
    "reviewer",
    "coordinator",
    "friend",
    "agency_counsel",
]
Tie = Literal[
    "mother",
    "legal father",
    "biological father",
    "putative father",
    "stepfather",
    "grandmother",
    "grandfather",
    "aunt",
    "uncle",
    "cousin",
    "sibling",
    "half-sibling",
    "partner",
    "former partner",
    "spouse",
    "foster parent",
    "friend",
    "mentor",
]
Area = Literal[
    "health",
    "emotional",
    "education",
    "substance_use",
    "social",
    "culture",
    "permanency",
    "family",
    "treatment",
    "mental_health",
    "parenting",
    "housing",
    "income",
    "supervision",
]


class Limit(Value):
    """A fact of somebody's week that a step has to fit: work hours, no car, custody, reading level."""

    kind: Literal["work_hours", "no_car", "in_custody", "reading", "no_phone", "health", "school_hours", "care_duty"]
    says: str
    days: tuple[Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ...] = ()
    begins: str = ""
    ends: str = ""


class Bond(Value):
    """How a person is tied to another: tie (``{person} is the {tie} of {to}``), legal rights, residence."""

    to: str
    tie: Tie
    rights: Literal["", "intact", "limited", "terminated"] = ""
    lives_with: bool = False


class Person(Value):
    """One invented person. ``name`` is the full name; ``work`` is what they do (title and organization)."""

    id: str
    name: str
    given: str
    family: str
    role: Role
    sex: Literal["female", "male"]
    born: dt.date | None = None
    language: str = "English"
    household: str = ""
    work: str = ""
    bonds: tuple[Bond, ...] = ()
    wants: tuple[str, ...] = ()
    manner: str = ""
    trust: int = Field(5, ge=0, le=10)
    limits: tuple[Limit, ...] = ()

    def age(self, on: dt.date) -> int | None:
        """Whole years on a day; None when the birth date isn't part of the case."""
        if self.born is None:
            return None
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Event(Value):
    """Something dated. ``id`` is the name of the date (removal, placement, team-meeting, ...)."""

    id: str
    kind: str
    date: dt.date
    says: str
    people: tuple[str, ...] = ()


class Threat(Value):
    """A present danger to a child: who does what to whom, since when, how often (domain facts ST01 to ST17)."""

    id: str
    kind: str
    title: str
    says: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    since: dt.date
    precipitant: str = ""
    frequency: str = ""
    capacities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}


class Risk(Value):
    """A lasting condition that makes future harm likelier, and isn't itself a safety threat.

    ``history`` marks what lies in the past (an earlier report): to be known, but no plan can make it smaller.
    """

    id: str
    says: str
    about: tuple[str, ...]
    facts: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}
    history: bool = False


class Capacity(Value):
    """A caregiver's protective capacity, intact (a strength to build on) or diminished."""

    id: str
    person: str
    kind: Literal["behavioral", "cognitive", "emotional"]
    name: str
    intact: bool
    says: str


class Strength(Value):
    """What a person or family does well, and can be used in the plan."""

    id: str
    about: tuple[str, ...]
    says: str
    elements: dict[str, tuple[str, ...]] = {}
    protective: bool = False
    facts: tuple[str, ...] = ()


class Need(Value):
    """What a person lacks and a service or a person could give. Services fit by kind."""

    id: str
    about: tuple[str, ...]
    area: Area
    says: str
    priority: bool = False
    rated: bool = False
    threats: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    fits: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    elements: dict[str, tuple[str, ...]] = {}
    facts: tuple[str, ...] = ()


class Service(Value):
    """A local service: what it is, when, where, for whom, at what cost, and how long one waits."""

    id: str
    kind: str
    name: str
    provider: str = ""
    town: str = ""
    miles: float = 0
    hours: str = ""
    days: tuple[Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ...] = ()
    languages: tuple[str, ...] = ("English",)
    cost: str = ""
    waiting_weeks: int = 0
    serves: str = ""
    words: tuple[str, ...] = ()


class Placement(Value):
    """Where a child lives: kind, caregiver, dates, why there, and apart from whom."""

    id: str
    child: str
    kind: Literal["home", "kin", "foster", "hospital", "group", "trial_home"]
    caregiver: str
    since: dt.date
    until: dt.date | None = None
    why: str = ""
    apart_from: tuple[str, ...] = ()


class Goal(Value):
    """A permanency goal for a child, with the day it was established."""

    id: str
    child: str
    goal: Literal["reunification", "adoption", "guardianship", "subsidized guardianship", "relative", "appla"]
    concurrent: bool = False
    established: dt.date | None = None
    due: dt.date | None = None
    ended: dt.date | None = None


class Court(Value):
    """The court's side of the case: name, docket, goals, prognosis and what it ordered."""

    name: str
    county: str
    docket: str
    goals: tuple[Goal, ...] = ()
    poor_prognosis: tuple[str, ...] = ()
    prognosis_why: str = ""
    orders: tuple[str, ...] = ()


class Seat(Value):
    """Somebody at a case plan review: their part in it, how they took part, whether they agree and why."""

    person: str
    role: str
    role_words: tuple[str, ...] = ()
    by: Literal["in person", "by phone", "absent"] = "in person"
    agrees: bool | None = None
    about: str = ""


class Review(Value):
    """A case plan review: when, by which method, who sat there, what was recommended."""

    date: dt.date
    method: Literal["judicial review", "judicial citizen review panel", "administrative review"]
    seats: tuple[Seat, ...]
    period_from: dt.date
    period_to: dt.date
    recommends: tuple[str, ...] = ()


class Seen(Value):
    """A page of a document where a fact stands (pages count from 1)."""

    document: str
    page: int


class Fact(Value):
    """One true statement: about whom, its topic, its elements with accepted wordings, where it can be learnt.

    ``elements`` maps who, what, when, amount, ... to wordings, the first being the plain one.
    ``quote`` holds a person's own words where the fact is what somebody said.
    """

    id: str
    about: tuple[str, ...]
    topic: str
    says: str
    elements: dict[str, tuple[str, ...]] = {}
    essential: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    superseded_by: str | None = None
    quote: str = ""
    speaker: str = ""
    seen_in: tuple[Seen, ...] = ()
    told_by: tuple[str, ...] = ()


class Claim(Value):
    """What a document says that isn't so, the fact that it contradicts, and the rule that settles it."""

    id: str
    says: str
    contradicts: str
    rule: Literal["later", "official", "closer"]
    elements: dict[str, tuple[str, ...]] = {}
    seen_in: tuple[Seen, ...] = ()


class Document(Value):
    """One paper of the record; ``pages`` hold its text (Markdown), ``about`` whom it concerns."""

    id: str
    kind: str
    title: str
    author: str
    date: dt.date
    file: str
    about: tuple[str, ...] = ()
    pages: tuple[str, ...]


class Clock(Value):
    """A legal deadline: the event that starts it, the day it ends, the provision that sets it."""

    id: str
    title: str
    anchor: str
    due: dt.date
    provision: str


class Case(Value):
    """The whole truth of one invented case.

    ``focus`` is the child whose plan is written. ``cast`` maps the strands' role names and the standard names
    (parent, kin, caregiver, other_parent) to person ids, ``groups`` the names of groups (children, siblings,
    caregivers, parents); ``dates`` names its days; ``drawn`` holds the numbers and choices that were drawn,
    ``picked`` the choices as the strands write them, ``woven`` every piece of content the case was made from.
    """

    id: str
    track: str
    seed: str
    strands: tuple[str, ...]
    today: dt.date
    title: str
    focus: str
    place: dict[str, str] = {}
    cast: dict[str, str] = {}
    groups: dict[str, tuple[str, ...]] = {}
    dates: dict[str, dt.date] = {}
    drawn: dict[str, str] = {}
    picked: dict[str, str] = {}
    woven: tuple[str, ...] = ()
    people: tuple[Person, ...]
    events: tuple[Event, ...] = ()
    threats: tuple[Threat, ...] = ()
    risks: tuple[Risk, ...] = ()
    capacities: tuple[Capacity, ...] = ()
    strengths: tuple[Strength, ...] = ()
    needs: tuple[Need, ...] = ()
    services: tuple[Service, ...] = ()
    placements: tuple[Placement, ...] = ()
    court: Court
    review: Review | None = None
    facts: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    documents: tuple[Document, ...] = ()
    clocks: tuple[Clock, ...] = ()
    library: dict[str, str] = {}

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Case:
        people = {"", *(p.id for p in self.people)}
        facts = {"", *(f.id for f in self.facts)}
        papers = {d.id: len(d.pages) for d in self.documents}
        wrong: list[str] = []

        def need(ids: tuple[str, ...], known: set[str], where: str, id: str = "") -> None:
            if not known.issuperset(ids):
                wrong.extend(f"{where}{id} names {i!r}, which isn't in the case" for i in ids if i not in known)

        need((self.focus, *self.cast.values()), people, "the case")
        for fact in self.facts:
            need(fact.about, people, "fact ", fact.id)
            need(fact.told_by, people, "fact ", fact.id)
            need((fact.speaker,), people, "fact ", fact.id)
            need((fact.superseded_by or "",), facts, "fact ", fact.id)
            wrong.extend(
                f"fact {fact.id} stands on a page that doesn't exist ({s.document}, page {s.page})"
                for s in fact.seen_in
                if not 1 <= s.page <= papers.get(s.document, 0)
            )
        for claim in self.claims:
            need((claim.contradicts,), facts, "claim ", claim.id)
        for threat in self.threats:
            need((*threat.by, *threat.to), people, "threat ", threat.id)
            need(threat.facts, facts, "threat ", threat.id)
        for need_ in self.needs:
            need(need_.about, people, "need ", need_.id)
        for person in self.people:
            need(tuple(b.to for b in person.bonds), people, "person ", person.id)
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {p.id: p for p in self.people}

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {f.id: f for f in self.facts}

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {d.id: d for d in self.documents}

    def person(self, id: str) -> Person:
        """The person of that id. KeyError when there is none."""
        return self._people[id]

    def fact(self, id: str) -> Fact:
        """The fact of that id. KeyError when there is none."""
        return self._facts[id]

    def document(self, id: str) -> Document:
        """The document of that id. KeyError when there is none."""
        return self._documents[id]

    @property
    def child(self) -> Person:
        """The child whose plan is written."""
        return self.person(self.focus)

    @property
    def children(self) -> tuple[Person, ...]:
        """The family's children, eldest first."""
        young = [p for p in self.people if p.role == "child"]
        return tuple(sorted(young, key=lambda p: (p.born or dt.date.max, p.id)))

    def parents(self, child: str) -> tuple[Person, ...]:
        """A child's parents with rights: mother, legal and biological father, each once."""
        ties = {"mother", "legal father", "biological father"}
        return tuple(
            p for p in self.people if any(b.to == child and b.tie in ties and b.rights != "terminated" for b in p.bonds)
        )

    def current(self, *topics: str, about: str | None = None) -> tuple[Fact, ...]:
        """Facts in force today under any of the topics (a topic holds those below it: child holds child.health)."""
        return tuple(
            f
            for f in self.facts
            if f.superseded_by is None
            and (f.until is None or f.until >= self.today)
            and (not topics or any(f.topic == t or f.topic.startswith(t + ".") for t in topics))
            and (about is None or about in f.about)
        )
