"""What one fact of today says isn't held against another of the same matter."""

from __future__ import annotations

from trainer.plan.submission import Submission
from trainer.rubric.checks.facts import Facts
from trainer.rubric.examples import reference_case
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import rubrics
from trainer.rubric.model import Outcome

CASE = reference_case()
FORMS = rubrics().rubric("connecticut").forms
ONE = CASE.current("parent")[0]


def said(text: str, *facts: tuple[str, str]) -> Outcome:
    made = tuple(ONE.model_copy(update={
        "id": f"f_made_{n}", "topic": "parent.made.visits", "says": says, "elements": {"what": (what,)},
        "essential": ("what",), "quote": ""}) for n, (says, what) in enumerate(facts))
    case = CASE.model_copy(update={"facts": (*CASE.facts, *made)})
    submission = Submission(case=case.id, handed_in=case.today, asked=("plan",), plan={"monitoring": text})
    check = Facts(kind="facts", topics=("parent.made",), need="any")
    return check.look(Ground(Shared(case, submission, FORMS), ("plan.monitoring",)))


GOES = ("Carla goes to the day clinic.", "goes to the day clinic")
STOPPED = ("Carla no longer goes to the day clinic, which closed her treatment.", "no longer goes to the day clinic")


def test_what_the_record_says_is_not_held_against_it() -> None:
    outcome = said("Carla no longer goes to the day clinic, which closed her treatment.", GOES, STOPPED)
    assert outcome.level == "met"
    assert "differently" not in outcome.why


def test_the_opposite_of_the_only_fact_still_is() -> None:
    assert "differently" in said("Carla no longer goes to the day clinic.", GOES).why
