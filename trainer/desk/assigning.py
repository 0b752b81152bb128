"""Assignments: a case for a cohort."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, get_args

from trainer.desk.attempts import keep_case, make_case
from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused
from trainer.desk.history import attempts_of
from trainer.desk.open import Ask, House
from trainer.desk.permissions import allow, may
from trainer.desk.stages import day
from trainer.desk.views import CoreChoice, GivenView
from trainer.store import Unstorable, new_id

Release = Literal["at once", "after advisor"]
LONGEST = {"title": 120, "note": 1_000}     # characters


def assign(house: House, who: Visitor, title: str, track: str, cohort: str, due: dt.date | None, same_case: bool,
           release: Release, note: str = "", ask: Ask = Ask()) -> str:  # noqa: B008 - frozen
    """Give a cohort a case of a track, the same for all or one each; the assignment's id.

    ``release``: when trainees see their feedback. ``ask``: how hard the case is, and what it is about; trainees
    aren't told. Raises Refused with every problem.
    """
    allow(who, "assign", cohort=cohort)
    with house.store.read() as reader:
        trainees = [p for p in reader.people(role="trainee", cohort=cohort) if p.active]
    problems = [f"The {name} has {len(text):,} characters; the limit is {LONGEST[name]:,}."
                for name, text in (("title", title), ("note", note)) if len(text) > LONGEST[name]]
    if not title.strip():
        problems.append("Give the assignment a title; trainees see it on their first page.")
    if track not in house.rubrics.tracks:
        problems.append(f"There is no track {track[:40]!r}. Choose one of the list.")
    if not trainees:
        problems.append("This cohort has no trainees. Choose another one, or add people first.")
    if release not in get_args(Release):
        problems.append("Say when feedback is released: at once, or after the advisor.")
    if ask.difficulty not in (None, *range(1, 6)):
        problems.append("Choose how hard the case is from the list.")
    if ask.core and ask.core not in {choice.id for choice in core_choices(house, track)}:
        problems.append("Choose what the case is about from the list.")
    if problems:
        raise Refused(tuple(problems))
    case = make_case(house, track, ask) if same_case else None
    body: dict[str, Any] = {
        "title": title.strip(), "track": track, "cohort": cohort, "due": due.isoformat() if due else None,
        "same_case": same_case, "case": case.id if case else None, "release": release, "note": note.strip(),
        "difficulty": ask.difficulty, "core": ask.core}
    id = new_id()
    try:
        with house.store.write() as writer:
            if case is not None:
                keep_case(house, writer, case, who.id)
            writer.append("assignment", cohort, who.id, house.now, body, id)
    except Unstorable:
        raise Refused("The title or note holds characters that are no text. Type it again.") from None
    return id


def core_choices(house: House, track: str) -> list[CoreChoice]:
    """What a case of a track can be about, by title."""
    frame = house.rubrics.tracks[track].frame if track in house.rubrics.tracks else ""
    found = [CoreChoice(id, strand.title, strand.summary) for id, strand in house.library.strands.items()
             if strand.kind == "core" and (not strand.tracks or {track, frame} & set(strand.tracks))]
    return sorted(found, key=lambda c: c.title)


def assignments_of(house: House, who: Visitor, cohort: str | None = None) -> list[GivenView]:
    """What was assigned, newest first: a cohort's, or all that one may see."""
    allow(who, "assignments_of", cohort=who.cohort if cohort is None else cohort)
    with house.store.read() as reader:
        given = [e for e in reader.events(of=cohort, kind="assignment") if may(who, "assignments_of", cohort=e.of)]
        trainees = {p.id: p for p in reader.people(role="trainee") if p.active}
        begun = {(h.body["assignment"], h.owner) for h in attempts_of(reader, trainees) if not h.declined}
    return [GivenView(
        id=e.id, title=e.body["title"], track=e.body["track"],
        track_title=house.rubrics.tracks[e.body["track"]].title, cohort=e.of, due=day(e.body["due"]),
        same_case=e.body["same_case"], release=e.body["release"], at=e.at,
        begun=sum(a == e.id and trainees[t].cohort == e.of for a, t in begun),
        of=sum(p.cohort == e.of for p in trainees.values())) for e in reversed(given)]
