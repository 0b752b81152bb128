"""What is wrong in one weaving of strands: ids, names, days and papers that refer to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.case import clock
from trainer.case.compose import LEVELS
from trainer.case.draw import broken_alternation
from trainer.case.fill import NAME, Scope, strays
from trainer.case.life import unbind
from trainer.case.strand import Item, Paper, Strand, StrandFact
from trainer.case.weave import MAPS, Woven
from trainer.content import Lines, Loc, Problem, nearest

if TYPE_CHECKING:
    from trainer.case.library import Library

T = TypeVar("T", bound=Item)


@dataclass(frozen=True)
class Source:
    """Where a strand was read: its file's name and the lines of its parts."""

    file: str
    lines: Lines
    part: str = ""                       # the bearer, where it is a life bound to one

    def at(self, loc: Loc) -> int:
        """The line of a place, as the file writes it."""
        return self.lines.at(tuple(unbind(key, self.part) if self.part and isinstance(key, str) else key
                                   for key in loc))


class Weaving:
    """What is wrong in one weaving: ids, names and days that refer to nothing. ``new`` names the pieces of it
    that are to be looked at."""

    def __init__(self, library: Library, sources: dict[str, Source], woven: Woven, new: frozenset[str]) -> None:
        self._library, self._sources, self._woven, self._new = library, sources, woven, new
        # The other parent isn't in each case; what speaks of one says so (only_with).
        self._parts = {*woven.cast, *woven.known_as, *woven.groups, "other_parent"}
        self._days = {"today", *woven.dates}
        # Exemplary texts are shared by the tracks, and used where their days exist.
        self._days_of_any_track = {"today", *(id for _, strand in woven.strands for id in strand.dates)}
        self._ids: dict[str, set[str]] = {
            "fact": set(woven.facts), "threat": set(woven.threats), "risk": set(woven.risks),
            "capacity": set(woven.capacities), "service": set(woven.services), "part": self._parts,
            "strength": set(woven.strengths),
        }
        self._objectives = {o.id for _, s in woven.strands for o in s.model.objectives if o.id}
        every = [*library.pieces.values(), *(strand for _, strand in woven.strands)]
        self._papers_anywhere = {id for strand in every for id in strand.papers} | _papers_of_lives(library, woven)
        self._facts_anywhere = {id for strand in every for id in strand.facts}

    def problems(self) -> Iterator[Problem]:
        for name, field, id, other in self._woven.clashes():
            yield say(self._source(name), (field, id),
                      f"{field}.{id}: {self._source(other).file} brings {id!r} already", "give it another name")
        for name, strand in self._woven.strands:
            if name not in self._new:
                continue
            at = self._source(name)
            yield from self._people(at, strand)
            yield from self._calendar(at, strand)
            yield from self._facts(at, strand)
            yield from self._truth(at, strand)
            yield from self._model(at, strand)
            yield from self._limits(at, strand)
            yield from self._texts(at, strand)
        yield from self._ring()

    def _source(self, name: str) -> Source:
        """Where a piece was read; a bound life's lines are found by what they were before."""
        life, _, part = name.partition("@")
        return replace(self._sources[life], part=part)

    def _refer(self, at: Source, loc: Loc, sort: str, ids: Iterable[str]) -> Iterator[Problem]:
        known = self._ids[sort]
        for id in ids:
            if id and id not in known:
                yield say(at, loc, f"{'.'.join(map(str, loc))}: there is no {sort} {id!r}", nearest(id, known))

    def _people(self, at: Source, strand: Strand) -> Iterator[Problem]:
        yield from self._refer(at, ("focus",), "part", strand.focus)
        for id, part in strand.cast.items():
            yield from self._refer(at, ("cast", id, "family_of"), "part", (part.family_of,))
        for i, tie in enumerate(strand.ties):
            if not self._woven.holds(tie):
                continue
            to = (tie.to,) if isinstance(tie.to, str) else tie.to
            yield from self._refer(at, ("ties", i), "part", (tie.of, *to))
        for id, placement in self._here(strand.placements):
            people = (placement.child, placement.caregiver, *placement.apart_from)
            yield from self._refer(at, ("placements", id), "part", people)
        for id, goal in self._here(strand.goals):
            yield from self._refer(at, ("goals", id), "part", (goal.child,))
        if strand.prognosis:
            yield from self._refer(at, ("prognosis", "poor"), "part", strand.prognosis.poor)
        for role, name in strand.roles.items():
            yield from self._refer(at, ("roles", role), "part", (name,))
        if strand.review:
            for i, seat in enumerate(strand.review.seats):
                if not self._woven.holds(seat):
                    continue
                yield from self._refer(at, ("review", "seats", i), "part", (seat.person,))

    def _limits(self, at: Source, strand: Strand) -> Iterator[Problem]:
        """What limits items: parts and picks that there are, and the other parent only where there is one."""
        for loc, item in _items(strand):
            yield from self._drawn(at, (*loc, "only_drawn"), item.only_drawn)
            for key in ("only_with", "only_without"):
                yield from (p for p in self._known_somewhere(at, (*loc, key), getattr(item, key)))

    def _known_somewhere(self, at: Source, loc: Loc, parts: tuple[str, ...]) -> Iterator[Problem]:
        """Parts that some case has, if not this one."""
        known = self._parts | {part for piece in self._library.pieces.values() for part in piece.cast}
        for part in parts:
            if part not in known:
                yield say(at, loc, f"{'.'.join(map(str, loc))}: there is no part {part!r}", nearest(part, known))

    def _calendar(self, at: Source, strand: Strand) -> Iterator[Problem]:
        for id, when in self._here(strand.dates):
            yield from self._day(at, ("dates", id, "after"), when.after)
            yield from self._refer(at, ("dates", id, "people"), "part", when.people)
            if id == "today":
                yield say(at, ("dates", id), "dates.today: today is given, and no rule can set it",
                          "let the other days hang on today")
        for id, paper in self._here(strand.papers):
            yield from self._day(at, ("papers", id, "date"), paper.date)
            yield from self._refer(at, ("papers", id, "author"), "part", (paper.author,))
            yield from self._refer(at, ("papers", id, "about"), "part", paper.about)
        for id, fact in self._here(strand.facts):
            for key in ("since", "until"):
                yield from self._day(at, ("facts", id, key), getattr(fact, key))
        for id, threat in self._here(strand.threats):
            yield from self._day(at, ("threats", id, "since"), threat.since)
        for id, placement in self._here(strand.placements):
            for key in ("since", "until"):
                yield from self._day(at, ("placements", id, key), getattr(placement, key))
        for id, goal in self._here(strand.goals):
            for key in ("established", "due", "ended"):
                yield from self._day(at, ("goals", id, key), getattr(goal, key))
        if strand.review:
            for key in ("date", "period_from", "period_to"):
                yield from self._day(at, ("review", key), getattr(strand.review, key))

    def _day(self, at: Source, loc: Loc, text: str) -> Iterator[Problem]:
        if not text:
            return
        days = self._days_of_any_track if loc[0] == "model" else self._days
        name, _ = clock.split(text, days)
        if name not in days:
            yield say(at, loc, f"{'.'.join(map(str, loc))}: no day is named {name!r}", nearest(name, days))

    def _here(self, items: Mapping[str, T]) -> Iterator[tuple[str, T]]:
        """The items of a map that are there in this weaving."""
        return ((id, item) for id, item in items.items() if self._woven.holds(item))

    def _ring(self) -> Iterator[Problem]:
        known = {name: when for name, when in self._woven.dates.items()
                 if clock.split(when.after, self._days)[0] in self._days and name != "today"}
        try:
            clock.order(known, {"today"})
        except clock.NoSuchDay as error:
            first = next((n for n in known if n in str(error)), next(iter(known)))
            yield say(self._sources[self._woven.owner("dates", first)], ("dates", first), str(error))

    def _facts(self, at: Source, strand: Strand) -> Iterator[Problem]:
        for id, fact in self._here(strand.facts):
            yield from self._refer(at, ("facts", id, "about"), "part", fact.about)
            yield from self._refer(at, ("facts", id, "speaker"), "part", (fact.speaker,))
            yield from self._refer(at, ("facts", id, "told_by"), "part", fact.told_by)
            yield from self._refer(at, ("facts", id, "only_focus"), "part", fact.only_focus)
            yield from self._papers(at, ("facts", id), fact.topic, fact.documents)
            if fact.superseded_by and fact.superseded_by not in self._facts_anywhere:
                yield from self._refer(at, ("facts", id, "superseded_by"), "fact", (fact.superseded_by,))
            yield from self._reachable(at, id, fact)
        for id, claim in self._here(strand.claims):
            if claim.contradicts not in self._facts_anywhere:
                yield from self._refer(at, ("claims", id, "contradicts"), "fact", (claim.contradicts,))
            contradicted = self._woven.facts.get(claim.contradicts)
            if contradicted:
                yield from self._papers(at, ("claims", id), contradicted.topic, claim.documents)

    def _papers(self, at: Source, loc: Loc, topic: str, documents: Iterable[str]) -> Iterator[Problem]:
        for id in documents:
            place = (*loc, "documents", id)
            if id not in self._papers_anywhere:
                yield say(at, place, f"{'.'.join(map(str, place))}: there is no paper {id!r}",
                          nearest(id, self._papers_anywhere))
                continue
            paper = self._woven.papers.get(id)
            kind = self._library.kinds.get(paper.kind) if paper else None
            if paper and kind and not kind.holds(topic):
                yield say(at, place, f"{'.'.join(map(str, place))}: a paper of kind {paper.kind} has no place for "
                          f"{topic}", f"add the topic to {kind.file}, or tell it in another paper")

    def _reachable(self, at: Source, id: str, fact: StrandFact) -> Iterator[Problem]:
        if fact.told_by or not fact.documents:
            return
        papers = [self._woven.papers[d] for d in fact.documents if d in self._woven.papers]
        if not papers:
            yield say(at, ("facts", id, "documents"),
                      f"facts.{id}: in the track {self._woven.track[0]} no paper holds it and nobody tells it",
                      "give it another paper or told_by, or limit the fact by tracks")
        for drawn in self._draws([fact, *papers]) if papers else ():
            if _comes_out(fact.only_drawn, drawn) and not any(_comes_out(p.only_drawn, drawn) for p in papers):
                shown = ", ".join(f"{pick} is {value}" for pick, value in sorted(drawn.items()))
                yield say(at, ("facts", id, "documents"), f"facts.{id}: where {shown}, no paper holds it and nobody "
                          "tells it", "give it another paper or told_by, or limit the fact by only_drawn")
                return

    def _draws(self, items: Iterable[StrandFact | Paper]) -> Iterator[dict[str, str]]:
        """Every way in which the picks that limit some items can come out."""
        picks = sorted({pick for item in items for pick in item.only_drawn if self._choices(pick)})
        for values in product(*(self._choices(pick) or () for pick in picks)):
            yield dict(zip(picks, values, strict=True))

    def _choices(self, pick: str) -> tuple[str, ...] | None:
        review = self._woven.frame.review
        if pick == "difficulty":
            return LEVELS
        if pick == "review_method":
            return review.method if review else ()
        return self._woven.picks.get(pick)

    def _truth(self, at: Source, strand: Strand) -> Iterator[Problem]:
        anywhere = self._facts_anywhere
        for field in ("threats", "risks", "strengths", "needs"):
            for id, item in self._here(getattr(strand, field)):
                loc: Loc = (field, id)
                yield from self._refer(at, (*loc, "facts"), "fact", (f for f in item.facts if f not in anywhere))
                people = (*item.by, *item.to) if field == "threats" else item.about
                yield from self._refer(at, loc, "part", people)
        for id, threat in self._here(strand.threats):
            yield from self._refer(at, ("threats", id, "capacities"), "capacity", threat.capacities)
        for id, capacity in self._here(strand.capacities):
            yield from self._refer(at, ("capacities", id, "person"), "part", (capacity.person,))
        for id, need in self._here(strand.needs):
            yield from self._refer(at, ("needs", id, "threats"), "threat", need.threats)
            yield from self._refer(at, ("needs", id, "risks"), "risk", need.risks)

    def _model(self, at: Source, strand: Strand) -> Iterator[Problem]:
        answered = {*self._woven.threats, *self._woven.risks, *self._woven.needs}
        steps: list[tuple[Loc, Any]] = []
        for i, objective in enumerate(strand.model.objectives):
            loc: Loc = ("model", "objectives", i)
            if not self._woven.holds(objective):
                continue
            if objective.answers not in answered:
                yield say(at, (*loc, "answers"), f"model: there is no threat, risk or need {objective.answers!r}",
                          nearest(objective.answers, answered))
            yield from self._refer(at, (*loc, "strength"), "strength", (objective.strength,))
            yield from self._refer(at, (*loc, "for_focus"), "part", objective.for_focus)
            yield from self._day(at, (*loc, "by"), objective.by)
            steps += [((*loc, "steps", j), step) for j, step in enumerate(objective.steps)]
        for id, more in strand.model.steps.items():
            if id in self._objectives:
                steps += [(("model", "steps", id, j), step) for j, step in enumerate(more)]
        for key in ("besides", "each"):
            steps += [(("model", key, j), step) for j, step in enumerate(getattr(strand.model, key))]
        steps = [(place, step) for place, step in steps if self._woven.holds(step)]
        for place, step in steps:
            yield from self._refer(at, (*place, "service"), "service", (step.service,))
            yield from self._refer(at, (*place, "for_focus"), "part", step.for_focus)
            if step.actor != "agency":
                yield from self._refer(at, (*place, "actor"), "part", (step.actor,))
            yield from self._day(at, (*place, "by"), step.by)
        for id in strand.model.steps:
            if id not in self._objectives:
                yield from self._unknown_objective(at, id)
        yield from self._refer(at, ("model", "texts_for"), "part", strand.model.texts_for)

    def _unknown_objective(self, at: Source, id: str) -> Iterator[Problem]:
        """An objective to which steps are added may be missing in one weaving; in none is a slip of the pen."""
        every = {o.id for s in self._library.pieces.values() for o in s.model.objectives if o.id}
        if id not in every:
            yield say(at, ("model", "steps", id), f"model.steps: there is no objective {id!r}", nearest(id, every))

    def _texts(self, at: Source, strand: Strand) -> Iterator[Problem]:
        woven = self._woven
        known = Scope(frozenset(self._parts - set(woven.groups)), frozenset(self._days), frozenset(woven.numbers),
                      frozenset([*woven.picks, "difficulty"]), frozenset(woven.services), frozenset(woven.groups))
        of_any_track = replace(known, days=known.days | self._days_of_any_track)
        absent = {loc for loc, item in _items(strand) if not woven.holds(item)}
        absent |= {("model", "steps", id) for id in strand.model.steps if id not in self._objectives}
        certain = strand.kind == "core" or "other_parent" in strand.asks_for
        guarded = {loc for loc, item in _items(strand) if "other_parent" in item.only_with}
        for loc, text in _strings(strand.model_dump(mode="json", exclude_defaults=True)):
            if not {"{", "}", "["} & set(text) or _within(loc, absent):
                continue
            if broken := broken_alternation(text):
                yield say(at, loc, f"{'.'.join(map(str, loc))}: {broken}")
            for what in strays(text):
                yield say(at, loc, f"{'.'.join(map(str, loc))}: {what}")
            scope = of_any_track if loc[0] == "model" else known
            for name in NAME.findall(text):
                if wrong := scope.wrong(name):
                    yield say(at, loc, f"{'.'.join(map(str, loc))}: {wrong}")
                elif name.partition(".")[0] == "other_parent" and not certain and not _within(loc, guarded):
                    yield say(at, loc, f"{'.'.join(map(str, loc))}: not every child has another parent in the case",
                              "add  only_with: [other_parent]  to what this stands in")

    def _drawn(self, at: Source, loc: Loc, only: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
        for pick, values in only.items():
            place = (*loc, pick)
            choices = self._choices(pick)
            if choices is None:
                yield say(at, place, f"{'.'.join(map(str, place))}: there is no pick {pick!r}",
                          nearest(pick, [*self._woven.picks, "review_method"]))
                continue
            for value in values:
                if value not in choices:
                    yield say(at, place, f"{'.'.join(map(str, place))}: {value!r} is never drawn",
                              nearest(value, choices))


def say(source: Source, loc: Loc, what: str, mend: str = "") -> Problem:
    """A problem at a place of a source's file."""
    return Problem(source.file, source.at(loc), what, mend)


def _comes_out(only: Mapping[str, tuple[str, ...]], drawn: Mapping[str, str]) -> bool:
    return all(drawn.get(pick) in values for pick, values in only.items())


def _items(strand: Strand) -> Iterator[tuple[Loc, Item]]:
    """Everything in a strand that may be limited, with its place."""
    for field in MAPS:
        for id, item in getattr(strand, field).items():
            if isinstance(item, Item):
                yield (field, id), item
    yield from ((("ties", i), tie) for i, tie in enumerate(strand.ties))
    if strand.review:
        yield from ((("review", "seats", i), seat) for i, seat in enumerate(strand.review.seats))
    for i, objective in enumerate(strand.model.objectives):
        yield ("model", "objectives", i), objective
        yield from ((("model", "objectives", i, "steps", j), step) for j, step in enumerate(objective.steps))
    for id, steps in strand.model.steps.items():
        yield from ((("model", "steps", id, j), step) for j, step in enumerate(steps))
    for key in ("besides", "each"):
        yield from ((("model", key, j), step) for j, step in enumerate(getattr(strand.model, key)))


def _within(loc: Loc, places: set[Loc]) -> bool:
    """Whether a place lies in one of some places."""
    return any(loc[:n] in places for n in range(2, len(loc) + 1)) if places else False


def _papers_of_lives(library: Library, woven: Woven) -> set[str]:
    """The papers that a life would bring for anybody of this weaving."""
    return {id.replace("self", part) for life in library.lives.values() for id in life.papers for part in woven.cast}


def _strings(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*loc, key))
    elif isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            yield from _strings(item, (*loc, i))
