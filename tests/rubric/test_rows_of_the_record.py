"""An assessment row that tells something true, if of another sort, isn't called made up."""

from __future__ import annotations

from trainer.plan.submission import Submission
from trainer.rubric.checks.assessment import NamedRows
from trainer.rubric.examples import reference_case
from trainer.rubric.ground import Ground, Shared
from trainer.rubric.library import rubrics
from trainer.rubric.model import Outcome

CASE = reference_case()
FORMS = rubrics().rubric("connecticut").forms
TRUE = ["Since her mother Nora died Ms. Whitcomb is isolated and has no adult who would notice a bad day.",
        "In 2024 she stopped opening the door out of shame and services ended early."]


def risks(*rows: str) -> Outcome:
    table = [{"id": f"r{n}", "what": what, "who": ""} for n, what in enumerate(rows)]
    submission = Submission(case=CASE.id, handed_in=CASE.today, asked=("plan",), plan={"risks": table})
    check = NamedRows(kind="named", of="risks", share=0.6, apart=("threats",))
    return check.look(Ground(Shared(CASE, submission, FORMS), ("plan.risks",)))


def test_a_true_fact_among_the_risks_is_no_invention_and_costs_nothing() -> None:
    outcome = risks(*TRUE, "Tessa runs with the club on Fridays.")
    assert outcome.level == "met"
    assert "nothing in the record" not in outcome.why
    assert "stands in the record" in outcome.why


def test_what_nobody_can_find_is_asked_about() -> None:
    outcome = risks(*TRUE, "Gambling debts.")
    assert outcome.level == "met"
    assert "We found nothing in the record behind \"Gambling debts\"; where did you read it?" in outcome.why


def test_words_shared_with_a_threat_do_not_make_a_row_one() -> None:
    row = "She is alone a lot and has nobody to sit with the children since the sitter moved away."
    assert "safety threat" not in risks(*TRUE, row).why
    assert risks(*TRUE, row).level == "met"
    assert "safety threat" in risks(*TRUE, "Owen is left alone without supervision in Tessa's care.").why
