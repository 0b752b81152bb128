"""Who may what, cell by cell, through the verbs themselves."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.desk.world import PIN, World, new_world
from trainer import desk
from trainer.desk.doors import Visitor
from trainer.desk.errors import DeskError, NotYours
from trainer.desk.permissions import TABLE, may
from trainer.desk.views import Roster

# Who may do it to what belongs to Ada (a trainee of the autumn): herself, Bo (autumn), Cy (spring), the advisors
# Ann (autumn) and Sam (spring), the coordinator Kim, and whoever practises alone. Written out on purpose.
WHO = ("ada", "bo", "cy", "ann", "sam", "kim", "alone")
OWNER = "ada"
READERS = "ada ann kim"
REVIEWERS = "ann kim"
STAFF = "kim"
ALL_TRAINEES = "ada bo cy alone"      # each their own list

EXPECTED = {
    "attempts": ALL_TRAINEES, "attempt": OWNER, "assignments": ALL_TRAINEES, "begin": "ada bo",
    "practise": ALL_TRAINEES, "decline": OWNER, "suggestion": ALL_TRAINEES,
    "papers": OWNER, "open_paper": OWNER, "search": OWNER, "notes": OWNER, "add_note": OWNER, "disclosed": OWNER,
    "forms_of": OWNER, "part": OWNER, "parts": OWNER, "save": OWNER, "earlier": OWNER, "names_met": OWNER,
    "services_met": OWNER, "ready": OWNER, "hand_in": OWNER,
    "feedback": READERS, "compare": READERS,
    "queue": "ann sam kim alone", "grading": REVIEWERS, "decide": REVIEWERS, "comment": REVIEWERS,
    "return_": REVIEWERS, "accept": REVIEWERS,
    "letter": READERS, "save_letter": STAFF, "send_letter": STAFF, "signatures": READERS, "sign": READERS,
    "people": STAFF, "cohorts": STAFF, "add_people": STAFF, "reset_secret": STAFF, "set_active": STAFF,
    "assign": STAFF, "assignments_of": REVIEWERS, "cohort_board": REVIEWERS, "heat": REVIEWERS,
    "progress": READERS, "export_rows": STAFF,
}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, dict[str, str]]]:
    world = new_world(tmp_path_factory.mktemp("permissions") / "trainer.sqlite")
    attempt, submission = world.handed_in()
    given = world.give()
    paper = desk.papers(world.house, world.ada, attempt)[0].id
    desk.open_paper(world.house, world.ada, attempt, paper)
    yield world, {"attempt": attempt, "submission": submission, "given": given, "paper": paper}
    world.house.store.close()


def calls(world: World, ids: dict[str, str]) -> dict[str, Callable[[Visitor], Any]]:
    h, a, s, paper = world.house, ids["attempt"], ids["submission"], ids["paper"]
    return {
        "attempts": lambda w: desk.attempts(h, w), "attempt": lambda w: desk.attempt(h, w, a),
        "assignments": lambda w: desk.assignments(h, w), "begin": lambda w: desk.begin(h, w, ids["given"]),
        "practise": lambda w: desk.practise(h, w, "connecticut"), "decline": lambda w: desk.decline(h, w, a),
        "suggestion": lambda w: desk.suggestion(h, w),
        "papers": lambda w: desk.papers(h, w, a), "open_paper": lambda w: desk.open_paper(h, w, a, paper),
        "search": lambda w: desk.search(h, w, a, "Tessa"), "notes": lambda w: desk.notes(h, w, a),
        "add_note": lambda w: desk.add_note(h, w, a, paper, 1, "", "A note"),
        "disclosed": lambda w: desk.disclosed(h, w, a),
        "forms_of": lambda w: desk.forms_of(h, w, a), "part": lambda w: desk.part(h, w, a, "case-plan", "health"),
        "parts": lambda w: desk.parts(h, w, a, "case-plan"),
        "save": lambda w: desk.save(h, w, a, "case-plan", "health", "New words", 1),
        "earlier": lambda w: desk.earlier(h, w, a, "case-plan", "health"),
        "names_met": lambda w: desk.names_met(h, w, a), "services_met": lambda w: desk.services_met(h, w, a),
        "ready": lambda w: desk.ready(h, w, a), "hand_in": lambda w: desk.hand_in(h, w, a),
        "feedback": lambda w: desk.feedback(h, w, a), "compare": lambda w: desk.compare(h, w, a, s, s),
        "queue": lambda w: desk.queue(h, w), "grading": lambda w: desk.grading(h, w, s),
        "decide": lambda w: desk.decide(h, w, s, "no-such-finding", "met", ""),
        "comment": lambda w: desk.comment(h, w, s, "plan.health", "", "", 0, 5, ""),
        "return_": lambda w: desk.return_(h, w, s, ""), "accept": lambda w: desk.accept(h, w, s, "x" * 9_000),
        "letter": lambda w: desk.letter(h, w, s), "save_letter": lambda w: desk.save_letter(h, w, s, "", 0),
        "send_letter": lambda w: desk.send_letter(h, w, s),
        "signatures": lambda w: desk.signatures(h, w, s), "sign": lambda w: desk.sign(h, w, s, PIN),
        "people": lambda w: desk.people(h, w), "cohorts": lambda w: desk.cohorts(h, w),
        "add_people": lambda w: desk.add_people(h, w, Roster()),
        "reset_secret": lambda w: desk.reset_secret(h, w, "p-cy"),
        "set_active": lambda w: desk.set_active(h, w, "p-cy", True),
        "assign": lambda w: desk.assign(h, w, "", "connecticut", "autumn", None, False, "at once"),
        "assignments_of": lambda w: desk.assignments_of(h, w, "autumn"),
        "cohort_board": lambda w: desk.cohort_board(h, w, "autumn"), "heat": lambda w: desk.heat(h, w, "autumn"),
        "progress": lambda w: desk.progress(h, w, "p-ada"), "export_rows": lambda w: desk.export_rows(h, w, "findings"),
    }


@pytest.mark.parametrize("verb", EXPECTED)
def test_each_cell(scene: tuple[World, dict[str, str]], verb: str) -> None:
    world, ids = scene
    call = calls(world, ids)[verb]
    answered = {name for name in WHO if _answers(call, world.people[name])}
    assert answered == set(EXPECTED[verb].split())


def test_nobody_else_learns_whether_it_exists(scene: tuple[World, dict[str, str]]) -> None:
    world, ids = scene
    for who in ("bo", "sam", "alone"):
        sentences = set()
        for attempt in (ids["attempt"], "no-such-attempt", "", "x" * 5_000, "a\x00b", "\ud800", "'; drop table event"):
            with pytest.raises(NotYours) as error:
                desk.feedback(world.house, world.people[who], attempt)
            sentences.add(str(error.value))
        for submission in (ids["submission"], ids["attempt"], "no-such"):
            with pytest.raises(NotYours) as error:
                desk.letter(world.house, world.people[who], submission)
            sentences.add(str(error.value))
        assert sentences == {"That isn't yours to see."}


def test_every_verb_with_a_visitor_has_its_row() -> None:
    verbs = {name for name in desk.__all__ for f in [getattr(desk, name)] if inspect.isfunction(f)
             and list(inspect.signature(f).parameters)[:2] == ["house", "who"]}
    assert verbs == set(TABLE) == set(EXPECTED)


def test_a_verb_without_a_row_is_a_mistake_and_no_yes() -> None:
    with pytest.raises(KeyError):
        may(Visitor("p-kim", "Kim", "coordinator"), "no_such_verb")


def test_people_without_a_cohort_share_none() -> None:
    assert not may(Visitor("p-x", "X", "advisor", None), "feedback", "p-y", None)


def _answers(call: Callable[[Visitor], Any], who: Visitor) -> bool:
    try:
        call(who)
    except NotYours:
        return False
    except DeskError:
        return True
    return True
