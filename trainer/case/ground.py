"""The ground of a case: what is drawn before anything is told. Who, where, when, how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from trainer.case.clock import named, resolve
from trainer.case.compose import homes_today
from trainer.case.draw import Draw
from trainer.case.fill import Filler
from trainer.case.library import Library
from trainer.case.model import Person, Placement, Service
from trainer.case.people import invent
from trainer.case.setting import draw_place
from trainer.case.strand import StrandFact
from trainer.case.weave import Woven

_NEAR, _FAR = 3, 25         # miles up to which a service counts as in town, and as in a town near
_FIRST, _LAST = dt.date(2026, 3, 2), dt.date(2026, 5, 29)      # a term in which every school paper makes sense


@dataclass(frozen=True)
class Ground:
    """Strands woven, and what was drawn for them; ``fill`` fills texts."""

    woven: Woven
    draw: Draw
    today: dt.date
    focus: str                           # a part
    place: Mapping[str, str]
    cast: Mapping[str, Person]
    dates: Mapping[str, dt.date]
    drawn: Mapping[str, str]
    placements: tuple[Placement, ...]
    services: tuple[Service, ...]
    filler: Filler

    def ids(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of the people behind parts, standard names and groups, each once."""
        if (found := self._ids.get(names)) is None:
            found = self._ids[names] = tuple(dict.fromkeys(self.cast[part].id for part in self.woven.parts(names)))
        return found

    def id(self, name: str) -> str:
        """The id of the person behind a part or a standard name; empty for none."""
        return self.cast[self.woven.part(name)].id if name else ""

    def words(self, purpose: str, words: str | tuple[str, ...], on: dt.date | None = None) -> str:
        """One of the wordings, filled, ages as of a day (today, when none is given)."""
        return self.filler.fill(self.draw.words(f"words/{purpose}", words), on, purpose)

    def lines(self, purpose: str, lines: tuple[str | tuple[str, ...], ...]) -> tuple[str, ...]:
        """Several texts, each one of its wordings."""
        return tuple(self.words(f"{purpose}/{i}", line) for i, line in enumerate(lines))

    def elements(self, elements: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """Elements with the names in their wordings filled, each wording once."""
        return {key: self.filler.fill_all(words) for key, words in elements.items()}

    def day(self, text: str) -> dt.date | None:
        """The day that a text names, None for no text."""
        return named(text, self.dates) if text else None

    def begun(self, fact: StrandFact, day: dt.date) -> bool:
        """Whether a fact was true by a day."""
        return not fact.since or named(fact.since, self.dates) <= day

    @cached_property
    def _ids(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The ids behind names that were asked for: facts are about the same few people."""
        return {}


def lay(library: Library, woven: Woven, focus: str, today: dt.date | None, draw: Draw) -> Ground:
    """Draw the ground. Raises NoSuchDay, NoSuchFamily or ContentError where the strands can't hold."""
    today = today or _a_weekday(draw)
    dates = resolve(woven.dates, {"today": today}, draw)
    place = draw_place(library.places.frames[woven.pieces[-1].removeprefix("frames/")], draw)
    ids = {part: f"p{n:02}" for n, part in enumerate(draw.shuffled("people/ids", sorted(woven.cast)), 1)}
    taken = frozenset(word for value in place.values() for word in value.split())
    people = invent(woven.cast, woven.ties, ids, today, library.names, taken, homes_today(woven), draw)
    drawn = {f"n.{name}": str(draw.number(f"numbers/{name}", span)) for name, span in woven.numbers.items()}
    filler = Filler(today, ids[focus], people, dates, drawn, place, known_as=woven.known_as,
                    groups=woven.groups)
    picks = {"review_method" if n == "review_method" else f"pick.{n}": filler.fill(v)
             for n, v in (woven.picked or {}).items()}
    filler = replace(filler, drawn={**drawn, **picks})
    ground = Ground(woven, draw, today, focus, place, people, dates, filler.drawn, (), (), filler)
    # Services name people and picks; what is said of people's work and week names all of these.
    services = _services(ground, library)
    filler = replace(filler, services={s.id: s for s in services})
    people = {part: _filled(person, filler) for part, person in people.items()}
    ground = replace(ground, services=services, cast=people, filler=replace(filler, cast=people))
    return replace(ground, placements=_placements(ground))


def _a_weekday(draw: Draw) -> dt.date:
    days = [_FIRST + dt.timedelta(days=n) for n in range((_LAST - _FIRST).days + 1)]
    return draw.one("today", [day for day in days if day.weekday() < 5])


def _filled(person: Person, filler: Filler) -> Person:
    return person.model_copy(update={
        "work": filler.fill(person.work), "household": filler.fill(person.household),
        "manner": filler.fill(person.manner), "wants": tuple(filler.fill(want) for want in person.wants),
        "limits": tuple(limit.model_copy(update={"says": filler.fill(limit.says)}) for limit in person.limits)})


def _services(ground: Ground, library: Library) -> tuple[Service, ...]:
    result = []
    for id, service in sorted(ground.woven.services.items()):
        fill = ground.filler.fill
        # What one provider offers at one place is as far for each of its services.
        miles = ground.draw.number(f"services/{service.provider or id}/miles", service.miles)
        result.append(Service(
            id=id, kind=service.kind, name=ground.words(f"services/{id}/name", service.name),
            provider=fill(service.provider), town=_town(ground, miles),
            miles=miles, hours=ground.words(f"services/{id}/hours", service.hours), days=service.days,
            languages=service.languages, cost=ground.words(f"services/{id}/cost", service.cost),
            serves=ground.words(f"services/{id}/serves", service.serves),
            waiting_weeks=ground.draw.number(f"services/{id}/waiting", service.waiting_weeks),
            words=tuple(dict.fromkeys([*ground.filler.fill_all(service.words),
                                       *library.services.kinds[service.kind].words]))))
    return tuple(result)


def _town(ground: Ground, miles: int) -> str:
    if miles > _FAR:
        return "out of county"
    return ground.place["town" if miles <= _NEAR else "near"]


def _placements(ground: Ground) -> tuple[Placement, ...]:
    result = []
    for id, placement in ground.woven.placements.items():
        since = ground.day(placement.since)
        assert since is not None
        result.append(Placement(
            id=id, child=ground.id(placement.child), kind=placement.kind,
            caregiver=ground.id(placement.caregiver), since=since, until=ground.day(placement.until),
            why=ground.words(f"placements/{id}", placement.why),
            apart_from=tuple(i for i in ground.ids(placement.apart_from) if i != ground.id(placement.child))))
    return tuple(sorted(result, key=lambda p: (p.since, p.id)))
