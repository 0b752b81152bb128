"""What somebody said counts in plain words too; that a child sat there doesn't."""

from __future__ import annotations

from trainer.plan.submission import Submission
from trainer.rubric.checks.participants import Agreement, TookPart
from trainer.rubric.examples import reference_case
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import rubrics
from trainer.rubric.model import Outcome

CASE = reference_case()
FORMS = rubrics().rubric("connecticut").forms


def team(check: TookPart | Agreement, person: str, added: str, agrees: str) -> Outcome:
    row = {"id": "m1", "person": person, "how": "in person", "on": "2026-07-08", "added": added, "agrees": agrees}
    submission = Submission(case=CASE.id, handed_in=CASE.today, asked=("team",), team=(row,))
    return check.look(Ground(Shared(CASE, submission, FORMS), ("team",)))


def test_a_parents_plain_words_are_heard() -> None:
    took_part, agreement = TookPart(kind="took_part", who="mother"), Agreement(kind="agreement")
    assert team(took_part, "Carla Whitcomb", "Nobody is giving up on Tessa.", "agree in part").level == "met"
    assert team(took_part, "Carla Whitcomb", "Was present and signed.", "agree").level == "missed"
    assert "Carla doesn't agree in all" not in team(
        agreement, "Carla Whitcomb", "Nobody is giving up on Tessa.", "disagree").why


def test_a_child_who_was_not_asked_took_no_part() -> None:
    took_part = TookPart(kind="took_part", who="child")
    seen = "Seen at the foster home. Played with her blocks and ate a big plate of rice."
    assert team(took_part, "Tessa Delgado", seen, "weren't asked").level == "missed"
    assert team(took_part, "Tessa Delgado", f"{seen} She wants to see Owen on Sundays.", "weren't asked").level == "met"
