"""Dates in a text, in the usual American forms: \"March 3, 2026\", \"Mar. 3\", \"3/3/26\", \"the 3rd of March\".

A date may lack its year or its day. ``near`` is a day of the case: what lacks a year is taken nearest to it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from trainer.language.spans import Span

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")


@dataclass(frozen=True)
class Found:
    """A date as it is written: parts that are told (a year, a month, a day; None where not) and where it stands."""

    span: Span
    year: int | None
    month: int | None
    day: int | None

    def date(self, near: dt.date) -> dt.date | None:
        """The calendar day; a missing year is the one nearest to ``near``. None where the day isn't told."""
        if self.month is None or self.day is None:
            return None
        years = (self.year,) if self.year else (near.year - 1, near.year, near.year + 1)
        days = [d for d in (_date(y, self.month, self.day) for y in years) if d is not None]
        return min(days, key=lambda d: abs((d - near).days), default=None)

    def fits(self, day: dt.date) -> bool:
        """Whether what is told can be this day."""
        return (self.year in (None, day.year) and self.month in (None, day.month) and self.day in (None, day.day))

    def agrees(self, other: Found) -> bool:
        """Whether two written dates can be the same day."""
        return all(a is None or b is None or a == b
                   for a, b in ((self.year, other.year), (self.month, other.month), (self.day, other.day)))


_NAMES = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = "(?:" + "|".join(sorted(_NAMES, key=len, reverse=True)) + r")\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d\d\b"
_FORMS = tuple(re.compile(f, re.IGNORECASE) for f in (
    rf"\b(?P<year>{_YEAR})-(?P<mon>\d\d)-(?P<day>\d\d)\b",
    rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?:,?\s+(?P<year>{_YEAR}))?",
    rf"\b(?:the\s+)?(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?",
    rf"\b(?P<month>{_MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})",
    r"(?<![\d/])(?P<mon>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])",
    r"(?<![\d-])(?P<mon>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{4}|\d\d)(?![\d-])",
    r"(?<![\d/])(?P<mon>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/])",
    rf"\b(?P<month>{_MONTH})",
    rf"(?<![\d/-])\b(?P<year>{_YEAR})(?![\d/-])",
))
# "may" and "march" are also verbs: alone they are months only after one of these
_BEFORE_MONTH = re.compile(r"\b(?:in|by|since|until|till|during|of|from|through|last|next|this|early|late|mid|before|"
                           r"after|every)[\s-]+$", re.IGNORECASE)
_HALF = re.compile(r"\b(?:half|rate|rated|level|page|step|score|scored|out|attended|kept|missed)\W*$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def dates(text: str) -> tuple[Found, ...]:
    """The dates of a text, in order. What can't be a date (month 13, February 30) is left out."""
    taken: list[tuple[int, int]] = []
    result: list[Found] = []
    for form in _FORMS:
        for m in form.finditer(text):
            if any(m.start() < end and start < m.end() for start, end in taken):
                continue
            found = _read(text, m)
            if found is not None:
                result.append(found)
            if found is not None or m.groupdict().get("day"):
                taken.append((m.start(), m.end()))      # February 30 isn't February
    return tuple(sorted(result, key=lambda f: f.span.start))


def _read(text: str, m: re.Match[str]) -> Found | None:
    group = m.groupdict()
    month = day = year = None
    if group.get("month"):
        word = group["month"].rstrip(".").lower()
        month = _NAMES[word]
        alone = not group.get("day") and not group.get("year")
        if alone and not group["month"][0].isupper():
            return None
        before = text[max(0, m.start() - 12):m.start()]
        if alone and word in ("may", "march", "mar") and not _BEFORE_MONTH.search(before):
            return None
    if group.get("mon"):
        month = int(group["mon"])
        if not group.get("year") and _HALF.search(text[max(0, m.start() - 12):m.start()]):
            return None
    if group.get("day"):
        day = int(re.sub(r"\D", "", group["day"]))
    if group.get("year"):
        year = int(group["year"])
        year += 2000 if year < 70 else 1900 if year < 100 else 0
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and _date(year or 2024, month or 1, day) is None:
        return None
    return Found(Span(m.start(), m.end(), m.group()), year, month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
