"""Rows of tables: nothing written is lost, whatever is added, moved, taken out or put back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.plan.forms import forms
from trainer.ui.parts.rows import (
    main_column,
    moved,
    nested,
    orphans,
    parent_column,
    put_back,
    targets,
    under,
    with_cell,
    without,
)

PLAN = forms()["case-plan"]
ROWS = [{"id": "a", "what": "one"}, {"id": "b", "what": "two"}, {"id": "c", "what": "three"}]


def test_a_cell_changes_alone() -> None:
    assert with_cell(ROWS, "b", "who", "Mia") == [ROWS[0], {"id": "b", "what": "two", "who": "Mia"}, ROWS[2]]
    assert "who" not in ROWS[1]


def test_words_for_a_row_that_is_gone_come_back_with_it() -> None:
    assert with_cell(ROWS, "z", "what", "late words")[-1] == {"id": "z", "what": "late words"}


@given(st.integers(0, 2), st.integers(0, 5))
def test_what_is_removed_can_be_put_back(at: int, elsewhere: int) -> None:
    row = ROWS[at]
    assert put_back(without(ROWS, row["id"]), row, at) == ROWS
    again = put_back(without(ROWS, row["id"]), row, elsewhere)
    assert sorted(r["id"] for r in again) == ["a", "b", "c"]
    assert put_back(again, row, at) == again, "twice is once"


def test_rows_move_among_their_own_group() -> None:
    mixed = [{"id": "a", "of": "x"}, {"id": "b", "of": "y"}, {"id": "c", "of": "x"}]
    assert [r["id"] for r in moved(mixed, "a", 1, ["a", "c"])] == ["c", "b", "a"]
    assert moved(mixed, "a", -1, ["a", "c"]) == mixed
    assert moved(mixed, "gone", 1, ["a", "c"]) == mixed


def test_steps_stand_under_objectives() -> None:
    steps = nested(PLAN, PLAN.part("objectives"))
    assert steps is not None
    assert steps.id == "steps"
    column = parent_column(steps)
    assert column is not None
    assert column.id == "objective"
    assert parent_column(PLAN.part("objectives")) is None, "an objective answers one of several tables"
    rows = [{"id": "s", "objective": "o"}, {"id": "t", "objective": "gone"}]
    assert under(rows, column, "o") == rows[:1]
    assert orphans(rows, column, [{"id": "o"}]) == rows[1:]


def test_a_reference_offers_my_own_rows_with_their_words() -> None:
    column = PLAN.part("objectives").column("answers")
    values = {"threats": [{"id": "t", "what": "leaves\nthem alone"}, {"id": "u"}],
              "needs": [{"id": "n", "what": "sleep"}]}
    assert [(t.id, t.says) for t in targets(PLAN, column, values)] == [
        ("t", "Threat 1: leaves them alone"), ("u", "Threat 2: nothing written yet"), ("n", "Need 1: sleep")]


def test_every_table_has_a_column_that_says_most() -> None:
    for form in forms().values():
        for part in form.parts:
            if part.kind == "table":
                assert main_column(part) in part.columns
    assert main_column(PLAN.part("objectives")).id == "change"
