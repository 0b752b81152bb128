"""What is wrong in one weaving of strands: ids, names, days and papers that refer to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.case import clock
from trainer.case.fill import NAME, Scope, strays
from trainer.case.strand import Paper, Strand, StrandFact, When
from trainer.case.weave import Woven
from trainer.content import Lines, Loc, Problem, nearest

if TYPE_CHECKING:
    from trainer.case.library import Library

T = TypeVar("T", When, Paper, StrandFact)


@dataclass(frozen=True)
class Source:
    """Where a strand was read: its file's name and the lines of its parts."""

    file: str
    lines: Lines


class Weaving:
    """What is wrong in one weaving: ids, names and days that refer to nothing."""

    def __init__(self, library: Library, sources: dict[str, Source], woven: Woven) -> None:
        self._library, self._sources, self._woven = library, sources, woven
        self._parts = {*woven.cast, "focus"}
        self._days = {"today", *woven.dates}
        # Exemplary texts are shared by the tracks, and used where their days exist.
        self._days_of_any_track = {"today", *(id for _, strand in woven.strands for id in strand.dates)}
        self._ids: dict[str, set[str]] = {
            "fact": set(woven.facts), "threat": set(woven.threats), "risk": set(woven.risks),
            "capacity": set(woven.capacities), "service": set(woven.services), "part": self._parts,
            "strength": set(woven.strengths),
        }
        every = [*library.strands.values(), *library.frames.values()]
        self._papers_anywhere = {id for strand in every for id in strand.papers}
        self._facts_anywhere = {id for strand in every for id in strand.facts}

    def problems(self) -> Iterator[Problem]:
        for name, field, id, other in self._woven.clashes():
            yield say(self._sources[name], (field, id),
                      f"{field}.{id}: {self._sources[other].file} brings {id!r} already", "give it another name")
        for name, strand in self._woven.strands:
            at = self._sources[name]
            yield from self._people(at, strand)
            yield from self._calendar(at, strand)
            yield from self._facts(at, strand)
            yield from self._truth(at, strand)
            yield from self._model(at, strand)
            yield from self._texts(at, strand)
        yield from self._ring()

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
            to = (tie.to,) if isinstance(tie.to, str) else tie.to
            yield from self._refer(at, ("ties", i), "part", (tie.of, *to))
        for id, placement in strand.placements.items():
            people = (placement.child, placement.caregiver, *placement.apart_from)
            yield from self._refer(at, ("placements", id), "part", people)
        for id, goal in strand.goals.items():
            yield from self._refer(at, ("goals", id), "part", (goal.child,))
        if strand.court:
            yield from self._refer(at, ("court", "poor_prognosis"), "part", strand.court.poor_prognosis)
        if strand.review:
            for i, seat in enumerate(strand.review.seats):
                yield from self._refer(at, ("review", "seats", i), "part", (seat.person,))

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
            yield from self._drawn(at, ("papers", id, "only_drawn"), paper.only_drawn)
        for id, fact in self._here(strand.facts):
            for key in ("since", "until"):
                yield from self._day(at, ("facts", id, key), getattr(fact, key))
        for id, threat in strand.threats.items():
            yield from self._day(at, ("threats", id, "since"), threat.since)
        for id, placement in strand.placements.items():
            for key in ("since", "until"):
                yield from self._day(at, ("placements", id, key), getattr(placement, key))
        for id, goal in strand.goals.items():
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
        """The items of a map that are there in this weaving's track."""
        return ((id, item) for id, item in items.items() if self._woven.here(item.tracks))

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
            yield from self._drawn(at, ("facts", id, "only_drawn"), fact.only_drawn)
            yield from self._papers(at, ("facts", id), fact.topic, fact.documents)
            if fact.superseded_by and fact.superseded_by not in self._facts_anywhere:
                yield from self._refer(at, ("facts", id, "superseded_by"), "fact", (fact.superseded_by,))
            yield from self._reachable(at, id, fact)
        for id, claim in strand.claims.items():
            if claim.contradicts not in self._facts_anywhere:
                yield from self._refer(at, ("claims", id, "contradicts"), "fact", (claim.contradicts,))
            yield from self._drawn(at, ("claims", id, "only_drawn"), claim.only_drawn)
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
        if pick == "review_method":
            return review.method if review else ()
        return self._woven.picks.get(pick)

    def _truth(self, at: Source, strand: Strand) -> Iterator[Problem]:
        anywhere = self._facts_anywhere
        for field in ("threats", "risks", "strengths", "needs"):
            for id, item in getattr(strand, field).items():
                loc: Loc = (field, id)
                yield from self._refer(at, (*loc, "facts"), "fact", (f for f in item.facts if f not in anywhere))
                people = (*item.by, *item.to) if field == "threats" else item.about
                yield from self._refer(at, loc, "part", people)
        for id, threat in strand.threats.items():
            yield from self._refer(at, ("threats", id, "capacities"), "capacity", threat.capacities)
        for id, capacity in strand.capacities.items():
            yield from self._refer(at, ("capacities", id, "person"), "part", (capacity.person,))
        for id, need in strand.needs.items():
            yield from self._refer(at, ("needs", id, "threats"), "threat", need.threats)
            yield from self._refer(at, ("needs", id, "risks"), "risk", need.risks)

    def _model(self, at: Source, strand: Strand) -> Iterator[Problem]:
        answered = {*self._woven.threats, *self._woven.risks, *self._woven.needs}
        steps: list[tuple[Loc, Any]] = []
        for i, objective in enumerate(strand.model.objectives):
            loc: Loc = ("model", "objectives", i)
            if objective.answers not in answered:
                yield say(at, (*loc, "answers"), f"model: there is no threat, risk or need {objective.answers!r}",
                          nearest(objective.answers, answered))
            yield from self._refer(at, (*loc, "strength"), "strength", (objective.strength,))
            yield from self._refer(at, (*loc, "for_focus"), "part", objective.for_focus)
            yield from self._day(at, (*loc, "by"), objective.by)
            steps += [((*loc, "steps", j), step) for j, step in enumerate(objective.steps)]
        for id, more in strand.model.steps.items():
            steps += [(("model", "steps", id, j), step) for j, step in enumerate(more)]
        for place, step in steps:
            yield from self._refer(at, (*place, "service"), "service", (step.service,))
            yield from self._refer(at, (*place, "for_focus"), "part", step.for_focus)
            if step.actor != "agency":
                yield from self._refer(at, (*place, "actor"), "part", (step.actor,))
            yield from self._day(at, (*place, "by"), step.by)
        for id in strand.model.steps:
            if id not in {o.id for _, s in self._woven.strands for o in s.model.objectives if o.id}:
                yield from self._unknown_objective(at, id)
        yield from self._refer(at, ("model", "texts_for"), "part", strand.model.texts_for)

    def _unknown_objective(self, at: Source, id: str) -> Iterator[Problem]:
        """An objective to which steps are added may be missing in one weaving; in none is a slip of the pen."""
        every = {o.id for s in self._library.strands.values() for o in s.model.objectives if o.id}
        if id not in every:
            yield say(at, ("model", "steps", id), f"model.steps: there is no objective {id!r}", nearest(id, every))

    def _texts(self, at: Source, strand: Strand) -> Iterator[Problem]:
        known = Scope(frozenset(self._parts), frozenset(self._days), frozenset(self._woven.numbers),
                      frozenset(self._woven.picks), frozenset(self._woven.services))
        of_any_track = replace(known, days=known.days | self._days_of_any_track)
        for loc, text in _strings(strand.model_dump(mode="json", exclude_defaults=True)):
            if ("{" not in text and "}" not in text) or not self._woven.here(_tracks_of(strand, loc)):
                continue
            for what in strays(text):
                yield say(at, loc, f"{'.'.join(map(str, loc))}: {what}")
            scope = of_any_track if loc[0] == "model" else known
            for name in NAME.findall(text):
                if wrong := scope.wrong(name):
                    yield say(at, loc, f"{'.'.join(map(str, loc))}: {wrong}")

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
    return Problem(source.file, source.lines.at(loc), what, mend)


def _comes_out(only: Mapping[str, tuple[str, ...]], drawn: Mapping[str, str]) -> bool:
    return all(drawn.get(pick) in values for pick, values in only.items())


def _tracks_of(strand: Strand, loc: Loc) -> tuple[str, ...]:
    """The tracks to which the item that holds a place is limited; none: in each."""
    if len(loc) < 2 or loc[0] not in ("dates", "papers", "facts"):
        return ()
    item: When | Paper | StrandFact = getattr(strand, str(loc[0]))[loc[1]]
    return item.tracks


def _strings(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*loc, key))
    elif isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            yield from _strings(item, (*loc, i))
