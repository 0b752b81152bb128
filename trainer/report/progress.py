"""Criteria over attempts as a heat map (levels with their sign), and the same as a table of words."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from trainer.content import Value
from trainer.report.palette import GROUND, INK, LEVELS


class Cell(Value):
    """One criterion in one column (an attempt, or a trainee)."""

    row: str
    column: str
    level: str


def heat_map(cells: Sequence[Cell], column_title: str, width: int = 640) -> alt.LayerChart:
    """Rows are criteria, columns attempts or trainees; each cell has a colour and the level's sign."""
    values = [
        {
            "row": c.row,
            "column": c.column,
            "level": LEVELS[c.level][2],
            "sign": LEVELS[c.level][1],
            "light": c.level in ("met", "missed", "unsure"),
        }
        for c in cells
    ]
    words = list(dict.fromkeys(v[2] for v in LEVELS.values()))
    colours = [next(v[0] for v in LEVELS.values() if v[2] == w) for w in words]
    rows = list(dict.fromkeys(c.row for c in cells))
    columns = list(dict.fromkeys(c.column for c in cells))
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X(
            "column:N",
            sort=columns,
            axis=alt.Axis(title=column_title, labelAngle=0, orient="top", labelColor=INK, titleColor=INK),
        ),
        y=alt.Y("row:N", sort=rows, axis=alt.Axis(title=None, labelLimit=360, labelColor=INK, labelOverlap=False)),
        tooltip=["row:N", "column:N", "level:N"],
    )
    squares = base.mark_rect(stroke=GROUND, strokeWidth=2).encode(
        color=alt.Color(
            "level:N",
            scale=alt.Scale(domain=words, range=colours),
            legend=alt.Legend(title=None, orient="bottom", labelColor=INK),
        )
    )
    signs = base.mark_text(fontSize=13).encode(
        text="sign:N", color=alt.condition("datum.light", alt.value("#ffffff"), alt.value(INK))
    )
    return (
        alt.layer(squares, signs)
        .properties(width=width, height=max(26 * len(rows), 40))
        .configure_view(stroke=None)
        .configure(background=GROUND)
    )


def as_table(cells: Sequence[Cell]) -> list[dict[str, str]]:
    """The same as rows of words: one row a criterion, one column an attempt or trainee."""
    columns = list(dict.fromkeys(c.column for c in cells))
    table: dict[str, dict[str, str]] = {}
    for c in cells:
        sign, word = LEVELS[c.level][1:]
        table.setdefault(c.row, {"Criterion": c.row} | dict.fromkeys(columns, ""))[c.column] = f"{sign} {word}"
    return list(table.values())
