"""A case, made from the library: the same arguments give the same case, to the byte."""

from __future__ import annotations

import datetime as dt
import hashlib

from trainer.case.choose import CannotWeave, choose
from trainer.case.clock import ClockRule, NoSuchDay, clocks
from trainer.case.draw import Draw
from trainer.case.ground import Ground, lay
from trainer.case.library import Library
from trainer.case.model import Case, Claim, Fact
from trainer.case.people import VERSION, NoSuchFamily
from trainer.case.record.record import Known, Record, write_record
from trainer.case.sound import unsound
from trainer.case.truth import (
    capacities,
    claims_here,
    court,
    events,
    facts_here,
    needs,
    review,
    risks,
    strengths,
    threats,
    told_by,
)
from trainer.content import ContentError, Problem, Value

__all__ = ["CannotWeave", "ClockRule", "TrackCase", "generate"]


class TrackCase(Value):
    """What a track gives to its cases: its id, its frame, its legal clocks, its words for people and things."""

    id: str
    frame: str
    clocks: tuple[ClockRule, ...] = ()
    words: dict[str, str] = {}


def generate(library: Library, track: TrackCase, seed: str, strands: tuple[str, ...] | None = None,
             today: dt.date | None = None, *, id: str | None = None) -> Case:
    """One case with its whole truth and its record.

    ``strands`` names the strands to weave (what they ask for is added); without it they are drawn. ``today``
    is drawn when it isn't given. ``id`` is the case's id; without it, it is made from the other arguments.
    Raises CannotWeave (a ValueError) for strands that don't go together or aren't there, and ContentError
    where the content makes a case that can't be.
    """
    draw = Draw(seed)
    woven = choose(library, track.id, track.frame, strands, draw)
    where = f"scenarios/strands/{woven.names[0]}.yaml"
    try:
        ground = lay(library, woven, today, draw)
        days = {**_first_placement(ground), **ground.dates}
        running = clocks(track.clocks, days, _is_poor(ground))
    except (NoSuchDay, NoSuchFamily) as error:
        raise ContentError([Problem(where, 0, f"no case for the seed {seed!r}: {error}")]) from error
    facts = facts_here(ground)
    claims = claims_here(ground, facts)
    known = Known(facts, claims, needs(ground, facts), strengths(ground, facts), court(ground), review(ground),
                  track.words)
    record = write_record(library, ground, known)
    case = Case(
        id=id or _id(track.id, seed, woven.names, today), track=track.id, seed=seed, strands=woven.names,
        today=ground.today, title=f"The {ground.filler.person(_head(ground)).family} family",
        focus=ground.id(ground.focus), place=dict(ground.place),
        cast={part: person.id for part, person in sorted(ground.cast.items())},
        dates=dict(sorted(days.items())), drawn=dict(sorted(ground.drawn.items())),
        people=tuple(sorted(ground.cast.values(), key=lambda p: p.id)), events=events(ground),
        threats=threats(ground, facts), risks=risks(ground, facts), capacities=capacities(ground),
        strengths=known.strengths, needs=known.needs, services=ground.services, placements=ground.placements,
        court=known.court, review=known.review, facts=_facts(ground, known, record),
        claims=_claims(ground, known, record), documents=record.documents, clocks=running,
        library={"scenarios": library.fingerprint, "faker": VERSION})
    if wrong := unsound(case):
        raise ContentError(Problem(where, 0, f"with the seed {seed!r} and the track {track.id}: {what}")
                           for what in wrong)
    return case


def _facts(ground: Ground, known: Known, record: Record) -> tuple[Fact, ...]:
    tellers = told_by(ground, known.facts)
    return tuple(
        Fact(id=id, about=ground.ids(f.about), topic=f.topic, says=ground.words(f"{id}/says", f.says),
             elements=ground.elements(f.elements), essential=f.essential, since=ground.day(f.since),
             until=ground.day(f.until), superseded_by=f.superseded_by if f.superseded_by in known.facts else None,
             quote=ground.filler.fill(f.quote), speaker=ground.id(f.speaker), seen_in=record.seen.get(id, ()),
             told_by=tellers[id])
        for id, f in known.facts.items())


def _claims(ground: Ground, known: Known, record: Record) -> tuple[Claim, ...]:
    return tuple(
        Claim(id=id, says=ground.words(f"{id}/says", c.says), contradicts=c.contradicts, rule=c.rule,
              elements=ground.elements(c.elements), seen_in=record.seen.get(id, ()))
        for id, c in known.claims.items() if id in record.seen)


def _first_placement(ground: Ground) -> dict[str, dt.date]:
    """The day ``placement``, where no strand names one: when the focus child first lived away from home."""
    away = [p.since for p in ground.placements
            if p.child == ground.id(ground.focus) and p.kind not in ("home", "trial_home")]
    return {"placement": min(away)} if away else {}


def _is_poor(ground: Ground) -> bool:
    frame = ground.woven.frame.court
    return frame is not None and ground.id(ground.focus) in ground.ids(frame.poor_prognosis)


def _head(ground: Ground) -> str:
    return next((part for part, person in ground.cast.items() if person.role == "mother"), ground.focus)


def _id(track: str, seed: str, strands: tuple[str, ...], today: dt.date | None) -> str:
    whole = "/".join([track, seed, *strands, today.isoformat() if today else ""])
    return "c-" + hashlib.sha256(whole.encode()).hexdigest()[:12]
