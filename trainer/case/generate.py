"""A case, made from the library: the same arguments give the same case, to the byte."""

from __future__ import annotations

import datetime as dt
import hashlib

from trainer.case.choose import choose
from trainer.case.clock import ClockRule, NoSuchDay, clocks
from trainer.case.compose import LEVELS, CannotWeave, compose
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
             today: dt.date | None = None, *, id: str | None = None, difficulty: int | None = None,
             record: bool = True) -> Case:
    """One case with its whole truth and its record.

    ``strands`` names the strands to weave (what they ask for is added); without it they are drawn. ``today``
    is drawn when it isn't given. ``id`` is the case's id; without it, it is made from the other arguments.
    ``difficulty`` (1 to 5; drawn without it) says how much crosses the core strand, how many papers say what
    isn't so and how much only people can tell. ``record=False`` leaves the papers out, and so where facts stand.
    Raises CannotWeave (a ValueError) for strands that don't go together or aren't there, and ContentError
    where the content makes a case that can't be.
    """
    if difficulty is not None and str(difficulty) not in LEVELS:
        raise CannotWeave(f"There is no difficulty {difficulty}; it goes from {LEVELS[0]} to {LEVELS[-1]}.")
    draw = Draw(seed)
    level = str(difficulty) if difficulty else draw.one("picks/difficulty", LEVELS)
    woven, focus = compose(library, choose(library, track.id, track.frame, strands, draw, level), draw, level)
    where = f"scenarios/strands/{woven.names[0]}.yaml"
    try:
        ground = lay(library, woven, focus, today, draw)
        days = {**_first_placement(ground), **ground.dates}
        known = _known(ground, track)
        running = clocks(track.clocks, days, ground.id(focus) in known.court.poor_prognosis)
    except (NoSuchDay, NoSuchFamily) as error:
        raise ContentError([Problem(where, 0, f"no case for the seed {seed!r}: {error}")]) from error
    papers = write_record(library, ground, known) if record else Record((), {})
    facts = known.facts
    case = Case(
        id=id or _id(track.id, seed, woven.names, today, difficulty), track=track.id, seed=seed, strands=woven.names,
        today=ground.today, title=f"The {ground.filler.person('parent').family} family",
        focus=ground.id(focus), place=dict(ground.place),
        cast={part: ground.id(part) for part in sorted({*ground.cast, *woven.known_as} - {"focus"})},
        groups={name: ground.ids((name,)) for name in sorted(woven.groups)},
        dates=dict(sorted(days.items())), drawn=dict(sorted(ground.drawn.items())),
        picked=dict(sorted((woven.picked or {}).items())), woven=woven.pieces,
        people=tuple(sorted(ground.cast.values(), key=lambda p: p.id)), events=events(ground),
        threats=threats(ground, facts), risks=risks(ground, facts), capacities=capacities(ground),
        strengths=known.strengths, needs=known.needs, services=ground.services, placements=ground.placements,
        court=known.court, review=known.review, facts=_facts(ground, known, papers),
        claims=_claims(ground, known, papers), documents=papers.documents, clocks=running,
        library={"scenarios": library.fingerprint, "faker": VERSION})
    if record and (wrong := unsound(case)):
        raise ContentError(Problem(where, 0, f"with the seed {seed!r} and the track {track.id}: {what}")
                           for what in wrong)
    return case


def _known(ground: Ground, track: TrackCase) -> Known:
    facts = facts_here(ground)
    return Known(facts, claims_here(ground, facts), needs(ground, facts), strengths(ground, facts), court(ground),
                 review(ground), track.words)


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


def _id(track: str, seed: str, strands: tuple[str, ...], today: dt.date | None, difficulty: int | None) -> str:
    whole = "/".join([track, seed, *strands, today.isoformat() if today else "", str(difficulty or "")])
    return "c-" + hashlib.sha256(whole.encode()).hexdigest()[:12]
