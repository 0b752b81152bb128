"""Pictures say the same in words, and hold what they were given."""

from __future__ import annotations

import datetime as dt
import json

from trainer.report import genogram, progress, timeline
from trainer.report.genogram import Link, Member
from trainer.report.palette import LEVELS
from trainer.report.progress import Cell
from trainer.report.timeline import Deadline, Moment

FAMILY = [
    Member(key="mother", name="Dana"),
    Member(key="girl", name="Mia", child=True, focus=True),
    Member(key="boy", name="Leo", sex="male", child=True),
    Member(key="dad", name="Ray", sex="male"),
    Member(key="gran", name="Bea"),
    Member(key="stranger", name="Lou"),
]
TIES = [
    Link(a="mother", b="girl", tie="mother"),
    Link(a="mother", b="boy", tie="mother"),
    Link(a="dad", b="girl", tie="legal father", sure=False),
    Link(a="gran", b="mother", tie="grandmother"),
]


def test_generations_stand_above_each_other() -> None:
    places = genogram._places(FAMILY, TIES)
    assert places["gran"][1] > places["mother"][1] > places["girl"][1] == places["boy"][1]
    assert len(set(places.values())) == len(FAMILY), "two people on one spot"


def test_the_genogram_in_words_says_what_is_settled_and_who_has_no_tie() -> None:
    words = genogram.in_words(FAMILY, TIES)
    assert "Ray is said to be the legal father of Mia." in words
    assert "Dana is the mother of Leo." in words
    assert "No tie is known yet for Lou." in words


def test_an_empty_family_is_a_picture_too() -> None:
    assert json.dumps(genogram.spec(genogram.genogram([], [])))
    assert genogram.in_words([], []) == ()


def test_the_timeline_shows_each_moment_and_each_clock() -> None:
    moments = [
        Moment(date=dt.date(2026, 1, 20), says="Removal", where="Petition"),
        Moment(date=dt.date(2026, 1, 5), says="Report"),
    ]
    clocks = [
        Deadline(begins=dt.date(2026, 1, 20), due=dt.date(2026, 3, 21), title="First plan", provision="FED.TIME.60D")
    ]
    words = timeline.in_words(moments, clocks)
    assert words[0] == "January 5, 2026: Report"
    assert words[-1] == "First plan: counted from January 20, 2026, due March 21, 2026 (FED.TIME.60D)"
    drawn = json.dumps(timeline.timeline(moments, clocks, dt.date(2026, 2, 1)).to_dict())
    assert "Removal" in drawn
    assert "March 21, 2026" in drawn
    assert "March" not in json.dumps(timeline.timeline(moments).to_dict()), "a clock shows where none was given"


def test_levels_are_told_by_sign_and_word_not_by_colour_alone() -> None:
    cells = [Cell(row="Dates", column="1", level="missed"), Cell(row="Dates", column="2", level="met")]
    assert progress.as_table(cells) == [{"Criterion": "Dates", "1": "○ missed", "2": "● met"}]
    drawn = json.dumps(progress.heat_map(cells, "Attempt").to_dict(), ensure_ascii=False)
    assert "○" in drawn
    shown = [(sign, word) for _, sign, word in LEVELS.values()]
    assert len(set(shown)) == len(shown)
