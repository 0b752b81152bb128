"""The family as a picture: who belongs to whom, by generation, and the same in sentences.

Squares are men and boys, circles women and girls, as in every genogram; a dashed line is a tie that
isn't settled. The child whose plan is written has a heavy edge.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from trainer.content import Value
from trainer.report.palette import ACTION, EDGE, GROUND, INK, QUIET

UP = {"mother", "legal father", "biological father", "putative father", "stepfather"}
GRAND = {"grandmother", "grandfather"}


class Member(Value):
    """Somebody in the picture: what the label says below the name (\"9 years\", \"foster mother\")."""

    key: str
    name: str
    note: str = ""
    sex: str = "female"
    child: bool = False
    focus: bool = False


class Link(Value):
    """``a`` is the ``tie`` of ``b``. ``sure`` is false for what is only said to be so."""

    a: str
    b: str
    tie: str
    sure: bool = True


def genogram(members: Sequence[Member], links: Sequence[Link], width: int = 680) -> alt.LayerChart:
    """The picture, laid out by generation: grandparents, parents and kin, children."""
    places = _places(members, links)
    nodes = [
        {
            "x": places[m.key][0],
            "y": places[m.key][1],
            "name": m.name,
            "note": m.note,
            "shape": "man or boy" if m.sex == "male" else "woman or girl",
            "weight": 4 if m.focus else 1.5,
        }
        for m in members
    ]
    lines = [
        {
            "x": places[k.a][0],
            "y": places[k.a][1],
            "x2": places[k.b][0],
            "y2": places[k.b][1],
            "settled": "settled" if k.sure else "said to be",
            "tie": k.tie,
        }
        for k in links
        if k.a in places and k.b in places and k.tie != "sibling"
    ]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.6, max([p[0] for p in places.values()], default=0) + 0.6]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.55, 2.35]))
    rules = (
        alt.Chart(alt.Data(values=lines))
        .mark_rule(color=EDGE, strokeWidth=1.5)
        .encode(
            x=x,
            y=y,
            x2="x2:Q",
            y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "settled:N", scale=alt.Scale(domain=["settled", "said to be"], range=[[1, 0], [5, 4]]), legend=None
            ),
            tooltip=["tie:N", "settled:N"],
        )
    )
    shapes = (
        alt.Chart(alt.Data(values=nodes))
        .mark_point(filled=True, fill=GROUND, size=1500, opacity=1)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "shape:N",
                scale=alt.Scale(domain=["man or boy", "woman or girl"], range=["square", "circle"]),
                legend=None,
            ),
            stroke=alt.value(ACTION),
            strokeWidth=alt.StrokeWidth("weight:Q", scale=None, legend=None),
            tooltip=["name:N", "note:N"],
        )
    )
    labels = [
        layer
        for field, dy, size, color in (("name:N", 34, 13, INK), ("note:N", 50, 11, QUIET))
        for layer in _text_over_lines(nodes, field, dy, size, color, x, y)
    ]
    height = 130 * (len({p[1] for p in places.values()}) or 1) + 70
    return (
        alt.layer(rules, shapes, *labels)
        .properties(width=width, height=height)
        .configure_view(stroke=None)
        .configure(background=GROUND)
    )


def in_words(members: Sequence[Member], links: Sequence[Link]) -> tuple[str, ...]:
    """The same picture in sentences, one a tie."""
    names = {m.key: m.name for m in members}
    said = []
    for link in links:
        if link.a in names and link.b in names:
            verb = "is" if link.sure else "is said to be"
            said.append(f"{names[link.a]} {verb} the {link.tie} of {names[link.b]}.")
    alone = [m.name for m in members if not any(m.key in (k.a, k.b) for k in links)]
    if alone:
        said.append("No tie is known yet for " + ", ".join(alone) + ".")
    return tuple(said)


def _text_over_lines(
    nodes: list[dict[str, Any]], field: str, dy: int, size: int, color: str, x: alt.X, y: alt.Y
) -> list[alt.Chart]:
    chart = alt.Chart(alt.Data(values=nodes))
    halo = chart.mark_text(dy=dy, fontSize=size, color=GROUND, stroke=GROUND, strokeWidth=5)
    return [
        halo.encode(x=x, y=y, text=field),
        chart.mark_text(dy=dy, fontSize=size, color=color).encode(x=x, y=y, text=field),
    ]


def _places(members: Sequence[Member], links: Sequence[Link]) -> dict[str, tuple[float, float]]:
    level: dict[str, int] = {m.key: 0 for m in members if m.child}
    for link in links:
        if link.tie in UP and link.b in level:
            level[link.a] = 1
    for link in links:
        if link.tie in GRAND:
            level[link.a] = 2
    for m in members:
        level.setdefault(m.key, 1)
    rows: dict[int, list[str]] = {0: [], 1: [], 2: []}
    for m in members:
        rows[level[m.key]].append(m.key)
    # parents stand above their children as far as that goes: order each row by where its children are
    order: dict[str, float] = {key: i for i, key in enumerate(rows[0])}
    for row in (1, 2):
        middles = {}
        for key in rows[row]:
            below = [order[k.b] for k in links if k.a == key and k.b in order and level[k.b] < row]
            middles[key] = sum(below) / len(below) if below else 99.0
        rows[row].sort(key=lambda key, middles=middles: (middles[key], key))  # type: ignore[misc]
        order |= {key: float(i) for i, key in enumerate(rows[row])}
    widest = max((len(r) for r in rows.values()), default=1)
    places = {}
    for number, row_keys in rows.items():
        gap = widest / (len(row_keys) + 1) if row_keys else 0
        for i, key in enumerate(row_keys):
            places[key] = (round(gap * (i + 1), 3), float(number))
    return places


def spec(chart: alt.LayerChart | alt.Chart) -> dict[str, Any]:
    """A chart's Vega-Lite specification as plain data, to be kept instead of built at each rerun."""
    return chart.to_dict()
