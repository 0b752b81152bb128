"""Who may what, written once.

``TABLE`` says for each verb and role whose things it reaches: one's own, one's cohort's, or anybody's. A
role that isn't named may not. ``alone`` is the one person who practises without an account.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours

Whose = Literal["own", "cohort", "any"]

ALONE = "alone"

_WRITER: Mapping[str, Whose] = {"trainee": "own", "alone": "own"}
_READER: Mapping[str, Whose] = {"trainee": "own", "alone": "own", "advisor": "cohort", "coordinator": "any"}
_GRADER: Mapping[str, Whose] = {"alone": "own", "advisor": "cohort", "coordinator": "any"}
_ADVISOR: Mapping[str, Whose] = {"advisor": "cohort", "coordinator": "any"}
_COORDINATOR: Mapping[str, Whose] = {"coordinator": "any"}
_EVERYBODY: Mapping[str, Whose] = {"trainee": "any", "alone": "any", "advisor": "any", "coordinator": "any"}

TABLE: Mapping[str, Mapping[str, Whose]] = {
    # a trainee's attempts
    "attempts": _WRITER,
    "attempt": _WRITER,
    "assignments": _WRITER,
    "begin": {"trainee": "cohort"},
    "practise": _WRITER,
    "decline": _WRITER,
    "suggestion": _WRITER,
    # the record
    "papers": _WRITER,
    "open_paper": _WRITER,
    "search": _WRITER,
    "notes": _WRITER,
    "add_note": _WRITER,
    "disclosed": _WRITER,
    # writing
    "forms_of": _WRITER,
    "part": _WRITER,
    "parts": _WRITER,
    "save": _WRITER,
    "earlier": _WRITER,
    "names_met": _WRITER,
    "services_met": _WRITER,
    "ready": _WRITER,
    "hand_in": _WRITER,
    # feedback
    "feedback": _READER,
    "compare": _READER,
    # grading
    "queue": _GRADER,
    "grading": _GRADER,
    "decide": _GRADER,
    "comment": _GRADER,
    "return_": _ADVISOR,
    "accept": _ADVISOR,
    # the supervisor's letter, and the signatures
    "letter": _READER,
    "save_letter": _COORDINATOR,
    "send_letter": _COORDINATOR,
    "signatures": _READER,
    "sign": {"trainee": "own", "advisor": "cohort", "coordinator": "any"},
    # the roster
    "people": _COORDINATOR,
    "cohorts": _COORDINATOR,
    "add_people": _COORDINATOR,
    "reset_secret": _COORDINATOR,
    "set_active": _COORDINATOR,
    # assignments and overviews
    "assign": _COORDINATOR,
    "assignments_of": _ADVISOR,
    "cohort_board": _ADVISOR,
    "heat": _ADVISOR,
    "progress": _READER,
    "export_rows": _COORDINATOR,
}


def role_of(who: Visitor) -> str:
    """The role that the table knows: whoever practises without an account is ``alone``."""
    return ALONE if who.id == ALONE else who.role


def may(who: Visitor, verb: str, owner: str | None = None, cohort: str | None = None) -> bool:
    """Whether a person may do a verb to what ``owner`` (a person's id) of ``cohort`` has.

    KeyError for a verb that isn't in the table: a verb without a row is a mistake, never a yes.
    """
    whose = TABLE[verb].get(role_of(who))
    if whose == "own":
        return owner is not None and owner == who.id
    if whose == "cohort":
        return cohort is not None and cohort == who.cohort
    return whose == "any"


def allow(who: Visitor, verb: str, owner: str | None = None, cohort: str | None = None) -> None:
    """As ``may``; raises NotYours when the answer is no."""
    if not may(who, verb, owner, cohort):
        raise NotYours
