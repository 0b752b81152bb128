"""Days and times in words: days in the case's calendar, times on the clock of whoever reads."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def day(date: dt.date | None) -> str:
    """\"March 3, 2026\"; empty for None."""
    return f"{date:%B} {date.day}, {date.year}" if date else ""


def short_day(date: dt.date | None) -> str:
    """\"Mar 3, 2026\"."""
    return f"{date:%b} {date.day}, {date.year}" if date else ""


def local(at: str) -> dt.datetime:
    """A stored time (ISO 8601, UTC) on the reader's clock."""
    moment = dt.datetime.fromisoformat(at.replace("Z", "+00:00"))
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(dt.UTC)


def clock(at: str | None) -> str:
    """\"10:42\" on the reader's clock; empty for None."""
    return f"{local(at):%H:%M}" if at else ""


def moment(at: str | None) -> str:
    """\"Nov 21, 10:42\" on the reader's clock; empty for None."""
    if not at:
        return ""
    here = local(at)
    return f"{here:%b} {here.day}, {here:%H:%M}"


def saved(at: str | None, now: dt.datetime) -> str:
    """\"Saved 10:42\", with the day when it wasn't today; empty when nothing was saved yet."""
    if not at:
        return ""
    here = local(at)
    same = here.date() == local(now.astimezone(dt.UTC).isoformat()).date()
    return f"Saved {here:%H:%M}" if same else f"Saved {here:%b} {here.day}, {here:%H:%M}"
