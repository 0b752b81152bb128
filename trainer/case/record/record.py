"""The record of a case: every paper written, in the order of their days, and where each fact then stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trainer.case.ground import Ground
from trainer.case.library import Library
from trainer.case.model import Court, Document, Need, Person, Review, Seen, Strength
from trainer.case.record import views
from trainer.case.record.paper import Sheet, write
from trainer.case.record.told import Item
from trainer.case.record.views import PaperView, PersonView, person_view
from trainer.case.strand import Paper, StrandClaim, StrandFact
from trainer.case.words import long_date, short_date


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


@dataclass(frozen=True)
class Record:
    """The documents, and for each fact and claim (by its id) the pages on which it stands."""

    documents: tuple[Document, ...]
    seen: Mapping[str, tuple[Seen, ...]]


def write_record(library: Library, ground: Ground, known: Known) -> Record:
    """Write every paper that has something to tell.

    Raises ContentError where a template fails or leaves something out.
    """
    papers = ground.woven.papers
    days = {id: ground.day(paper.date) or ground.today for id, paper in papers.items()}
    told = {id: _items(ground, known, id, days[id]) for id in papers}
    papers = {id: p for id, p in papers.items() if told[id] or library.kinds[p.kind].front.stands_alone}
    order = sorted(papers, key=lambda id: (days[id], list(papers).index(id)))
    newest = {papers[id].kind: id for id in order}
    documents: list[Document] = []
    seen: dict[str, list[Seen]] = {}
    width = max(2, len(str(len(order))))
    for number, id in enumerate(order, 1):
        paper, day = papers[id], days[id]
        kind = library.kinds[paper.kind]
        title = ground.filler.fill(paper.title, day) or kind.title(*ground.woven.track)
        view = PaperView(title, long_date(day), short_date(day), number, paper.kind, newest[paper.kind] == id)
        items = told[id]
        nth = sum(d.kind == paper.kind for d in documents)
        written = write(kind, _sheet(ground, known, id, nth, view, day), tuple(i for _, i in items), ground.draw)
        name = f"d{number:0{width}}"
        documents.append(Document(
            id=name, kind=paper.kind, title=title, author=ground.id(paper.author), date=day,
            file=f"record/{number:0{width}}-{paper.kind}.md", about=ground.ids(paper.about), pages=written.pages))
        for source, item in items:
            seen.setdefault(source, []).extend(Seen(document=name, page=p) for p in written.stands_on[item.id])
    return Record(tuple(documents), {id: tuple(found) for id, found in seen.items()})


def _items(ground: Ground, known: Known, paper: str, day: dt.date) -> list[tuple[str, Item]]:
    """What one paper tells, in the strands' order; a claim stands where the fact does that it contradicts.

    What began after the paper's day is passed over: two strands' days may fall in either order.
    """
    places = {id: n for n, id in enumerate(known.facts)}
    found: list[tuple[int, str, Item]] = []
    for id, fact in known.facts.items():
        if paper in fact.documents and ground.begun(fact, day):
            text = ground.words(f"{id}/{paper}", fact.documents[paper], day)
            found.append((places[id], id, Item(id, fact.topic, ground.ids(fact.about), text)))
    for id, claim in known.claims.items():
        if paper in claim.documents:
            fact = known.facts[claim.contradicts]
            text = ground.words(f"{id}/{paper}", claim.documents[paper], day)
            found.append((places[claim.contradicts], id, Item(id, fact.topic, ground.ids(fact.about), text)))
    return [(id, item) for _, id, item in sorted(found, key=lambda f: (f[0], f[1]))]


def _sheet(ground: Ground, known: Known, id: str, nth: int, view: PaperView, day: dt.date) -> Sheet:
    paper = ground.woven.papers[id]

    by_id = {person.id: person for person in ground.cast.values()}

    @cache
    def view_of(id: str) -> PersonView:
        return person_view(by_id[id], day)

    def see(part: str) -> PersonView:
        return view_of(ground.id(part))

    about = tuple(view_of(id) for id in ground.ids(paper.about))
    children = tuple(view_of(p.id) for p in _children(ground, day))
    values: dict[str, Any] = {
        "children": children, "parent": see("parent"),
        "child": next((p for p in about if p.id in {c.id for c in children}), see("focus")),
        "family": see("parent").family, "case_number": _case_number(ground), "place": dict(ground.place),
        "court": court_view(known.court, view.last),
        "services": tuple(views.service_view(s) for s in ground.services),
        "seats": tuple(views.SeatView(view_of(s.person), s.by) for s in known.review.seats) if known.review else (),
        "review": views.review_view(known.review) if known.review else None,
        "placements": tuple(
            views.placement_view(p, view_of(p.child), view_of(p.caregiver), day)
            for p in ground.placements if p.since <= day and (not about or p.child in {a.id for a in about})),
        "ratings": views.ratings(_rated(ground, known, paper, day), known.needs, known.strengths),
    }

    def someone(role: str) -> PersonView | None:
        return next((view_of(p.id) for p in ground.cast.values() if p.role == role), None)

    def day_named(name: str) -> str:
        return long_date(ground.dates[name]) if name in ground.dates else ""

    return Sheet(id, nth, view, see(paper.author), about, values, someone, day_named, known.words)


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


def _rated(ground: Ground, known: Known, paper: Paper, day: dt.date) -> tuple[tuple[Person, PersonView], ...]:
    """Whom the assessment tool rates in a paper: those it is about, and those whose needs it found."""
    about = set(ground.ids(paper.about)) | {id for need in known.needs if need.rated for id in need.about}
    people = [p for p in ground.cast.values() if p.id in about and (p.born is None or p.born <= day)]
    return tuple((person, person_view(person, day)) for person in people)


def _children(ground: Ground, day: dt.date) -> list[Person]:
    young = [p for p in ground.cast.values() if p.role == "child" and (p.born is None or p.born <= day)]
    return sorted(young, key=lambda p: (p.born or dt.date.max, p.id))


def _case_number(ground: Ground) -> str:
    digits = ground.draw.random("case number")
    return f"{digits.randint(10, 99)}-{digits.randint(0, 9999):04}-{digits.randint(1, 9)}"
