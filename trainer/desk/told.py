"""What opened papers told: people, ties, events and services, as far as their pages say so and no further.

A case knows more than its record has shown. Everything here is drawn from pages that were opened; a tie
that no opened page bears out is left out, and one that a paper merely claims is marked as said to be so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from trainer.case.model import Bond, Case, Document, Person, Seen
from trainer.desk.mentions import days_on, met_as, name_pattern, names
from trainer.desk.views import (
    ClockView,
    Disclosed,
    DisclosedBond,
    DisclosedEvent,
    DisclosedPerson,
    DisclosedService,
)

FATHERS = frozenset({"legal father", "biological father", "putative father"})
SAID_FATHER = "putative father"
SEEN_TOGETHER = frozenset({"mother", "sibling", "half-sibling"})
FAMILY = frozenset({"child", "mother", "father", "partner", "relative", "caregiver", "friend"})
MUTUAL = frozenset({"sibling", "half-sibling", "cousin", "partner", "former partner", "spouse", "friend"})
PARENTAGE = "legal.parentage"
CALLED = {
    "child": "child", "caregiver": "caregiver", "provider": "provider", "caseworker": "caseworker",
    "supervisor": "supervisor", "intake_worker": "intake worker", "judge": "judge", "attorney": "attorney",
    "guardian_ad_litem": "guardian ad litem", "casa": "CASA", "teacher": "teacher", "doctor": "doctor",
    "police": "police officer", "reviewer": "reviewer", "coordinator": "coordinator",
    "agency_counsel": "agency's attorney",
}
"""What somebody is called by their work. Who reported, and who is kin or a friend, only a paper can tell."""


_SMALL = frozenset({"with", "from", "that", "this", "they", "their", "them", "have", "been", "were", "both", "into",
                    "after", "before", "about", "also"})


@dataclass(frozen=True)
class _Page:
    document: Document
    number: int
    text: str


def so_far(case: Case, opened: Collection[str], salt: str) -> Disclosed:
    """What the opened papers (ids) told. ``salt`` goes into the people's keys, so that they aren't case ids."""
    pages = [_Page(d, n, t) for d in sorted(case.documents, key=lambda d: (d.date, d.id)) if d.id in opened
             for n, t in enumerate(d.pages, 1)]
    named: dict[str, list[_Page]] = {}
    for person in case.people:
        found = [page for page in pages if names(case, person, page.text)]
        if found:
            named[person.id] = found
    ties = list(_ties(case, pages, named))
    people = tuple(
        _person(case, case.person(id), met_as(case, case.person(id), (p.text for p in found)),
                _age_told(case, case.person(id), found), ties, salt)
        for id, found in named.items())
    bonds = tuple(DisclosedBond(_key(salt, a), _key(salt, b), tie, sure) for a, b, tie, sure in ties)
    return Disclosed(people=people, bonds=bonds, events=tuple(_events(case, pages)),
                     services=tuple(_services(case, pages)))


def whole(case: Case, salt: str) -> Disclosed:
    """Everything, with the legal clocks: from feedback on."""
    pages = [_Page(d, n, t) for d in sorted(case.documents, key=lambda d: (d.date, d.id))
             for n, t in enumerate(d.pages, 1)]
    ties = [(p.id, b.to, b.tie, True) for p, b in _bonds(case)]
    where = {(e.date, e.says): e for e in _events(case, pages)}
    events = tuple(sorted((where.get((e.date, e.says)) or DisclosedEvent(e.date, e.says, "") for e in case.events),
                          key=lambda e: e.date))
    offered = {s.name: s for s in _services(case, pages)}
    return Disclosed(
        people=tuple(_person(case, p, p.name, p.age(case.today), ties, salt) for p in case.people),
        bonds=tuple(DisclosedBond(_key(salt, a), _key(salt, b), tie, sure) for a, b, tie, sure in ties),
        events=events,
        services=tuple(offered.get(s.name) or DisclosedService(s.name, "", "", 0) for s in case.services),
        clocks=clocks(case), whole=True)


def clocks(case: Case) -> tuple[ClockView, ...]:
    """The legal clocks of a case, the soonest first."""
    says = {e.id: e.says for e in case.events}
    return tuple(ClockView(c.title, says.get(c.anchor, c.anchor.replace("_", " ")), case.dates.get(c.anchor), c.due,
                           c.provision) for c in sorted(case.clocks, key=lambda c: (c.due, c.id)))


def ties_in_words(case: Case, person: Person) -> tuple[str, ...]:
    """Every tie of a person, for reviewers: \"legal father of Leo (rights intact)\"."""
    return tuple(f"{b.tie} of {case.person(b.to).given}" + (f" (rights {b.rights})" if b.rights else "")
                 for b in person.bonds)


Tie = tuple[str, str, str, bool]


def _ties(case: Case, pages: list[_Page], named: dict[str, list[_Page]]) -> Iterator[Tie]:
    fathers = {(p.id, b.to): _father_told(case, pages, p.id, b.to) for p, b in _bonds(case) if b.tie in FATHERS}
    settled = {child for (_, child), sure in fathers.items() if sure}
    shown: set[tuple[str, str]] = set()
    for person, bond in _bonds(case):
        pair = (person.id, bond.to)
        if person.id not in named or bond.to not in named:
            continue
        if bond.tie in FATHERS:
            if fathers[pair] and pair not in shown:
                shown.add(pair)     # legal and biological father in one: the legal tie stands first
                yield (*pair, bond.tie, True)
        elif _told_of_both(case, pages, *pair) or (
                bond.tie in SEEN_TOGETHER and _on_one_page(named, *pair)):
            # Half-siblings would give away that their fathers differ: until both are known they are siblings.
            tie = "sibling" if bond.tie == "half-sibling" and not set(pair) <= settled else bond.tie
            yield (*pair, tie, True)
    for father, child in _said(case, named, pages):
        if (father, child) not in shown and child not in settled:
            shown.add((father, child))
            yield father, child, SAID_FATHER, False


def _said(case: Case, named: dict[str, list[_Page]], pages: list[_Page]) -> Iterator[tuple[str, str]]:
    """Fatherhoods that a claim on an opened page makes: men it names, and the children it is about or names."""
    children = [p.id for p in case.children]
    for claim in case.claims:
        fact = case.fact(claim.contradicts)
        if not _under(fact.topic, PARENTAGE):
            continue
        for page in _among(pages, claim.seen_in):
            here = {id for id, found in named.items() if page in found}
            men = [p.id for p in case.people
                   if p.id in here and p.sex == "male" and p.role != "child" and names(case, p, claim.says)]
            for man in men:
                for child in children:
                    fits = child in fact.about or names(case, case.person(child), claim.says) or any(
                        b.to == child and b.tie in FATHERS for b in case.person(man).bonds)
                    if child in here and fits:
                        yield man, child


def _father_told(case: Case, pages: list[_Page], father: str, child: str) -> bool:
    return any(_under(f.topic, PARENTAGE) and f.superseded_by is None and father in f.about and child in f.about
               and _among(pages, f.seen_in) for f in case.facts)


def _told_of_both(case: Case, pages: list[_Page], a: str, b: str) -> bool:
    return any(a in f.about and b in f.about and _among(pages, f.seen_in) for f in case.facts)


def _on_one_page(named: dict[str, list[_Page]], a: str, b: str) -> bool:
    return any(page in named[b] for page in named[a])


def _bonds(case: Case) -> Iterator[tuple[Person, Bond]]:
    """Every tie once: of two that say the same from both sides, the first."""
    seen: set[tuple[frozenset[str], str]] = set()
    for person in case.people:
        for bond in person.bonds:
            pair = (frozenset({person.id, bond.to}), bond.tie)
            if bond.tie in MUTUAL and pair in seen:
                continue
            seen.add(pair)
            yield person, bond


def _among(pages: list[_Page], places: tuple[Seen, ...]) -> list[_Page]:
    wanted = {(s.document, s.page) for s in places}
    return [p for p in pages if (p.document.id, p.number) in wanted]


def _under(topic: str, above: str) -> bool:
    return topic == above or topic.startswith(above + ".")


def _person(case: Case, person: Person, name: str, age: int | None, ties: Sequence[Tie],
            salt: str) -> DisclosedPerson:
    professional = person.role not in FAMILY
    return DisclosedPerson(
        key=_key(salt, person.id), name=name, called=_called(case, person, ties), age=age, sex=person.sex,
        child=person.role == "child", focus=person.id == case.focus, work=person.work if professional else "")


def _called(case: Case, person: Person, ties: Sequence[Tie]) -> str:
    if person.role in CALLED:
        return CALLED[person.role]
    children = {p.id for p in case.children}
    mine = [(b not in children, not sure, "father" if tie in FATHERS else tie, b)
            for a, b, tie, sure in ties if a == person.id]
    if not mine:
        return ""
    far, unsure, word, of = min(mine, key=lambda t: t[:2])
    if unsure:
        return f"said to be the {word}"
    return f"{word} of {case.person(of).given}" if far else word


def _key(salt: str, id: str) -> str:
    return hashlib.sha256(f"{salt}/{id}".encode()).hexdigest()[:12]


def _age_told(case: Case, person: Person, found: list[_Page]) -> int | None:
    """The age that an opened page gives on a line that names the person; the latest paper's."""
    if person.born is None:
        return None
    pattern = name_pattern(case, person)
    age: int | None = None
    for page in found:
        then = person.age(page.document.date)
        for line in page.text.splitlines():
            if not pattern.search(line):
                continue
            if person.born in days_on(line):
                return person.age(case.today)
            if then is not None and re.search(
                    rf"\bage[ds]?:?\s+{then}\b|\b{then}[- ]years?\b|\(\s*{then}\s*[),;]|\|\s*{then}\s*\|", line):
                age = then
    return age


def _events(case: Case, pages: list[_Page]) -> Iterator[DisclosedEvent]:
    for event in sorted(case.events, key=lambda e: (e.date, e.id)):
        page = next((p for p in pages if event.date in days_on(p.text) and _speaks_of(p.text, event.says)), None)
        if page is not None:
            yield DisclosedEvent(event.date, event.says, page.document.title, page.document.id, page.number)


def _speaks_of(text: str, says: str) -> bool:
    """Whether a page has half the words that matter of what happened: a day alone may stand there by chance."""
    words = [w.casefold()[:5] for w in re.findall(r"\w{4,}", says) if w.casefold() not in _SMALL]
    low = text.casefold()
    return sum(re.search(rf"\b{re.escape(w)}", low) is not None for w in words) * 2 >= len(words)


def _services(case: Case, pages: list[_Page]) -> Iterator[DisclosedService]:
    for service in case.services:
        pattern = re.compile(rf"(?<!\w){re.escape(service.name)}(?!\w)", re.IGNORECASE)
        page = next((p for p in pages if pattern.search(p.text)), None)
        if page is not None:
            yield DisclosedService(service.name, page.document.title, page.document.id, page.number)
