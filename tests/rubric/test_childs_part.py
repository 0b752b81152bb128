"""A child's step is asked for where the child has a part, and one of them earns a share."""

from __future__ import annotations

import pytest

from trainer.plan.submission import Submission
from trainer.rubric.checks.participants import Actors
from trainer.rubric.examples import reference_case
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import rubrics
from trainer.rubric.model import Outcome

CASE = reference_case()
FORMS = rubrics().rubric("connecticut").forms
CHANGES = {
    "o1": "Ms. Whitcomb has treatment for her depression and is up by seven, also on bad days in bed.",
    "o2": "Tessa sleeps through six nights of seven without checking the doors.",
    "o3": "Tessa reads at the level of her grade.",
}


def child(*under: str) -> Outcome:
    objectives = [{"id": id, "answers": "", "change": change} for id, change in CHANGES.items()]
    steps = [{"id": f"s{o}", "objective": o, "actor": "Tessa Delgado", "action": "Puts a star on her calendar."}
             for o in under]
    submission = Submission(case=CASE.id, handed_in=CASE.today, asked=("plan",),
                            plan={"objectives": objectives, "steps": steps})
    return Actors(kind="actors", who="child").look(Ground(Shared(CASE, submission, FORMS), ("plan.steps",)))


@pytest.mark.parametrize(("under", "level", "share"), [
    ((), "missed", 0.0), (("o2",), "partly", 0.5), (("o2", "o3"), "met", 1.0), (("o1",), "partly", 1 / 3),
    (("o1", "o2", "o3"), "met", 1.0)])
def test_a_parents_own_objective_asks_nothing_of_the_child(under: tuple[str, ...], level: str, share: float) -> None:
    outcome = child(*under)
    assert outcome.level == level
    assert outcome.share == pytest.approx(share)
