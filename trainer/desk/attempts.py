"""A trainee's attempts: what is in hand, what is given, and beginning another."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from trainer.case.model import Case
from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused
from trainer.desk.history import History, attempts_of, the_attempt
from trainer.desk.open import Ask, House
from trainer.desk.permissions import allow
from trainer.desk.stages import attempt_view, day
from trainer.desk.views import AssignmentView, AttemptView, TrackChoice
from trainer.store import Reader, Writer, new_id


def attempts(house: House, who: Visitor) -> list[AttemptView]:
    """One's attempts, newest first; declined ones left out."""
    allow(who, "attempts", who.id, who.cohort)
    with house.store.read() as reader:
        own = [h for h in attempts_of(reader, [who.id]) if not h.declined]
        return [attempt_view(house, reader, h) for h in reversed(own)]


def attempt(house: House, who: Visitor, attempt_id: str) -> AttemptView:
    """One attempt."""
    with house.store.read() as reader:
        return attempt_view(house, reader, the_attempt(reader, who, "attempt", attempt_id))


def assignments(house: House, who: Visitor) -> list[AssignmentView]:
    """What was given and isn't begun, the soonest due first."""
    allow(who, "assignments", who.id, who.cohort)
    if who.cohort is None:
        return []
    with house.store.read() as reader:
        begun = {str(h.body["assignment"]) for h in attempts_of(reader, [who.id]) if h.assignment and not h.declined}
        given = [e for e in reader.events(of=who.cohort, kind="assignment") if e.id not in begun]
    views = [AssignmentView(
        id=e.id, title=e.body["title"], track=e.body["track"], due=day(e.body["due"]),
        asked=house.rubrics.tracks[e.body["track"]].asks, note=e.body["note"],
        track_title=house.rubrics.tracks[e.body["track"]].title) for e in given]
    return sorted(views, key=lambda v: (v.due or dt.date.max, v.title))


def begin(house: House, who: Visitor, assignment_id: str) -> str:
    """Begin an assignment; the attempt's id (the same one when it is begun already)."""
    with house.store.read() as reader:
        given = reader.event(assignment_id)
        if given is None or given.kind != "assignment":
            raise NotYours
        allow(who, "begin", who.id, given.of)
        existing, declined = _begun(reader, who, assignment_id)
        if existing:
            return existing
        shared = given.body["case"] if given.body["same_case"] and not declined else None
        case = house.shelf.case(reader, shared) if shared else None
    fresh = case is None
    if case is None:
        case = make_case(house, given.body["track"], Ask(given.body.get("difficulty"), given.body.get("core", "")))
    with house.store.write() as writer:
        existing, _ = _begun(writer, who, assignment_id)
        if existing:
            return existing
        if fresh:
            keep_case(house, writer, case, who.id)
        return _start(house, writer, who, case, given.body["track"], assignment_id)


def practise(house: House, who: Visitor, track: str, content_ok: bool = True, difficulty: int | None = None) -> str:
    """Begin a practice case; the attempt's id. ``content_ok``: they have read what such cases are about."""
    allow(who, "practise", who.id, who.cohort)
    if track not in house.rubrics.tracks:
        raise Refused(f"There is no track {track[:40]!r}. Choose one of the list.")
    if difficulty not in (None, *range(1, 6)):
        raise Refused("Choose how hard the case is from the list.")
    case = make_case(house, track, Ask(difficulty))
    with house.store.write() as writer:
        keep_case(house, writer, case, who.id)
        id = _start(house, writer, who, case, track, None)
        if content_ok:
            writer.append("content_note", id, who.id, house.now, {"answer": "read"})
        return id


def decline(house: House, who: Visitor, attempt_id: str) -> None:
    """Ask for another case, without a reason. Refused once something was handed in."""
    with house.store.write() as writer:
        history = the_attempt(writer, who, "decline", attempt_id)
        if history.handed:
            raise Refused("You have handed this case in. It stays with you; start another one beside it.")
        if not history.declined:
            writer.append("content_note", attempt_id, who.id, house.now, {"answer": "another"})


def track_choices(house: House) -> list[TrackChoice]:
    """What there is to practise."""
    return [TrackChoice(id, t.title, t.summary) for id, t in house.rubrics.tracks.items()]


def make_case(house: House, track: str, ask: Ask = Ask()) -> Case:  # noqa: B008 - frozen
    """A new case from a secret seed of 128 bits, under an id that tells neither seed nor strands."""
    return house.make(house, track, secrets.token_hex(16), f"c-{secrets.token_hex(6)}", ask)


def keep_case(house: House, writer: Writer, case: Case, by: str) -> None:
    """Keep a case as it was made: the stored case is the record."""
    writer.append("case", case.id, by, house.now, case.model_dump(mode="json", by_alias=True))
    house.shelf.put(case)


def _start(house: House, writer: Writer, who: Visitor, case: Case, track: str, assignment: str | None) -> str:
    id = new_id()
    body: dict[str, Any] = {"track": track, "case": case.id, "assignment": assignment}
    writer.append("attempt", id, who.id, house.now, body, id)
    return id


def _begun(reader: Reader, who: Visitor, assignment_id: str) -> tuple[str | None, bool]:
    """The attempt under way on an assignment, and whether one was declined before."""
    mine: list[History] = [h for h in attempts_of(reader, [who.id]) if h.body["assignment"] == assignment_id]
    live = [h.id for h in mine if not h.declined]
    return (live[-1] if live else None), any(h.declined for h in mine)
