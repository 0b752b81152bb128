"""Mastery, and what to practise next."""

from __future__ import annotations

import pytest

from trainer.plan.submission import Level
from trainer.practice.mastery import Tried, mastery
from trainer.practice.next_case import Scope, suggest

TRACKS = {"ct": Scope(title="Connecticut plan", criteria=frozenset({"a", "b"})),
          "ga": Scope(title="Georgia review", criteria=frozenset({"b", "c", "d"}))}


def tried(attempt: int, criterion: str, level: Level, track: str = "ct", of: float = 2) -> Tried:
    return Tried(attempt=attempt, at=f"2026-11-{attempt:02}T09:00:00Z", track=track, criterion=criterion, key=criterion,
                 title=f"Title of {criterion}", theme="child", level=level, of=of)


def run(*levels: Level) -> list[Tried]:
    return [tried(n, "a", level) for n, level in enumerate(levels, 1)]


@pytest.mark.parametrize(("levels", "mastered"), [
    (("met",), False),
    (("met", "met"), True),
    (("missed", "met", "met"), True),
    (("met", "met", "missed"), False),
    (("met", "not_applicable", "met"), True),
    (("met", "not_observed", "partly", "met"), False),
    (("met", "unsure"), False),
    (("unsure", "met", "met"), True),
])
def test_met_twice_in_a_row_where_it_applied(levels: tuple[Level, ...], mastered: bool) -> None:
    assert mastery(run(*levels))[0].mastered == mastered


def test_what_never_applied_is_not_there() -> None:
    assert mastery(run("not_applicable", "not_observed")) == ()


def test_order_of_reading_makes_no_difference() -> None:
    history = run("met", "met", "missed")
    assert mastery(history[::-1]) == mastery(history)


def test_a_start() -> None:
    first = suggest([], TRACKS)
    assert (first.track, first.work_on) == ("ct", ())
    with pytest.raises(ValueError, match="no track"):
        suggest([], {})


def test_what_is_worth_most_and_missed_decides() -> None:
    history = [tried(1, "a", "missed", of=1), tried(1, "b", "missed", of=3)]
    found = suggest(history, {"ct": TRACKS["ct"]})
    assert found.work_on == ("Title of b", "Title of a")
    assert "Title of b" in found.says
    assert "Connecticut plan" in found.says


def test_the_track_where_most_can_be_worked_on() -> None:
    history = [tried(1, "b", "missed"), tried(1, "c", "missed", "ga"), tried(1, "d", "partly", "ga")]
    assert suggest(history, TRACKS).track == "ga"


def test_of_equals_the_one_tried_longest_ago() -> None:
    only_b = {t: Scope(title=t, criteria=frozenset({"b"})) for t in ("x", "y")}
    assert suggest([tried(1, "b", "missed", "x"), tried(2, "b", "missed", "x")], only_b).track == "y"


def test_mastered_is_left_alone() -> None:
    history = [*run("met", "met"), tried(2, "b", "partly", of=1)]
    found = suggest(history, TRACKS)
    assert found.work_on == ("Title of b",)


def test_all_mastered_goes_where_most_is_new() -> None:
    found = suggest(run("met", "met"), TRACKS)
    assert (found.track, found.work_on) == ("ga", ())


def test_what_no_track_scores_any_more_is_passed_over() -> None:
    found = suggest([tried(1, "gone", "missed")], TRACKS)
    assert found.work_on == ()
    assert found.track in TRACKS
