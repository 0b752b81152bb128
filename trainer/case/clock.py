"""Days: named days from rules, ages, calendar months, working days, and the legal clocks of a case."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Container, Mapping

from pydantic import model_validator

from trainer.case.draw import Draw
from trainer.case.model import Clock
from trainer.case.strand import When
from trainer.content import Value, nearest

_HOLIDAYS = {(1, 1), (7, 4), (12, 25)}
_SHIFTED = re.compile(r"(.+?) ?([+-]) ?(\d{1,4})")


class ClockRule(Value):
    """A deadline of a track: so many days or calendar months after an anchor (the name of a day).

    ``when`` limits it: ``poor_prognosis`` counts only where the focus child's prognosis is poor.
    """

    id: str
    title: str
    anchor: str
    days: int | None = None
    months: int | None = None
    provision: str
    when: str = ""

    @model_validator(mode="after")
    def _one_length(self) -> ClockRule:
        if (self.days is None) == (self.months is None):
            raise ValueError("a clock runs either days or months")
        if self.when not in ("", "poor_prognosis"):
            raise ValueError(f'when: {self.when!r} isn\'t known; write poor_prognosis or leave it out')
        return self

    def due(self, anchor: dt.date) -> dt.date:
        """The last day of the clock that starts on ``anchor``."""
        if self.months is not None:
            return add_months(anchor, self.months)
        return anchor + dt.timedelta(days=self.days or 0)


class NoSuchDay(ValueError):
    """A day that no rule gives, or days that hang on one another in a ring."""


def age(born: dt.date, on: dt.date) -> int:
    """Whole years on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def months_old(born: dt.date, on: dt.date) -> int:
    """Whole months on a day."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_working(day: dt.date) -> bool:
    """Monday to Friday, and none of the holidays that have a fixed date (January 1, July 4, December 25)."""
    return day.weekday() < 5 and (day.month, day.day) not in _HOLIDAYS


def add_working_days(day: dt.date, days: int) -> dt.date:
    """So many working days later (earlier, when negative)."""
    step = dt.timedelta(days=1 if days >= 0 else -1)
    left = abs(days)
    while left:
        day += step
        if is_working(day):
            left -= 1
    return day


def named(text: str, days: Mapping[str, dt.date]) -> dt.date:
    """The day that a text names: ``removal``, ``today+30``, ``hearing-5``. Raises NoSuchDay."""
    name, shift = split(text, days)
    if name not in days:
        hint = nearest(name, days)
        raise NoSuchDay(f"no day is named {name!r}" + (f"; {hint}" if hint else ""))
    return days[name] + dt.timedelta(days=shift)


def split(text: str, known: Container[str]) -> tuple[str, int]:
    """A named day's name and the days added to it; a name that itself ends like ``-2`` is left whole."""
    if text not in known and (found := _SHIFTED.fullmatch(text)):
        return found[1], int(found[2] + found[3])
    return text, 0


def order(rules: Mapping[str, When], roots: set[str]) -> list[str]:
    """The rules' names, each after the day it hangs on. Raises NoSuchDay for a ring or a day nobody gives."""
    result: list[str] = []
    done = set(roots)
    for start in rules:
        path: list[str] = []
        name = start
        while name not in done:
            if name in path:
                ring = [*path[path.index(name):], name]
                raise NoSuchDay("these days hang on one another: " + " -> ".join(ring)
                                + "; let one of them hang on today")
            if name not in rules:
                raise NoSuchDay(f"the day {path[-1]!r} hangs on {name!r}, which no rule gives; "
                                + nearest(name, [*rules, *roots]))
            path.append(name)
            name = split(rules[name].after, rules)[0]
        result += reversed(path)
        done.update(path)
    return result


def resolve(rules: Mapping[str, When], roots: Mapping[str, dt.date], draw: Draw) -> dict[str, dt.date]:
    """Every named day. ``roots`` (at least ``today``) are given; each rule draws from its own generator.

    ``weekday`` moves a weekend or holiday on to the next working day, or back to the one before where a day
    that isn't in the future would otherwise pass today.
    """
    days = dict(roots)
    today = days["today"]
    for name in order(rules, set(roots)):
        rule = rules[name]
        day = named(rule.after, days) + dt.timedelta(days=draw.number(f"dates/{name}", rule.days))
        days[name] = _on_a_weekday(day, today) if rule.weekday else day
    return days


def clocks(rules: tuple[ClockRule, ...], days: Mapping[str, dt.date], poor_prognosis: bool) -> tuple[Clock, ...]:
    """The clocks that run in a case, soonest first. Raises NoSuchDay for an anchor the case lacks."""
    running = [Clock(id=r.id, title=r.title, anchor=r.anchor, due=r.due(named(r.anchor, days)), provision=r.provision)
               for r in rules if r.when != "poor_prognosis" or poor_prognosis]
    return tuple(sorted(running, key=lambda c: (c.due, c.id)))


def _on_a_weekday(day: dt.date, today: dt.date) -> dt.date:
    later = day
    while not is_working(later):
        later += dt.timedelta(days=1)
    if later <= today or day > today:
        return later
    while not is_working(day):
        day -= dt.timedelta(days=1)
    return day
