"""How papers mention people and days: names as they are written, dates as Americans write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from trainer.case.model import Case, Person

_TITLES = {"female": ("Ms.", "Mrs.", "Miss"), "male": ("Mr.",)}
_ANY_TITLE = ("Dr.", "Judge", "Officer", "Detective", "Attorney", "Judge Pro Tem", "Hon.", "Trooper", "Deputy")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")
_NUMBER = {month[:3]: n for n, month in enumerate(_MONTHS, 1)}
_DAY = re.compile(
    rf"\b({'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|Sept)\b\.?\s+"
    r"(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b"
    r"|(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])"
    r"|\b(\d{4}-\d{2}-\d{2})\b")


def names(case: Case, person: Person, text: str) -> bool:
    """Whether a text names a person so that nobody else can be meant."""
    if person.given not in text and person.family not in text:
        return False
    return bool(name_pattern(case, person).search(text))


def met_as(case: Case, person: Person, texts: Iterable[str]) -> str:
    """The fullest name by which texts name a person; empty where none does."""
    found = [m.group() for text in texts for m in name_pattern(case, person).finditer(text)]
    return " ".join(max(found, key=len, default="").split())


def name_pattern(case: Case, person: Person) -> re.Pattern[str]:
    """Full name; family name with a title, where it means one person; given name, where only one has it."""
    words = [person.name]
    same_family = [p for p in case.people if p.family == person.family and p.role != "child"]
    if person.role != "child":
        if len([p for p in same_family if p.sex == person.sex]) == 1:
            words += [f"{t} {person.family}" for t in _TITLES[person.sex]]
        if len(same_family) == 1:
            words += [f"{t} {person.family}" for t in _ANY_TITLE]
    if sum(p.given == person.given for p in case.people) == 1:
        words.append(person.given)
    return _pattern(tuple(words))


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    inside = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=len, reverse=True) if w)
    return re.compile(rf"(?<!\w)(?:{inside})(?!\w)")


@lru_cache(maxsize=4096)
def days_on(text: str) -> frozenset[dt.date]:
    """The days that a text names with their year: October 3, 2026; Oct. 3, 2026; 10/3/2026; 10/03/26; 2026-10-03."""
    found = set()
    for match in _DAY.finditer(text):
        word, in_words, year, month, number, short, iso = match.groups()
        try:
            if iso:
                found.add(dt.date.fromisoformat(iso))
            elif word:
                found.add(dt.date(int(year), _NUMBER[word[:3]], int(in_words)))
            else:
                found.add(dt.date(int(short) + (2000 if len(short) == 2 else 0), int(month), int(number)))
        except ValueError:
            continue
    return frozenset(found)
