"""The truth of a case, from the strands: events, threats, risks, capacities, strengths, needs, court, review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from trainer.case.ground import Ground
from trainer.case.model import (
    Capacity,
    Court,
    Event,
    Goal,
    Need,
    Review,
    Risk,
    Seat,
    Strength,
    Threat,
)
from trainer.case.strand import StrandClaim, StrandFact


def facts_here(ground: Ground) -> dict[str, StrandFact]:
    """The strands' facts that are true in this case (of its track, its draws, its focus child) and can be learnt.

    Where the days of two pieces fall so that each paper which would tell a fact is older than the fact, it isn't
    part of the case.
    """
    return {id: fact for id, fact in ground.woven.facts.items()
            if (not fact.only_focus or ground.focus in ground.woven.parts(fact.only_focus))
            and (fact.told_by or _told_in(ground, fact))}


def _told_in(ground: Ground, fact: StrandFact) -> dict[str, dt.date]:
    """The papers in which a fact is told, with their days."""
    return {id: day for id, day in _days(ground, fact.documents).items() if ground.begun(fact, day)}


def _days(ground: Ground, papers: Collection[str]) -> dict[str, dt.date]:
    """The days of those of some papers that this case has."""
    here = ground.woven.papers
    return {id: ground.day(here[id].date) or ground.today for id in papers if id in here}


def claims_here(ground: Ground, facts: Mapping[str, StrandFact]) -> dict[str, StrandClaim]:
    """The strands' claims that contradict a fact of this case, and that something in it settles."""
    return {id: claim for id, claim in ground.woven.claims.items()
            if claim.contradicts in facts and _settled(ground, claim, facts[claim.contradicts])}


def _settled(ground: Ground, claim: StrandClaim, fact: StrandFact) -> bool:
    """Whether a claim can be seen through here: by another paper (a later one, where that is the rule), or by
    somebody who tells better. Which papers there are, and their days, differ from case to case."""
    said = _days(ground, claim.documents)
    if not said:
        return False
    holds = [day for id, day in _told_in(ground, fact).items() if id not in said]
    if claim.rule == "later" and holds:
        return max(holds) > max(said.values())
    return bool(holds or fact.told_by)


def events(ground: Ground) -> tuple[Event, ...]:
    """The dated events, in order."""
    found = [Event(id=name, kind=name, date=ground.dates[name],
                   says=ground.filler.fill(when.event, ground.dates[name]), people=ground.ids(when.people))
             for name, when in ground.woven.dates.items() if when.event]
    return tuple(sorted(found, key=lambda e: (e.date, e.id)))


def threats(ground: Ground, facts: Collection[str]) -> tuple[Threat, ...]:
    """The threats, in the strands' order."""
    result = []
    for id, threat in ground.woven.threats.items():
        since = ground.day(threat.since) or ground.today
        result.append(Threat(
            id=id, kind=threat.kind, title=ground.filler.fill(threat.title), says=ground.words(id, threat.says),
            by=ground.ids(threat.by), to=ground.ids(threat.to), since=since,
            precipitant=ground.filler.fill(threat.precipitant), frequency=ground.filler.fill(threat.frequency),
            capacities=threat.capacities, facts=_kept(threat.facts, facts),
            elements=ground.elements(threat.elements)))
    return tuple(result)


def risks(ground: Ground, facts: Collection[str]) -> tuple[Risk, ...]:
    """The risks, in the strands' order."""
    return tuple(Risk(id=id, says=ground.words(id, risk.says), about=ground.ids(risk.about),
                      facts=_kept(risk.facts, facts), elements=ground.elements(risk.elements),
                      history=risk.history)
                 for id, risk in ground.woven.risks.items())


def capacities(ground: Ground) -> tuple[Capacity, ...]:
    """The caregivers' protective capacities."""
    return tuple(Capacity(id=id, person=ground.id(c.person), kind=c.kind, name=ground.filler.fill(c.name),
                          intact=c.intact, says=ground.words(id, c.says))
                 for id, c in ground.woven.capacities.items())


def strengths(ground: Ground, facts: Collection[str]) -> tuple[Strength, ...]:
    """The strengths, in the strands' order."""
    return tuple(Strength(id=id, about=ground.ids(s.about), says=ground.words(id, s.says), protective=s.protective,
                          elements=ground.elements(s.elements), facts=_kept(s.facts, facts))
                 for id, s in ground.woven.strengths.items())


def needs(ground: Ground, facts: Collection[str]) -> tuple[Need, ...]:
    """The needs, in the strands' order."""
    return tuple(Need(id=id, about=ground.ids(n.about), area=n.area, says=ground.words(id, n.says),
                      priority=n.priority, rated=n.rated, threats=n.threats, risks=n.risks, fits=n.fits,
                      mismatched=n.mismatched, elements=ground.elements(n.elements), facts=_kept(n.facts, facts))
                 for id, n in ground.woven.needs.items())


def court(ground: Ground) -> Court:
    """The court's side: the frame's court, every piece's goals and orders, the core's prognosis."""
    frame = ground.woven.frame.court
    assert frame is not None, "a frame brings the court"
    goals = [Goal(id=id, child=ground.id(g.child), goal=g.goal, concurrent=g.concurrent,
                  established=ground.day(g.established), due=ground.day(g.due), ended=ground.day(g.ended))
             for id, g in ground.woven.goals.items()]
    orders = [order for _, strand in ground.woven.strands for order in strand.orders]
    doubtful = next((strand.prognosis for _, strand in ground.woven.strands if strand.prognosis), None)
    digits = ground.draw.random("court/docket")
    docket = "".join(str(digits.randint(0, 9)) if sign == "#" else sign for sign in ground.filler.fill(frame.docket))
    return Court(name=ground.words("court/name", frame.name), county=ground.place["county"], docket=docket,
                 goals=tuple(goals), poor_prognosis=ground.ids(doubtful.poor) if doubtful else (),
                 prognosis_why=ground.words("court/prognosis", doubtful.why) if doubtful else "",
                 orders=ground.lines("court/orders", tuple(orders)))


def review(ground: Ground) -> Review | None:
    """The case plan review, where the frame has one."""
    frame = ground.woven.frame.review
    if frame is None:
        return None
    seats = tuple(Seat(person=ground.id(s.person), role=ground.filler.fill(s.role),
                       role_words=tuple(ground.filler.fill(w) for w in s.role_words), by=s.by, agrees=s.agrees,
                       about=ground.words(f"review/{i}", s.about))
                  for i, s in enumerate(frame.seats) if ground.woven.holds(s))
    # Who plays two parts (a caregiver who is a parent too) sits once, in the part that is named first.
    once = {seat.person: seat for seat in reversed(seats)}
    seats = tuple(seat for seat in seats if once[seat.person] is seat)
    days = {key: ground.day(getattr(frame, key)) or ground.today for key in ("date", "period_from", "period_to")}
    drawn = (ground.woven.picked or {})["review_method"]
    method = next(m for m in frame.method if m == drawn)
    return Review(date=days["date"], period_from=days["period_from"], period_to=days["period_to"], method=method,
                  seats=seats, recommends=ground.lines("review/recommends", frame.recommends))


def _kept(ids: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    return tuple(id for id in ids if id in known)


def told_by(ground: Ground, facts: Mapping[str, StrandFact]) -> dict[str, tuple[str, ...]]:
    """For each fact, the ids of those who tell it."""
    return {id: ground.ids(tuple(fact.told_by)) for id, fact in facts.items()}
