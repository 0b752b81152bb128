"""A trainee's attempts: what is in hand, what is given, and beginning another."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import AssignmentView, AttemptView, TrackChoice


def attempts(house: House, who: Visitor) -> list[AttemptView]:
    """One's attempts, newest first; declined ones left out."""
    raise NotImplementedError


def attempt(house: House, who: Visitor, attempt_id: str) -> AttemptView:
    """One attempt."""
    raise NotImplementedError


def assignments(house: House, who: Visitor) -> list[AssignmentView]:
    """What was given and isn't begun, the soonest due first."""
    raise NotImplementedError


def begin(house: House, who: Visitor, assignment_id: str) -> str:
    """Begin an assignment; the attempt's id (the same one when it is begun already)."""
    raise NotImplementedError


def practise(house: House, who: Visitor, track: str, content_ok: bool = True) -> str:
    """Begin a practice case; the attempt's id."""
    raise NotImplementedError


def decline(house: House, who: Visitor, attempt_id: str) -> None:
    """Ask for another case, without a reason. Refused once something was handed in."""
    raise NotImplementedError


def track_choices(house: House) -> list[TrackChoice]:
    """What there is to practise."""
    raise NotImplementedError
