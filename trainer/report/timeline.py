"""The case on a line of time: what happened, and (once feedback is out) the legal clocks; also in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import altair as alt

from trainer.content import Value
from trainer.report.palette import ACTION, ATTENTION, EDGE, GROUND, INK, QUIET


class Moment(Value):
    """Something dated, in a few words; ``where`` says which paper told it."""

    date: dt.date
    says: str
    where: str = ""


class Deadline(Value):
    """A legal clock: from when, until when, and which provision sets it."""

    begins: dt.date
    due: dt.date
    title: str
    provision: str


def timeline(
    moments: Sequence[Moment], deadlines: Sequence[Deadline] = (), today: dt.date | None = None, width: int = 680
) -> alt.LayerChart:
    """A row a moment from top to bottom in order of time; clocks as bars below, today as a line."""
    ordered = sorted(moments, key=lambda m: (m.date, m.says))
    rows = [
        {"date": m.date.isoformat(), "row": i, "says": f"{_day(m.date)}: {m.says}", "where": m.where}
        for i, m in enumerate(ordered)
    ]
    bars = [
        {
            "date": d.begins.isoformat(),
            "due": d.due.isoformat(),
            "row": len(rows) + i,
            "says": f"{d.title}: by {_day(d.due)} ({d.provision})",
        }
        for i, d in enumerate(deadlines)
    ]
    count = max(len(rows) + len(bars), 1)
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.7, count - 0.3], reverse=True))
    days = [m.date for m in ordered] + [d for c in deadlines for d in (c.begins, c.due)]
    short = bool(days) and (max(days) - min(days)).days < 240
    x = alt.X(
        "date:T",
        axis=alt.Axis(
            title=None,
            format="%b %-d" if short else "%b %Y",
            tickCount=6,
            labelColor=INK,
            grid=True,
            gridColor="#e7e3d8",
        ),
    )
    layers: list[alt.Chart] = [
        alt.Chart(alt.Data(values=rows))
        .mark_point(filled=True, size=90, color=ACTION, opacity=1)
        .encode(x=x, y=y, tooltip=["says:N", "where:N"]),
    ]
    for early in (True, False):
        half = [r for r, m in zip(rows, ordered, strict=True) if _early(m.date, days) is early]
        layers.append(
            alt.Chart(alt.Data(values=half))
            .mark_text(
                align="left" if early else "right",
                dx=10 if early else -10,
                fontSize=12,
                color=INK,
                limit=440,
            )
            .encode(x="date:T", y=y, text="says:N")
        )
    if bars:
        layers.append(
            alt.Chart(alt.Data(values=bars))
            .mark_bar(height=8, color=ATTENTION, opacity=0.55)
            .encode(x="date:T", x2="due:T", y=y, tooltip=["says:N"])
        )
        layers.append(
            alt.Chart(alt.Data(values=bars))
            .mark_text(align="right", dx=-6, dy=-12, fontSize=12, color=ATTENTION, limit=480)
            .encode(x="due:T", y=y, text="says:N")
        )
    if today is not None:
        layers.append(
            alt.Chart(alt.Data(values=[{"date": today.isoformat(), "label": "today"}]))
            .mark_rule(color=QUIET, strokeDash=[4, 3])
            .encode(x="date:T")
        )
    return (
        alt.layer(*layers)
        .properties(width=width, height=34 * count + 40)
        .configure_view(stroke=EDGE)
        .configure(background=GROUND)
    )


def in_words(moments: Sequence[Moment], deadlines: Sequence[Deadline] = ()) -> tuple[str, ...]:
    """The same line of time in sentences."""
    said = [
        f"{_day(m.date)}: {m.says}" + (f" ({m.where})" if m.where else "")
        for m in sorted(moments, key=lambda m: (m.date, m.says))
    ]
    said += [f"{d.title}: counted from {_day(d.begins)}, due {_day(d.due)} ({d.provision})" for d in deadlines]
    return tuple(said)


def _day(date: dt.date) -> str:
    return f"{date:%B} {date.day}, {date.year}"


def _early(date: dt.date, days: Sequence[dt.date]) -> bool:
    return (date - min(days)) * 2 <= max(days) - min(days)
