from __future__ import annotations

import datetime as dt

import pytest

from trainer.language.dates import dates

NEAR = dt.date(2026, 7, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by March 3, 2026", dt.date(2026, 3, 3)),
        ("on Mar. 3", dt.date(2026, 3, 3)),
        ("3/3/26", dt.date(2026, 3, 3)),
        ("03/03/2026", dt.date(2026, 3, 3)),
        ("3-3-2026", dt.date(2026, 3, 3)),
        ("on 12/5", dt.date(2026, 12, 5)),
        ("2026-03-03", dt.date(2026, 3, 3)),
        ("the 3rd of March", dt.date(2026, 3, 3)),
        ("3 March 2026", dt.date(2026, 3, 3)),
        ("Sept. 9th 2025", dt.date(2025, 9, 9)),
        ("on May 4 they march on", dt.date(2026, 5, 4)),
        ("by January 10", dt.date(2027, 1, 10)),  # the year nearest to the case
    ],
)
def test_usual_american_forms(text: str, day: dt.date) -> None:
    found = dates(text)
    assert len(found) == 1
    assert found[0].date(NEAR) == day
    assert text[found[0].span.start : found[0].span.end] == found[0].span.quote


@pytest.mark.parametrize(
    "text",
    [
        "she may help",
        "They march on",
        "February 30",
        "13/40/2020",
        "rated 4/5",
        "kept 4/5 visits",
        "half 1/2",
        "page 3/4",
        "we will see",
        "sept",
        "12:30",
        "555-1234",
        "the second of three",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not [f for f in dates(text) if f.day is not None or f.month is not None]


def test_parts_that_are_not_told_stay_open() -> None:
    month, year = dates("in June, and again in 2024")
    assert (month.year, month.month, month.day) == (None, 6, None)
    assert (year.year, year.month, year.day) == (2024, None, None)
    assert month.date(NEAR) is None
    assert month.fits(dt.date(2026, 6, 9))
    assert not month.fits(dt.date(2026, 7, 9))


def test_may_is_a_month_only_where_a_month_can_stand() -> None:
    assert dates("since May she calls")[0].month == 5
    assert not dates("May she rest")


def test_two_written_dates_agree_where_nothing_told_differs() -> None:
    june, june_9 = dates("June")[0], dates("June 9, 2026")[0]
    assert june.agrees(june_9)
    assert not dates("June 10")[0].agrees(june_9)
