import datetime as dt

import pytest

from trainer.case.clock import (
    ClockRule,
    NoSuchDay,
    add_months,
    add_working_days,
    age,
    clocks,
    months_old,
    named,
    resolve,
)
from trainer.case.draw import Draw
from trainer.case.strand import When

D = dt.date


def test_ages_turn_on_the_birthday() -> None:
    born = D(2018, 3, 15)
    assert age(born, D(2026, 3, 14)) == 7
    assert age(born, D(2026, 3, 15)) == 8
    assert months_old(D(2025, 1, 31), D(2026, 2, 28)) == 12
    assert age(D(2020, 2, 29), D(2026, 2, 28)) == 5


def test_calendar_months_keep_to_the_month() -> None:
    assert add_months(D(2026, 1, 31), 1) == D(2026, 2, 28)
    assert add_months(D(2026, 8, 15), 6) == D(2027, 2, 15)
    assert add_months(D(2026, 3, 31), -12) == D(2025, 3, 31)


def test_working_days_pass_over_weekends_and_new_year() -> None:
    assert add_working_days(D(2026, 1, 9), 1) == D(2026, 1, 12)
    assert add_working_days(D(2025, 12, 31), 1) == D(2026, 1, 2)
    assert add_working_days(D(2026, 1, 12), -1) == D(2026, 1, 9)


def test_named_days_may_be_shifted_and_may_end_in_a_number() -> None:
    days = {"removal": D(2026, 3, 1), "visit-2": D(2026, 4, 1)}
    assert named("removal+60", days) == D(2026, 4, 30)
    assert named("removal - 1", days) == D(2026, 2, 28)
    assert named("visit-2", days) == D(2026, 4, 1)
    with pytest.raises(NoSuchDay, match='did you mean "removal"'):
        named("remowal", days)


def test_days_are_resolved_whatever_their_order_in_the_file() -> None:
    rules = {
        "hearing": When(after="removal", days=(7, 7), weekday=True),
        "removal": When(after="today", days=(-40, -40)),
        "next": When(after="hearing+10"),
    }
    days = resolve(rules, {"today": D(2026, 5, 1)}, Draw("x"))
    assert days["removal"] == D(2026, 3, 22)
    assert days["hearing"] == D(2026, 3, 30)        # March 29 is a Sunday
    assert days["next"] == D(2026, 4, 9)


def test_a_weekday_rule_does_not_pass_today() -> None:
    days = resolve({"note": When(after="today", weekday=True)}, {"today": D(2026, 5, 3)}, Draw("x"))
    assert days["note"] == D(2026, 5, 1)            # May 3 is a Sunday
    later = resolve({"slot": When(after="today", days=(6, 6), weekday=True)}, {"today": D(2026, 5, 3)}, Draw("x"))
    assert later["slot"] == D(2026, 5, 11)


def test_a_ring_of_days_and_a_day_nobody_gives_are_named() -> None:
    with pytest.raises(NoSuchDay, match="hang on one another: a -> b -> a"):
        resolve({"a": When(after="b"), "b": When(after="a")}, {"today": D(2026, 1, 1)}, Draw("x"))
    with pytest.raises(NoSuchDay, match="'a' hangs on 'removed'"):
        resolve({"a": When(after="removed")}, {"today": D(2026, 1, 1)}, Draw("x"))


def test_another_draw_moves_no_day_drawn_before() -> None:
    rule = When(after="today", days=(-400, 0))
    one = resolve({"a": rule}, {"today": D(2026, 5, 4)}, Draw("s"))
    two = resolve({"z": rule, "a": rule, "b": rule}, {"today": D(2026, 5, 4)}, Draw("s"))
    assert one["a"] == two["a"] != two["b"]


def test_clocks_count_from_their_own_anchor() -> None:
    rules = (
        ClockRule(id="plan", title="Plan", anchor="removal", days=60, provision="FED.TIME.60D"),
        ClockRule(id="goal", title="Goal", anchor="placement", months=6, provision="CT-36-3.PERM.2",
                  when="poor_prognosis"),
    )
    days = {"removal": D(2026, 1, 20), "placement": D(2026, 1, 31)}
    assert [(c.id, c.due) for c in clocks(rules, days, True)] == [("plan", D(2026, 3, 21)), ("goal", D(2026, 7, 31))]
    assert [c.id for c in clocks(rules, days, False)] == ["plan"]
    with pytest.raises(NoSuchDay):
        clocks(rules, {"removal": D(2026, 1, 20)}, True)


def test_a_clock_runs_days_or_months() -> None:
    with pytest.raises(ValueError, match="either days or months"):
        ClockRule(id="x", title="x", anchor="removal", provision="x")
