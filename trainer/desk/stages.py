"""Where an attempt stands and what comes next: worked out from its events each time, never stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

from trainer.case.model import Case
from trainer.desk.history import History, name_of
from trainer.desk.judged import signed_off
from trainer.desk.open import House
from trainer.desk.views import AttemptView, Stage
from trainer.plan.forms import Form
from trainer.store import Reader


def forms_of_track(house: House, track: str) -> dict[str, Form]:
    """The forms that a track fills in, in its order."""
    return {id: house.rubrics.forms[id] for id in house.rubrics.tracks[track].forms}


def what_is_written(house: House, track: str) -> str:
    """What a track's trainees write, in a word: plan or worksheet."""
    return "plan" if any(f.place == "plan" for f in forms_of_track(house, track).values()) else "worksheet"


def is_filled(value: Any) -> bool:
    """Whether anything stands in a part: a text that isn't blank, a table with a cell that isn't."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return any(isinstance(row, dict) and any(is_filled(c) for k, c in row.items() if k != "id") for row in value)
    return False


def stage(house: House, reader: Reader, history: History) -> Stage:
    """The stage of an attempt."""
    newest = history.newest
    if history.closed:
        return "signed" if signed_off(reader, history) else "accepted"
    if newest is None:
        return _before(house, history)
    if history.answer(newest.id) is not None or (history.practice and history.changed):
        return "revise"
    return "feedback" if history.released(newest.id) else "waiting"


def attempt_view(house: House, reader: Reader, history: History) -> AttemptView:
    """An attempt as screens show it."""
    case = house.shelf.case(reader, history.case_id)
    track = house.rubrics.tracks[history.track]
    now = stage(house, reader, history)
    step, page = _next(house, history, case, now)
    given = history.assignment
    return AttemptView(
        id=history.id, title=case.title, track=history.track, track_title=track.title, stage=now,
        due=day(given["due"]) if given else None, case_today=case.today,
        assignment_title=str(given["title"]) if given else "", submissions=len(history.handed),
        last_saved=history.last_saved, next_step=step, next_page=page, focus_name=_child(case),
        content_note=content_note(house, case), practice=history.practice, can_write=history.open_to_writing,
        begun_at=history.at, trainee_name=name_of(reader, history.owner))


def content_note(house: House, case: Case) -> str:
    """What somebody may want to know before opening this case: its strands' notes, each once."""
    library = house.library
    strands = [library.strands.get(s) or library.frames.get(s) for s in case.strands]
    return " ".join(dict.fromkeys(s.content_note.strip() for s in strands if s and s.content_note.strip()))


def _before(house: House, history: History) -> Stage:
    forms = forms_of_track(house, history.track)
    filled = {(p.form, p.part) for p in history.parts if is_filled(p.value)}
    if not filled:
        return "read"
    asked = {(f, p.id) for f, form in forms.items() for p in form.parts if not p.optional}
    return "hand_in" if asked <= filled else "plan"


def _next(house: House, history: History, case: Case, now: Stage) -> tuple[str, str]:
    what = what_is_written(house, history.track)
    writing = "plan" if what == "plan" else "review"
    unopened = len(case.documents) - len(history.opened)
    if now == "read":
        if not history.opened:
            return "Read the record. Start with the oldest paper.", "record"
        if unopened > 0:
            papers = "1 paper is" if unopened == 1 else f"{unopened} papers are"
            return f"Go on reading: {papers} still unopened.", "record"
        return f"You have opened every paper. Start your {what}.", writing
    if now == "plan":
        return f"Go on with your {what}.", writing
    if now == "hand_in":
        return f"Your {what} has something in every part. Look it over, then hand it in.", "hand_in"
    if now == "waiting":
        return "Your advisor is reading it. Your feedback appears here.", "feedback"
    if now == "feedback":
        return "Read your feedback.", "feedback"
    if now == "revise":
        return f"Read what to change, change your {what}, and hand it in again.", writing
    if now == "accepted":
        return f"Your {what} is accepted. Sign it.", "feedback"
    return "This one is done and signed. Start another when you like.", "today"


def day(text: str | None) -> dt.date | None:
    """A stored day as a date; None stays None."""
    return dt.date.fromisoformat(text) if text else None


def _child(case: Case) -> str:
    """The child whose plan it is, as a page names them: \"Marcus Barr, 9 years\"."""
    years = case.child.age(case.today)
    if years is None:
        return case.child.name
    return f"{case.child.name}, {years} {'year' if years == 1 else 'years'}" if years else f"{case.child.name}, a baby"
