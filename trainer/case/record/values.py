"""The values that a template may name, each made only for a paper whose template names it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from trainer.case.ground import Ground
from trainer.case.model import Court, Need, Person, Review, Strength
from trainer.case.record import views
from trainer.case.record.views import PaperView, PersonView
from trainer.case.strand import Paper, StrandClaim, StrandFact
from trainer.case.words import long_date


@dataclass(frozen=True)
class Known:
    """What papers are written from, beside the ground: facts, claims, and what some kinds print as tables."""

    facts: Mapping[str, StrandFact]
    claims: Mapping[str, StrandClaim]
    needs: tuple[Need, ...]
    strengths: tuple[Strength, ...]
    court: Court
    review: Review | None
    words: Mapping[str, str]


class Shared:
    """What is the same in all papers of a record."""

    def __init__(self, ground: Ground, known: Known) -> None:
        self.ground, self.known = ground, known
        self.people = {person.id: person for person in ground.cast.values()}
        young = [p for p in self.people.values() if p.role == "child"]
        self.young = sorted(young, key=lambda p: (p.born or dt.date.max, p.id))
        self._by_role: dict[str, str] = {}
        for id, person in self.people.items():
            self._by_role.setdefault(person.role, id)

    @cached_property
    def services(self) -> tuple[views.ServiceView, ...]:
        return tuple(views.service_view(s) for s in self.ground.services)

    @cached_property
    def case_number(self) -> str:
        digits = f"{self.ground.draw.number('case number', (0, 9_999_999)):07}"
        return f"{digits[:2]}-{digits[2:6]}-{digits[6]}"

    def first_of(self, role: str) -> str:
        """The id of the first person of a role; empty when there is none."""
        return self._by_role.get(role, "")

    def day(self, name: str) -> str:
        """A named day in words; empty where the case has none of that name."""
        return long_date(self.ground.dates[name]) if name in self.ground.dates else ""


class Values:
    """The values of one paper; the names of its properties are those in ``template.VALUES``."""

    def __init__(self, shared: Shared, paper: Paper, view: PaperView, day: dt.date) -> None:
        self._shared, self._paper, self._day = shared, paper, day
        self.paper = view

    def named(self, names: Iterable[str]) -> dict[str, Any]:
        """The values of some names."""
        return {name: getattr(self, name) for name in names}

    def see(self, id: str) -> PersonView:
        """A person, by id, as of the paper's day."""
        return PersonView(self._shared.people[id], self._day)

    def someone(self, role: str) -> PersonView | None:
        """The first person of a role."""
        id = self._shared.first_of(role)
        return self.see(id) if id else None

    @property
    def author(self) -> PersonView:
        return self.see(self._shared.ground.id(self._paper.author))

    @cached_property
    def about(self) -> tuple[PersonView, ...]:
        return tuple(self.see(id) for id in self._shared.ground.ids(self._paper.about))

    @cached_property
    def children(self) -> tuple[PersonView, ...]:
        """The family's children who are born by the paper's day, eldest first."""
        return tuple(PersonView(p, self._day) for p in self._shared.young if self._is_born(p))

    @property
    def child(self) -> PersonView:
        """The first child that the paper is about; the focus child where it is about none."""
        children = {child.id for child in self.children}
        focus = self._shared.ground.id(self._shared.ground.focus)
        return next((person for person in self.about if person.id in children), self.see(focus))

    @property
    def parent(self) -> PersonView:
        return self.see(self._shared.ground.id("parent"))

    @property
    def family(self) -> str:
        return self.parent.family

    @property
    def case_number(self) -> str:
        return self._shared.case_number

    @property
    def place(self) -> dict[str, str]:
        return dict(self._shared.ground.place)

    @property
    def court(self) -> views.CourtView:
        return views.court_view(self._shared.known.court, self.paper.last)

    @property
    def services(self) -> tuple[views.ServiceView, ...]:
        return self._shared.services

    @property
    def seats(self) -> tuple[views.SeatView, ...]:
        review = self._shared.known.review
        return tuple(views.SeatView(self.see(s.person), s.by) for s in review.seats) if review else ()

    @property
    def review(self) -> views.ReviewView | None:
        review = self._shared.known.review
        return views.review_view(review) if review else None

    @property
    def placements(self) -> tuple[views.PlacementView, ...]:
        """Where the children whom the paper is about have lived by its day; all children, where it names nobody."""
        about = {person.id for person in self.about}
        return tuple(
            views.placement_view(p, self.see(p.child), self.see(p.caregiver), self._day)
            for p in self._shared.ground.placements if p.since <= self._day and (not about or p.child in about))

    @property
    def ratings(self) -> tuple[views.RatingView, ...]:
        """The assessment tool's letters for those whom the paper is about, and those whose needs the tool found."""
        known = self._shared.known
        rated = {person.id for person in self.about} | {id for n in known.needs if n.rated for id in n.about}
        people = tuple((p, self.see(id)) for id, p in self._shared.people.items() if id in rated and self._is_born(p))
        return views.ratings(people, known.needs, known.strengths)

    def _is_born(self, person: Person) -> bool:
        return person.born is None or person.born <= self._day
