"""What leaves as CSV is text, whatever it looks like."""

from __future__ import annotations

import csv
import io

import pytest

from trainer.report.tables import to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2", "@x", "\t=1", "  =cmd|' /C calc'!A0"])
def test_formulas_stay_text(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(["a"], [[cell]]))))
    assert rows[1] == ["'" + cell]


def test_numbers_commas_quotes_and_lines_come_back_as_they_were() -> None:
    row = ["01234", 'she said "no", twice', "two\nlines", 3, None, "<b>bold</b>"]
    rows = list(csv.reader(io.StringIO(to_csv(list("abcdef"), [row]))))
    assert rows[1] == ["01234", 'she said "no", twice', "two\nlines", "3", "", "<b>bold</b>"]
