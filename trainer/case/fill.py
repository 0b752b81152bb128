"""Names in texts: ``{mother.formal}``, ``{date.removal}``, ``{n.absences.word}``; nothing else stands in braces.

The names are listed in scenarios/README.md. A ``Filler`` is made while a case is made, or later from a
finished case (``Filler.of``), so that other texts about the same family can be filled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from trainer.case.model import Case, Person, Service
from trainer.case.words import (
    MONTHS,
    OF_GROUP,
    OF_PERSON,
    WEEKDAYS,
    long_date,
    number_word,
    of_group,
    of_person,
    short_date,
)
from trainer.content import ContentError, Problem, nearest

NAME = re.compile(r"\{([^{}]*)\}")
_MONTH_AND_YEAR = re.compile(r"\{month\.([^{}]+)\} \{year\.\1\}")
_ARTICLE = re.compile(r"\b[Aa]n? $")
_ENDS_OF_ARTICLES = ("a ", "A ", "n ")
_BETWEEN = "\x1f"     # the sign that parts units; no text holds it
_DATED = (".age", ".old", ".months", ".grade")
_DAY_WORDS = ("date", "short", "day", "month", "year")
_FAR = 300          # days from which a month isn't told without its year
_NUMBER_WORDS = ("word", "Word")
_SERVICE_WORDS = ("name", "provider", "hours", "town", "miles", "waiting", "cost", "serves")
PLACE_WORDS = ("town", "county", "near", "school", "preschool", "street", "hospital", "agency", "office", "court",
               "state")


@dataclass(frozen=True)
class Scope:
    """Which names there are: parts (standard names among them), days, numbers, picks, services, groups of parts.

    ``focus`` is always a part.
    """

    parts: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]
    picks: frozenset[str]
    services: frozenset[str]
    groups: frozenset[str] = frozenset()

    def wrong(self, name: str) -> str | None:
        """What is wrong with a name, and what would be right; None when it is known."""
        first, *rest = name.split(".")
        if first in _DAY_WORDS:
            return self._listed(name, first, rest, self.days, ())
        if first == "n":
            return self._listed(name, first, rest, self.numbers, _NUMBER_WORDS)
        if first == "pick":
            return self._listed(name, first, rest, self.picks, ())
        if first == "service":
            return self._listed(name, first, rest, self.services, _SERVICE_WORDS)
        if first == "place":
            return self._listed(name, first, rest, frozenset(PLACE_WORDS), ())
        if first not in self.parts and first not in self.groups:
            return self._say(name, [*self.parts, *self.groups, "date.", "n.", "pick.", "place.", "service."], first)
        words = OF_GROUP if first in self.groups else OF_PERSON
        if len(rest) > 1 or (rest and rest[0] not in words):
            return self._say(name, [f"{first}.{word}" for word in words])
        return None

    def _listed(self, name: str, first: str, rest: list[str], known: frozenset[str],
                words: tuple[str, ...]) -> str | None:
        if rest and ".".join(rest) in known:
            return None
        id, word = ".".join(rest[:-1]), rest[-1] if rest else ""
        if id in known and word in words:
            return None
        if id in known and words:
            return self._say(name, [f"{first}.{id}.{w}" for w in words])
        return self._say(name, [f"{first}.{k}" for k in known])

    def _say(self, name: str, choices: Iterable[str], word: str | None = None) -> str:
        hint = nearest(word or name, choices)
        return f"{{{name}}} isn't a name here" + (f"; {hint}" if hint else "")


@dataclass(frozen=True)
class Filler:
    """Fills the names of one case's texts; ``today`` is the day as of which ages count unless told another.

    ``known_as`` gives the parts behind standard names (parent, kin), ``groups`` the parts in a group (children).
    """

    today: dt.date
    focus: str
    cast: Mapping[str, Person]
    dates: Mapping[str, dt.date]
    drawn: Mapping[str, str]
    place: Mapping[str, str]
    services: Mapping[str, Service] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> Filler:
        """The filler of a finished case. Its cast holds the standard names too, its groups people's ids."""
        parts = {id: part for part, id in case.cast.items()}
        groups: Mapping[str, tuple[str, ...]] = getattr(case, "groups", {})
        return cls(case.today, case.focus, {part: case.person(id) for part, id in case.cast.items()},
                   case.dates, case.drawn, case.place, {s.id: s for s in case.services},
                   groups={name: tuple(parts[id] for id in ids) for name, ids in groups.items()})

    @cached_property
    def scope(self) -> Scope:
        """The names there are."""
        return Scope(frozenset([*self.cast, *self.known_as, "focus"]), frozenset(self.dates),
                     frozenset(n[2:] for n in self.drawn if n.startswith("n.")),
                     frozenset(n[5:] for n in self.drawn if n.startswith("pick.")), frozenset(self.services),
                     frozenset(self.groups))

    def fill(self, text: str, on: dt.date | None = None, where: str = "a text") -> str:
        """The text with its names filled, ages as of ``on``. ``a`` and ``an`` before a name follow what it becomes.

        Raises ContentError for a name nobody knows (with the nearest) or a stray brace.
        """
        if "{" not in text and "}" not in text:
            return text
        form = _form(text)
        on = on if on and form.dated else self.today
        known = self._known.setdefault(on, {})
        try:
            return form.text % known
        except KeyError:                     # a name that no text of that day has asked for yet
            try:
                known.update({words: self._become(words, on) for words in form.words if words not in known})
            except KeyError:
                raise self._wrong(text, where) from None
        return form.text % known

    def fill_all(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Several texts filled, ages as of today, each once. Raises as ``fill`` does."""
        plain = _without_names(texts)
        if not isinstance(plain, str):
            return plain
        return tuple(dict.fromkeys(self.fill(plain).split(_BETWEEN)))

    def person(self, part: str) -> Person:
        """The person who plays a part, by its own or its standard name; ``focus`` is the child whose plan is written.

        KeyError when there is none.
        """
        part = self.known_as.get(part, part)
        if part == "focus" and part not in self.cast:
            return next(p for p in self.cast.values() if p.id == self.focus)
        return self.cast[part]

    def people(self, name: str) -> tuple[Person, ...]:
        """The people in a group, or the one who plays a part. KeyError when there is neither."""
        return tuple(self.person(part) for part in self.groups.get(name, (name,)))

    @cached_property
    def _known(self) -> dict[dt.date, dict[str, str]]:
        """What names became, with the words that hang on them, by day."""
        return {}

    def _wrong(self, text: str, where: str) -> ContentError:
        wrong = strays(text) + [w for name in NAME.findall(text) if (w := self.scope.wrong(name))]
        return ContentError(Problem(where, 0, what) for what in wrong)

    def _become(self, words: str, on: dt.date) -> str:
        """What a name becomes with the words that hang on it: an article before it, or a month's year after it."""
        article, _, name = words[:-1].partition("{")
        month, _, year = name.partition(" ")
        if year and month[6:] == year[5:]:
            value = f"{MONTHS[self.dates[month[6:]].month - 1]} {self.dates[month[6:]].year}"
        else:
            value = self._value(name, on)
        return f"{article[0]}{'n' if _sounds_open(value) else ''} {value}" if article else value

    def _value(self, name: str, on: dt.date) -> str:
        """What a name becomes. KeyError for each name that ``Scope`` calls wrong."""
        first, dot, rest = name.partition(".")
        if dot and not rest:
            raise KeyError(name)
        if first in _DAY_WORDS:
            return _of_day(self.dates[rest], first, on)
        if first in ("n", "pick"):
            return self._drawn(name)
        if first == "place":
            return self.place[rest]
        if first == "service":
            return self._of_service(rest)
        if first in self.groups:
            return of_group(self.people(first), rest)
        person = self.person(first)
        return of_person(person, rest, on) if rest else person.given

    def _drawn(self, name: str) -> str:
        if name in self.drawn:
            return self.drawn[name]
        stem, _, form = name.rpartition(".")
        if not name.startswith("n.") or form not in _NUMBER_WORDS:
            raise KeyError(name)
        word = number_word(int(self.drawn[stem]))
        return word.capitalize() if form == "Word" else word

    def _of_service(self, rest: str) -> str:
        if rest in self.services:
            return self.services[rest].name
        id, _, word = rest.rpartition(".")
        service = self.services[id]
        if word not in _SERVICE_WORDS:
            raise KeyError(word)
        if word == "miles":
            return f"{service.miles:g}"
        if word == "waiting":
            return waiting(service)
        return str(getattr(service, word))


def strays(text: str) -> list[str]:
    """Braces of a text that hold no name."""
    left = NAME.sub("", text)
    alone = "{" in left or "}" in left
    return ["a brace stands alone; names stand in {}, and braces hold nothing else"] if alone else []


class _Form(NamedTuple):
    """A text made ready for filling: as Python's own % fills it from a map, and what it asks of that map."""

    text: str
    words: tuple[str, ...]
    dated: bool         # whether it reads otherwise on another day


@lru_cache(maxsize=1 << 15)
def _form(text: str) -> _Form:
    """The form of a text. Words are looked for once a text, not once a case.

    Where a brace holds no name, it is a form that asks for a name nobody knows.
    """
    if "{month." in text:
        text = _MONTH_AND_YEAR.sub(r"{month.\1 year.\1}", text)
    pieces = NAME.split(text.replace("%", "%%"))        # what stands between names, and at each odd place a name
    words: dict[str, None] = {}
    dated = False
    for i in range(1, len(pieces), 2):
        before, name = pieces[i - 1], pieces[i]
        dated = dated or name.endswith(_DATED) or name.startswith("month.")
        name = f"{{{name}}}"
        if before[-2:] in _ENDS_OF_ARTICLES and (article := _ARTICLE.search(before[-4:])):
            pieces[i - 1] = before[:-len(article[0])]
            name = article[0] + name
        pieces[i] = f"%({name})s"
        words[name] = None
    # Round brackets have a meaning of their own in a form.
    if not text.count("{") == text.count("}") == len(pieces) // 2 or any("(" in w or ")" in w for w in words):
        return _Form("%({})s", ("{}",), False)
    return _Form("".join(pieces), tuple(words), dated)


@lru_cache(maxsize=1 << 15)
def _without_names(texts: tuple[str, ...]) -> tuple[str, ...] | str:
    """The texts, each once, where none of them holds a name; else all of them in one, to be filled at once."""
    if any("{" in text or "}" in text for text in texts):
        return _BETWEEN.join(texts)
    return tuple(dict.fromkeys(texts))


def waiting(service: Service) -> str:
    """How long one waits for a service, in words."""
    if not service.waiting_weeks:
        return "no waiting list"
    return f"{service.waiting_weeks} week" + ("" if service.waiting_weeks == 1 else "s")


def _of_day(day: dt.date, word: str, on: dt.date) -> str:
    """A day in words. A month far from the day of writing has its year beside it, as people write it."""
    if word == "date":
        return long_date(day)
    if word == "short":
        return short_date(day)
    if word == "month":
        return MONTHS[day.month - 1] + (f" {day.year}" if abs((day - on).days) >= _FAR else "")
    return WEEKDAYS[day.weekday()] if word == "day" else str(day.year)


def _sounds_open(word: str) -> bool:
    """Whether a word takes ``an``: a vowel's letter (not one, once, a sounded u) or eight, eleven, eighteen."""
    low = word.lower()
    if low[:1].isdigit():
        digits = re.match(r"\d+", low)
        return low.startswith("8") or (digits is not None and digits[0] in ("11", "18"))
    return low[:1] in tuple("aeiou") and not low.startswith(("one", "once", "uni", "use", "usu", "eu"))
