"""Invented people: names, birth days that fit their ages, ties, households. Faker's only home.

Names are drawn in an order that has nothing to do with what a person does in the case, from one pool for
everybody of that sex (only a child's and a grown person's differ, so that they sound their age).
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from typing import Literal, NamedTuple

from faker import VERSION
from faker.providers.person.en_US import Provider

from trainer.case.clock import add_months, age
from trainer.case.draw import Draw
from trainer.case.model import Bond, Person, Tie
from trainer.case.strand import Part, TieLine
from trainer.content import Value

__all__ = ["VERSION", "Names", "NoSuchFamily", "invent"]

_PARENTS: frozenset[Tie] = frozenset({"mother", "legal father", "biological father"})
Sex = Literal["female", "male"]
# The least age at which somebody has a child, or a grandchild.
_YOUNGEST: Mapping[Tie, int] = {**dict.fromkeys(_PARENTS, 16), "grandmother": 34, "grandfather": 34}
_BETWEEN_BIRTHS = 300       # days between two children of one mother
_TRIES = 400


class Names(Value):
    """Names that are left out: words that mean something else, and names that don't sound a person's age."""

    never_given: frozenset[str] = frozenset()
    never_family: frozenset[str] = frozenset()
    not_for_children: frozenset[str] = frozenset()
    not_for_grown: frozenset[str] = frozenset()


class _Pool:
    """Names to draw from, each as often as the census has it; ``never`` are those that nobody gets."""

    def __init__(self, names: Mapping[str, float], never: frozenset[str] = frozenset()) -> None:
        kept = {name: often for name, often in names.items() if name not in never}
        self._names = tuple(kept)
        self._upto = tuple(accumulate(kept.values()))

    def one(self, purpose: str, draw: Draw) -> str:
        return self._names[bisect(self._upto, draw.fraction(purpose) * self._upto[-1], hi=len(self._names) - 1)]


# A given name as a family's would read as one man's ("the Michael family").
_FAMILY = _Pool(Provider.last_names, frozenset(Provider.first_names))
_GIVEN: Mapping[Sex, _Pool] = {"female": _Pool(Provider.first_names_female), "male": _Pool(Provider.first_names_male)}


class _Line(NamedTuple):
    """A tie of one person to one other (parts)."""

    of: str
    tie: Tie
    to: str
    rights: Literal["", "intact", "limited", "terminated"]
    lives_with: bool


class NoSuchFamily(ValueError):
    """Parts whose ages can't hold together."""


def invent(cast: Mapping[str, Part], ties: tuple[TieLine, ...], ids: Mapping[str, str], today: dt.date,
           names: Names, taken: frozenset[str], homes: Mapping[str, str], draw: Draw) -> dict[str, Person]:
    """A person for each part, by part. ``ids`` gives their ids, ``taken`` words that no name may be,
    ``homes`` with whom (a part) each placed child lives today, whatever the ties say of the time before.

    Work, wishes, manner and limits keep the names in braces that their texts hold; who fills them knows
    the whole case. Raises NoSuchFamily where ages can't fit the ties (a mother of twelve).
    """
    sexes = {part: _sex(part, p, draw) for part, p in cast.items()}
    lines = _ties_today(ties, homes)
    born = _births(cast, lines, today, draw)
    given, family = _names(cast, sexes, names, taken, draw)
    households = _households(cast, lines, homes, born)
    bonds = _bonds(cast, lines, ids)
    people = {}
    for part, p in cast.items():
        people[part] = Person(
            id=ids[part], name=f"{given[part]} {family[part]}", given=given[part], family=family[part],
            role=p.role, sex=sexes[part], born=born.get(part), language=p.language,
            household=households[part], work=p.work, bonds=bonds[part],
            wants=tuple(draw.words(f"words/cast/{part}/wants/{i}", w) for i, w in enumerate(p.wants)),
            manner=draw.words(f"words/cast/{part}/manner", p.manner), trust=p.trust, limits=p.limits)
    return people


def _sex(part: str, p: Part, draw: Draw) -> Sex:
    if p.sex != "any":
        return p.sex
    return draw.one(f"people/{part}/sex", ("female", "male"))


# Names

def _names(cast: Mapping[str, Part], sexes: Mapping[str, Sex], names: Names, taken: frozenset[str],
           draw: Draw) -> tuple[dict[str, str], dict[str, str]]:
    used = {word.lower() for word in taken}
    opened: set[str] = set()                 # first two letters of the family's given names
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    for part in draw.shuffled("people/order-of-names", sorted(cast)):
        head = _head_of_family(part, cast)
        if head not in family:
            family[head] = _spelled(_fresh(f"people/{head}/family", _FAMILY, used, (names.never_family,), set(), draw))
            used.add(family[head].lower())
        family[part] = family[head]
        out = (names.never_given, names.not_for_children if cast[part].role == "child" else names.not_for_grown)
        given[part] = _fresh(f"people/{part}/given", _GIVEN[sexes[part]], used, out, opened, draw)
        used.add(given[part].lower())
        opened.add(given[part][:2].lower())
    return given, family


def _spelled(name: str) -> str:
    """Mcdaniel as McDaniel."""
    return "Mc" + name[2:].capitalize() if name.startswith("Mc") and len(name) > 4 else name


def _head_of_family(part: str, cast: Mapping[str, Part]) -> str:
    seen = [part]
    while (head := cast[seen[-1]].family_of) and head in cast and head not in seen:
        seen.append(head)
    return seen[-1]


def _fresh(purpose: str, pool: _Pool, used: set[str], out: tuple[frozenset[str], ...], opened: set[str],
           draw: Draw) -> str:
    """A name that nobody has, if it can be one that opens unlike the others."""
    spare = ""
    for attempt in range(_TRIES):
        name = pool.one(f"{purpose}/{attempt}", draw)
        if name.lower() in used or any(name in names for names in out):
            continue
        if name[:2].lower() not in opened:
            return name
        spare = spare or name
    if not spare:
        raise NoSuchFamily("there are more people in this case than names to give them")
    return spare


# Birth days

def _births(cast: Mapping[str, Part], ties: tuple[_Line, ...], today: dt.date, draw: Draw) -> dict[str, dt.date]:
    born: dict[str, dt.date] = {}
    years, mothers = _years_between(ties), _mothers(ties)
    for part, p in cast.items():
        if p.age is None and p.months is None:
            continue
        elders = [(born[elder], least) for elder, least in years.get(part, {}).items() if elder in born]
        younger = [(born[one], least[part]) for one, least in years.items() if part in least and one in born]
        siblings = [born[one] for one in born if mothers.get(one, set()) & mothers.get(part, set())]
        for attempt in range(_TRIES):
            day = _born(p, today, f"people/{part}/born/{attempt}", draw)
            if (all(age(elder, day) >= least for elder, least in elders)
                    and all(age(day, one) >= least for one, least in younger)
                    and all(abs((day - other).days) >= _BETWEEN_BIRTHS for other in siblings)):
                born[part] = day
                break
        else:
            raise NoSuchFamily(f"no age of {part!r} fits those of the family; look at ages and ties together")
    return born


def _born(p: Part, today: dt.date, purpose: str, draw: Draw) -> dt.date:
    if p.months is not None:
        latest = add_months(today, -draw.number(f"{purpose}/months", p.months))
        earliest = add_months(latest, -1) + dt.timedelta(days=1)
    else:
        assert p.age is not None
        latest = add_months(today, -12 * draw.number(f"{purpose}/age", p.age))
        earliest = add_months(latest, -12) + dt.timedelta(days=1)
    return earliest + dt.timedelta(days=draw.number(f"{purpose}/day", (0, (latest - earliest).days)))


def _years_between(ties: tuple[_Line, ...]) -> dict[str, dict[str, int]]:
    """For each person, the parents and grandparents, each with the least years between them."""
    found: dict[str, dict[str, int]] = {}
    for tie in ties:
        if least := _YOUNGEST.get(tie.tie):
            mine = found.setdefault(tie.to, {})
            mine[tie.of] = max(least, mine.get(tie.of, 0))
    return found


def _mothers(ties: tuple[_Line, ...]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for tie in ties:
        if tie.tie == "mother":
            found.setdefault(tie.to, set()).add(tie.of)
    return found


# Ties and homes

def _bonds(cast: Mapping[str, Part], ties: tuple[_Line, ...], ids: Mapping[str, str]) -> dict[str, tuple[Bond, ...]]:
    bonds: dict[str, list[Bond]] = {part: [] for part in cast}
    told: set[tuple[str, str]] = set()
    parents: dict[str, set[str]] = {part: set() for part, p in cast.items() if p.role == "child"}
    for tie in ties:
        bonds[tie.of].append(Bond(to=ids[tie.to], tie=tie.tie, rights=tie.rights, lives_with=tie.lives_with))
        told.add((tie.of, tie.to))
        if tie.tie in _PARENTS and tie.to in parents:
            parents[tie.to].add(tie.of)
    for one, mine in parents.items():
        for other, theirs in parents.items():
            if one != other and mine & theirs and (one, other) not in told:
                bonds[one].append(Bond(to=ids[other], tie="sibling" if mine == theirs else "half-sibling"))
    return {part: tuple(found) for part, found in bonds.items()}


def _ties_today(ties: tuple[TieLine, ...], homes: Mapping[str, str]) -> tuple[_Line, ...]:
    """The ties, one for each two people; a placed child lives with its caregiver and nobody else who is named."""
    return tuple(
        _Line(tie.of, tie.tie, to, tie.rights, homes[to] in (tie.of, homes.get(tie.of)) if to in homes
              else tie.lives_with and tie.of not in homes)
        for tie in ties for to in ((tie.to,) if isinstance(tie.to, str) else tie.to))


def _households(cast: Mapping[str, Part], ties: tuple[_Line, ...], homes: Mapping[str, str],
                born: Mapping[str, dt.date]) -> dict[str, str]:
    """Who lives together, by the name of the home: the one a part gives, else that of its eldest member."""
    groups = {part: {part} for part in cast}
    pairs = [(tie.of, tie.to) for tie in ties if tie.lives_with]
    for one, other in [*pairs, *homes.items()]:
        together = groups[one] | groups[other]
        for part in together:
            groups[part] = together
    result = {}
    for part, members in groups.items():
        grown = [m for m in members if cast[m].role != "child"] or list(members)
        named = sorted(cast[m].household for m in grown if cast[m].household)
        eldest = min(grown, key=lambda m: (born.get(m, dt.date.max), m))
        own = "" if part in homes else cast[part].household
        result[part] = own or (named[0] if named else f"home of {{{eldest}.full}}")
    return result

