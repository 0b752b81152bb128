"""What a check stands on: where it looks, how it shows evidence, which page it names."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from trainer.language.spans import Span, find
from trainer.plan.submission import Submission
from trainer.rubric.checks import build
from trainer.rubric.checks.dates import add_months
from trainer.rubric.checks.livable import opening, told_days, told_times
from trainer.rubric.examples import reference_case
from trainer.rubric.ground import Ground, Piece, Shared
from trainer.rubric.library import rubrics
from trainer.rubric.model import Outcome

CASE = reference_case()


def ground(*parts: str, **plan: Any) -> Ground:
    submission = Submission(case=CASE.id, handed_in=CASE.today, plan=plan)
    return Ground(Shared(CASE, submission, rubrics().forms), parts)


def look(check: dict[str, Any], part: str, value: Any) -> Outcome:
    return build(check).look(ground(part, **{part.partition(".")[2]: value}))


def test_whom_a_part_is_about() -> None:
    here = ground("plan.health")
    assert here.subject("plan.health") == ("tessa",)
    assert here.subject("plan.parent_visits") == ("tessa",)
    assert here.subject("plan.monitoring") == ()
    assert here.subject("worksheet.q3_parent") == ()
    assert here.subject("plan.nowhere") == ()


def test_evidence_of_a_text_and_of_a_cell() -> None:
    text = "Tessa has asthma. She runs."
    piece = Piece("plan.health", text)
    found = find(text, "asthma")
    assert found is not None
    (shown,) = ground("plan.health").sentences(piece, [found])
    assert (shown.part, shown.row, shown.quote) == ("plan.health", "", "Tessa has asthma.")
    rows = ground("plan.threats", threats=[{"id": "t9", "what": "In bed for days.", "who": "Carla"}])
    (cell,) = rows.pieces
    where = find(cell.text, "Carla")
    assert where is not None
    evidence = cell.evidence(where)
    assert evidence is not None
    assert (evidence.row, evidence.column, evidence.start, evidence.quote) == ("t9", "who", 0, "Carla")
    assert cell.head == "In bed for days."


def test_what_stands_close_in_a_sentence_is_shown_as_one() -> None:
    text = "Mild asthma and an albuterol inhaler. Far off, asthma again."
    piece = Piece("plan.health", text)
    spans = [find(text, "asthma"), find(text, "inhaler"), Span(47, 53, "asthma")]
    shown = ground("plan.health").shown(piece, [s for s in spans if s is not None])
    assert [e.quote for e in shown] == ["asthma and an albuterol inhaler", "asthma"]


def test_a_missed_fact_names_the_latest_paper() -> None:
    here = ground("plan.health")
    for fact in CASE.facts:
        if len(fact.seen_in) > 1:
            page = here.page(fact)
            assert page is not None
            assert CASE.document(page.document).date == max(CASE.document(s.document).date for s in fact.seen_in)
    told = next(f for f in CASE.facts if not f.seen_in)
    assert here.page(told) is None
    assert here.missed([told])[0].page == 0
    assert here.source(told) == ""


def test_the_plans_own_day_is_the_one_it_was_finished_on() -> None:
    assert ground("plan.steps", developed_on="2026-07-01").plan_date == dt.date(2026, 7, 1)
    assert ground("plan.steps", developed_on="soon").plan_date == CASE.today


def test_a_day_after_handing_in_is_never_in_time() -> None:
    check = {"kind": "within_days", "anchor": "placement", "months": 6}
    assert look(check, "plan.concurrent_on", "2026-07-20").level == "met"
    late = look(check, "plan.concurrent_on", "2026-07-21")  # the clock would still run
    assert late.level == "missed"
    assert "after the day of handing in" in late.why
    assert look({"kind": "within_days"}, "plan.developed_on", "2026-07-21").level == "missed"
    assert look({"kind": "within_days"}, "plan.developed_on", "2026-07-20").level == "met"
    assert (
        look({"kind": "within_days", "anchor": "moon_landing", "days": 3}, "plan.developed_on", "").level
        == "not_applicable"
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [((2026, 1, 21), 6, (2026, 7, 21)), ((2026, 8, 31), 6, (2027, 2, 28)), ((2026, 12, 1), 1, (2027, 1, 1))],
)
def test_calendar_months(start: tuple[int, int, int], months: int, end: tuple[int, int, int]) -> None:
    assert add_months(dt.date(*start), months) == dt.date(*end)


@pytest.mark.parametrize(
    ("hours", "span"),
    [
        ("Monday to Friday 9 am to 6 pm", (540, 1080)), ("Wednesday 1 pm to 5 pm", (780, 1020)),
        ("Tuesday, 9:30 to 11:30 am", (570, 690)), ("Monday to Friday, 3:30 to 7:00 pm", (930, 1140)),
        ("Saturday 10:00 am to 1:00 pm", (600, 780)), ("evenings and weekends", None), ("", None),
    ],
)  # fmt: skip
def test_hours_of_a_service(hours: str, span: tuple[int, int] | None) -> None:
    service = CASE.services[0].model_copy(update={"hours": hours})
    assert opening(service) == span


def test_days_and_times_in_a_step() -> None:
    assert told_days("on Mondays and Wed, and every weekend") == {"Mon", "Sat", "Sun"}
    assert told_days("on weekdays") == {"Mon", "Tue", "Wed", "Thu", "Fri"}
    assert told_times("Sees her at 1:30 in the afternoon") == [13 * 60 + 30]
    assert told_times("comes at 10 am") == [600]
    assert told_times("on a Wednesday at two") == [14 * 60]
    assert told_times("two puffs of 10 mg") == []


def test_steps_that_collide_with_a_life() -> None:
    step = {"id": "s1", "objective": "", "actor": "Carla Whitcomb", "by": "2026-08-31"}
    for action, service, level in [
        ("Attends on weekdays at 10 am.", "", "missed"),                        # she works till noon
        ("Sees Ms. Marsh on Mondays at 1:30.", "Riverbend Behavioral Health", "met"),
        ("Joins Tessa's last sessions.", "Lantern Child Trauma Clinic", "missed"),   # seven miles, no car
        ("Joins Tessa's last sessions; Dana Merritt drives her.", "Lantern Child Trauma Clinic", "met"),
        ("Goes to the class.", "Positive Parenting Class", "missed"),           # open only while she works
        ("Goes there.", "Wonder Wellness Retreat", "missed"),                   # nowhere in the record
    ]:  # fmt: skip
        found = look({"kind": "achievable"}, "plan.steps", [{**step, "action": action, "service": service}])
        assert found.level == level, (action, found.why)
