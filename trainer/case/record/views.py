"""What a template sees of a case: people, papers, services and seats, with nothing that only the truth knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from trainer.case.fill import waiting
from trainer.case.model import Court, Need, Person, Placement, Review, Service, Strength
from trainer.case.words import long_date, of_person, short_date

_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ROLES = {
    "mother": "Mother", "father": "Father", "partner": "Partner", "relative": "Relative", "caregiver": "Caregiver",
    "provider": "Provider", "caseworker": "Caseworker", "supervisor": "Supervisor", "intake_worker": "Intake worker",
    "reporter": "Reporter", "judge": "Judge", "attorney": "Attorney", "guardian_ad_litem": "Guardian ad litem",
    "casa": "Court appointed special advocate", "teacher": "Teacher", "doctor": "Physician", "police": "Officer",
    "reviewer": "Reviewer", "coordinator": "Coordinator", "friend": "Friend of the family", "child": "Child",
    "agency_counsel": "Counsel for the agency",
}
_FAMILY = ("mother", "father", "partner", "relative", "child", "friend", "caregiver")


@dataclass(frozen=True)
class PersonView:
    """A person as of a paper's day. What isn't listed here no template can name (a sandbox knows no ``_name``).

    Each word is made when it is asked for: a paper sees many people and names few of them.
    """

    _person: Person
    _on: dt.date

    def __str__(self) -> str:
        return self._person.name

    @property
    def id(self) -> str:
        return self._person.id

    @property
    def name(self) -> str:
        return self._person.name

    @property
    def given(self) -> str:
        return self._person.given

    @property
    def family(self) -> str:
        return self._person.family

    @property
    def formal(self) -> str:
        return self._word("formal")

    @property
    def initials(self) -> str:
        return self._word("initials")

    @property
    def age(self) -> str:
        return self._word("age")

    @property
    def old(self) -> str:
        return self._word("old")

    @property
    def grade(self) -> str:
        return self._word("grade")

    @property
    def born(self) -> str:
        return short_date(self._person.born) if self._person.born else ""

    @property
    def sex(self) -> str:
        return "F" if self._person.sex == "female" else "M"

    @property
    def they(self) -> str:
        return self._word("they")

    @property
    def They(self) -> str:
        return self._word("They")

    @property
    def their(self) -> str:
        return self._word("their")

    @property
    def work(self) -> str:
        """A title and, after its last comma, an organization."""
        return self._person.work

    @property
    def organization(self) -> str:
        return self.work.rpartition(", ")[2] if ", " in self.work else ""

    @property
    def capacity(self) -> str:
        """The work of those who are there for their work, and the role of family and friends."""
        role = self._person.role
        return _ROLES[role] if role in _FAMILY else self.work or _ROLES[role]

    @property
    def language(self) -> str:
        return self._person.language

    @property
    def small(self) -> bool:
        """Under three."""
        age = self._person.age(self._on)
        return age is not None and age < 3

    @property
    def school_age(self) -> bool:
        age = self._person.age(self._on)
        return age is not None and 5 <= age < 18

    def _word(self, word: str) -> str:
        return of_person(self._person, word, self._on)


@dataclass(frozen=True)
class PaperView:
    """The paper itself: ``number`` is its place in the record."""

    title: str
    date: str
    short: str
    number: int
    kind: str
    last: bool


@dataclass(frozen=True)
class ServiceView:
    """A line of the directory of local services."""

    name: str
    provider: str
    town: str
    distance: str
    hours: str
    days: str
    waiting: str
    cost: str
    languages: str
    serves: str


def service_view(service: Service) -> ServiceView:
    """A service as a directory prints it."""
    return ServiceView(
        service.name, service.provider, service.town,
        f"{service.miles:g} mile" + ("" if service.miles == 1 else "s") if service.miles else "comes to the home",
        service.hours, _days(service.days), waiting(service), service.cost or "ask",
        ", ".join(service.languages), service.serves)


def _days(days: tuple[str, ...]) -> str:
    """Days of the week as a list prints them: three or more in a row as a span."""
    places = sorted(_WEEK.index(day) for day in days)
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{_WEEK[places[0]]} to {_WEEK[places[-1]]}"
    return ", ".join(_WEEK[place] for place in places)


@dataclass(frozen=True)
class SeatView:
    """A line of an attendance list: who, as what, and how they took part."""

    person: PersonView
    by: str


@dataclass(frozen=True)
class ReviewView:
    """A review's heading: the period it looks at, the method by name, what it recommends."""

    date: str
    method: str
    period_from: str
    period_to: str
    recommends: tuple[str, ...]


def review_view(review: Review) -> ReviewView:
    """A review as its minutes head it."""
    return ReviewView(long_date(review.date), review.method, long_date(review.period_from),
                      long_date(review.period_to), review.recommends)


@dataclass(frozen=True)
class CourtView:
    """The court as papers head it; ``orders`` only on the newest order of the record."""

    name: str
    county: str
    docket: str
    orders: tuple[str, ...]


def court_view(court: Court, last: bool) -> CourtView:
    """The court's view for one paper."""
    return CourtView(court.name, court.county, court.docket, court.orders if last else ())


@dataclass(frozen=True)
class PlacementView:
    """A line of a placement history."""

    child: PersonView
    kind: str
    caregiver: PersonView
    since: str
    until: str
    why: str


_HOMES = {"home": "Own home", "kin": "Relative home", "foster": "Foster home", "hospital": "Hospital",
          "group": "Group home", "trial_home": "Trial home visit"}


def placement_view(placement: Placement, child: PersonView, caregiver: PersonView, on: dt.date) -> PlacementView:
    """A placement as the record of a day lists it: an end after that day isn't known yet."""
    until = placement.until if placement.until and placement.until <= on else None
    return PlacementView(child, _HOMES[placement.kind], caregiver, short_date(placement.since),
                         short_date(until) if until else "present", placement.why)


@dataclass(frozen=True)
class RatingView:
    """A line of the assessment tool: a domain and its letter, a (strength) to d (danger)."""

    person: PersonView
    domain: str
    letter: str


_DOMAINS = {
    "income": "Resources and basic needs", "housing": "Housing", "health": "Physical health",
    "parenting": "Parenting practices", "supervision": "Supervision of the children",
    "social": "Social support", "family": "Household and family relationships", "substance_use": "Substance use",
    "mental_health": "Mental health and coping", "emotional": "Emotional well-being",
    "education": "Learning and development", "culture": "Cultural identity and practice",
    "permanency": "Lasting family ties", "treatment": "Treatment",
}
_ADULT = ("income", "housing", "health", "parenting", "supervision", "social", "family", "substance_use",
          "mental_health")
_CHILD = ("health", "emotional", "education", "social", "family", "culture")


def ratings(people: tuple[tuple[Person, PersonView], ...], needs: tuple[Need, ...],
            strengths: tuple[Strength, ...]) -> tuple[RatingView, ...]:
    """The tool's letters: a domain that a rated need stands in is c, or d where it is a priority; b else.

    A domain with no need of that person is a where the person has a protective strength (the first such domain
    of their list), so that the tool shows strengths too.
    """
    rows = []
    for person, view in people:
        mine = {need.area: need for need in needs if person.id in need.about and need.rated}
        strong = any(person.id in s.about for s in strengths)
        for area in _CHILD if person.role == "child" else _ADULT:
            letter = "b"
            if area in mine:
                letter = "d" if mine[area].priority else "c"
            elif strong and not any(person.id in n.about and n.area == area for n in needs):
                letter, strong = "a", False
            rows.append(RatingView(view, _DOMAINS[area], letter))
        rows += [RatingView(view, _DOMAINS[area], "d" if need.priority else "c") for area, need in mine.items()
                 if area not in (_CHILD if person.role == "child" else _ADULT)]
    return tuple(rows)
