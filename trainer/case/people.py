"""Invented people: names, birth days that fit their ages, ties, households. Faker's only home.

Names are drawn in an order that has nothing to do with what a person does in the case, from one pool for
everybody of that sex (only a child's and a grown person's differ, so that they sound their age).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Literal

from faker import VERSION, Generator
from faker.providers.person.en_US import Provider

from trainer.case.clock import add_months, age
from trainer.case.draw import Draw
from trainer.case.model import Bond, Person, Tie
from trainer.case.strand import Part, TieLine
from trainer.content import Value

__all__ = ["VERSION", "Names", "NoSuchFamily", "invent"]

_PARENTS: frozenset[Tie] = frozenset({"mother", "legal father", "biological father"})
Sex = Literal["female", "male"]
_YOUNGEST_PARENT, _YOUNGEST_GRANDPARENT = 16, 34
_TRIES = 400
_GIVEN = frozenset([*Provider.first_names])      # "the Michael family" would read as one man's


class Names(Value):
    """Names that are left out: words that mean something else, and names that don't sound a person's age."""

    never_given: frozenset[str] = frozenset()
    never_family: frozenset[str] = frozenset()
    not_for_children: frozenset[str] = frozenset()
    not_for_grown: frozenset[str] = frozenset()


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
    ties = _ties_today(ties, homes)
    born = _births(cast, ties, today, draw)
    given, family = _names(cast, sexes, names, taken, draw)
    households = _households(cast, ties, homes, born)
    bonds = _bonds(cast, ties, ids)
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
    return "male" if draw.random(f"people/{part}/sex").random() < 0.5 else "female"


# Names

def _names(cast: Mapping[str, Part], sexes: Mapping[str, Sex], names: Names, taken: frozenset[str],
           draw: Draw) -> tuple[dict[str, str], dict[str, str]]:
    generator = Generator()
    generator.seed_instance(draw.random("people/names").getrandbits(64))
    faker = Provider(generator)
    used = {word.lower() for word in taken}
    opened: set[str] = set()                 # first two letters of the family's given names
    given: dict[str, str] = {}
    family: dict[str, str] = {}
    for part in draw.shuffled("people/order-of-names", sorted(cast)):
        head = _head_of_family(part, cast)
        if head not in family:
            family[head] = _spelled(_fresh(faker.last_name, used, names.never_family | _GIVEN, set()))
            used.add(family[head].lower())
        family[part] = family[head]
        child = cast[part].role == "child"
        out = names.never_given | (names.not_for_children if child else names.not_for_grown)
        make = faker.first_name_male if sexes[part] == "male" else faker.first_name_female
        given[part] = _fresh(make, used, out, opened)
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


def _fresh(make: Callable[[], str], used: set[str], out: frozenset[str], opened: set[str]) -> str:
    """A name that nobody has, if it can be one that opens unlike the others."""
    spare = ""
    for _ in range(_TRIES):
        name = make()
        if name.lower() in used or name in out:
            continue
        if name[:2].lower() not in opened:
            return name
        spare = spare or name
    if not spare:
        raise NoSuchFamily("there are more people in this case than names to give them")
    return spare


# Birth days

def _births(cast: Mapping[str, Part], ties: tuple[TieLine, ...], today: dt.date, draw: Draw) -> dict[str, dt.date]:
    born: dict[str, dt.date] = {}
    for part, p in cast.items():
        if p.age is None and p.months is None:
            continue
        random = draw.random(f"people/{part}/born")
        for _ in range(_TRIES):
            day = _born(p, today, random.randint)
            if all(_far_enough(part, day, other, born[other], ties) for other in born):
                born[part] = day
                break
        else:
            raise NoSuchFamily(f"no age of {part!r} fits those of the family; look at ages and ties together")
    return born


def _born(p: Part, today: dt.date, randint: Callable[[int, int], int]) -> dt.date:
    if p.months is not None:
        latest = add_months(today, -randint(*p.months))
        earliest = add_months(latest, -1) + dt.timedelta(days=1)
    else:
        assert p.age is not None
        latest = add_months(today, -12 * randint(*p.age))
        earliest = add_months(latest, -12) + dt.timedelta(days=1)
    return earliest + dt.timedelta(days=randint(0, (latest - earliest).days))


def _far_enough(a: str, born_a: dt.date, b: str, born_b: dt.date, ties: tuple[TieLine, ...]) -> bool:
    for elder, younger, elder_born, younger_born in ((a, b, born_a, born_b), (b, a, born_b, born_a)):
        tie_names = {t.tie for t in ties if t.of == elder and younger in _to(t)}
        if tie_names & _PARENTS and age(elder_born, younger_born) < _YOUNGEST_PARENT:
            return False
        if tie_names & {"grandmother", "grandfather"} and age(elder_born, younger_born) < _YOUNGEST_GRANDPARENT:
            return False
    mothers = [{t.of for t in ties if t.tie == "mother" and part in _to(t)} for part in (a, b)]
    return not (mothers[0] & mothers[1]) or abs((born_a - born_b).days) >= 300


# Ties and homes

def _bonds(cast: Mapping[str, Part], ties: tuple[TieLine, ...], ids: Mapping[str, str]) -> dict[str, tuple[Bond, ...]]:
    bonds: dict[str, list[Bond]] = {part: [] for part in cast}
    told: set[tuple[str, str]] = set()
    for tie in ties:
        for to in _to(tie):
            bonds[tie.of].append(Bond(to=ids[to], tie=tie.tie, rights=tie.rights, lives_with=tie.lives_with))
            told.add((tie.of, to))
    children = [part for part, p in cast.items() if p.role == "child"]
    for one in children:
        for other in children:
            shared = _parents(one, ties) & _parents(other, ties)
            if one != other and shared and (one, other) not in told:
                both = _parents(one, ties) == _parents(other, ties)
                bonds[one].append(Bond(to=ids[other], tie="sibling" if both else "half-sibling"))
    return {part: tuple(found) for part, found in bonds.items()}


def _parents(child: str, ties: tuple[TieLine, ...]) -> set[str]:
    return {t.of for t in ties if t.tie in _PARENTS and child in _to(t)}


def _ties_today(ties: tuple[TieLine, ...], homes: Mapping[str, str]) -> tuple[TieLine, ...]:
    """The ties, one for each two people; a placed child lives with its caregiver and nobody else who is named."""
    return tuple(
        tie.model_copy(update={"to": to, "lives_with": homes[to] in (tie.of, homes.get(tie.of)) if to in homes
                               else tie.lives_with and tie.of not in homes})
        for tie in ties for to in _to(tie))


def _households(cast: Mapping[str, Part], ties: tuple[TieLine, ...], homes: Mapping[str, str],
                born: Mapping[str, dt.date]) -> dict[str, str]:
    """Who lives together, by the name of the home: the one a part gives, else that of its eldest member."""
    groups = {part: {part} for part in cast}
    pairs = [(tie.of, to) for tie in ties for to in _to(tie) if tie.lives_with]
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


def _to(tie: TieLine) -> tuple[str, ...]:
    return (tie.to,) if isinstance(tie.to, str) else tie.to
