"""One paper: a template run over the facts that one author puts into it, cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.case.draw import Draw
from trainer.case.record import template
from trainer.case.record.kind import Kind
from trainer.case.record.pages import BREAK, CLOSING, clean, cut
from trainer.case.record.told import Item, Ledger, Text, Told
from trainer.case.record.views import PaperView, PersonView
from trainer.content import ContentError, Problem

_PHONE = "555-01##"         # a number that nobody has


@dataclass(frozen=True)
class Sheet:
    """What is common to a paper's template: the paper, its author, whom it is about, and values by name.

    ``nth`` counts the papers of its kind in the record, from 0.
    ``values`` holds what ``trainer.case.record.template.VALUES`` lists beyond those; ``someone`` finds a person
    by role, ``day`` a named day in words ("" where the case has none of that name), ``words`` a track's words.
    """

    id: str
    nth: int
    paper: PaperView
    author: PersonView
    about: tuple[PersonView, ...]
    values: Mapping[str, Any]
    someone: Callable[[str], PersonView | None]
    day: Callable[[str], str]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """A paper's pages, and the pages on which each item (by its id) stands."""

    pages: tuple[str, ...]
    stands_on: Mapping[str, tuple[int, ...]]


def write(kind: Kind, sheet: Sheet, items: tuple[Item, ...], draw: Draw) -> Written:
    """Run a kind's template. Raises ContentError where it fails, or leaves out something it was given."""
    ledger = Ledger(items)
    try:
        text = template.run(kind.body, kind.file, {**sheet.values, **_functions(sheet, ledger, draw)})
    except template.BrokenTemplate as error:
        raise ContentError([Problem(kind.file, error.line, f"the template fails in paper {sheet.id!r}: {error.what}")
                            ]) from error
    done = cut(text)
    lost = [item for number, item in enumerate(items) if number not in done.stands_on]
    if lost:
        raise ContentError(
            Problem(kind.file, 1, f"paper {sheet.id!r} is given {item.id!r} ({item.topic}), and the template doesn't "
                    "place it", "add a tell() for that topic and for whom it is about") for item in lost)
    if not all(clean(page) for page in done.pages):
        raise ContentError([Problem(kind.file, 1, f"a mark is left on a page of paper {sheet.id!r}",
                                    "a filter cuts told text apart")])
    stands_on = {items[number].id: pages for number, pages in done.stands_on.items()}
    return Written(done.pages or ("",), stands_on)


def _functions(sheet: Sheet, ledger: Ledger, draw: Draw) -> dict[str, Any]:
    """The functions of a template, and the values every paper has. Each is listed in scenarios/README.md."""
    asked: dict[str, int] = {}
    taken: dict[tuple[str, ...], str] = {}

    def tell(*topics: str, about: Any = None) -> Told:
        return ledger.take(topics, _ids(about))

    def has(*topics: str, about: Any = None) -> bool:
        return ledger.has(topics, _ids(about))

    def turned(purpose: str, ways: tuple[str, ...]) -> str:
        # Papers of one kind take turns, so that two of them in a record don't sound alike.
        purpose = f"record/{sheet.paper.kind}/{purpose} {'|'.join(ways)}"
        turn = asked[purpose] = asked.get(purpose, -1) + 1
        return ways[(draw.number(purpose, (1, len(ways))) + sheet.nth + turn) % len(ways)]

    def vary(*wordings: str) -> Text:
        words = turned("vary", wordings)
        return Text(draw.words(f"record/{sheet.id}/{words}", words))

    def way(*ways: str) -> str:
        if ways not in taken:
            taken[ways] = turned("way", ways)
        return taken[ways]

    def order(*parts: str) -> list[str]:
        return draw.shuffled(f"record/{sheet.id}/order {'|'.join(parts)}", parts)

    def habit(*ways: str) -> Text:
        purpose = f"record/habit/{sheet.author.id}/{sheet.paper.kind}/{'|'.join(ways)}"
        return Text(draw.words(purpose, draw.one(purpose, ways)))

    def number(name: str, of: PersonView | None, pattern: str) -> Text:
        return _digits(draw, f"record/number {name}/{of.id if of else ''}", pattern)

    def ref(pattern: str) -> Text:
        turn = asked[pattern] = asked.get(pattern, -1) + 1
        return _digits(draw, f"record/{sheet.id}/ref {pattern}/{turn}", pattern)

    def phone(of: PersonView | None = None) -> Text:
        return number("phone", of, _PHONE) if of else ref(_PHONE)

    def someone(role: str) -> PersonView | None:
        return sheet.someone(role)

    def day(name: str) -> str:
        return sheet.day(name)

    def sign(person: PersonView | None, title: str = "", dated: bool = True) -> Text:
        when = sheet.paper.short if dated and person else ""
        return _signature(draw, person, title or (person.capacity if person else ""), when)

    return {
        "tell": tell, "has": has, "vary": vary, "habit": habit, "ref": ref, "sign": sign,
        "way": way, "order": order, "number": number, "phone": phone,
        "page_break": lambda: Text(f"\n\n{BREAK}\n\n"), "closing": lambda: Text(f"\n\n{CLOSING}\n\n"),
        "someone": someone, "day": day, "word": lambda name, usual: sheet.words.get(name, usual),
        "paper": sheet.paper, "author": sheet.author, "about": sheet.about,
    }


def _signature(draw: Draw, person: PersonView | None, capacity: str, when: str) -> Text:
    """A signature block, in the hand of its person; a line to sign on where there is nobody."""
    if person is None:
        return Text("Signed: ____________________" + (f"  \n{capacity}" if capacity else ""))
    name, dated, under = person.name, f" · {when}" if when else "", f", {capacity}" if capacity else ""
    return Text(draw.one(f"record/hand/{person.id}", (
        f"Signed: *{name}*{dated}  \n{name}{under}",
        f"*{name}*  \n{name}{under}{dated}",
        f"/s/ {name}{dated}" + (f"  \n{capacity}" if capacity else ""),
    )))


def _digits(draw: Draw, purpose: str, pattern: str) -> Text:
    """A pattern with a drawn digit for each of its number signs."""
    places = pattern.count("#")
    digits = iter(f"{draw.number(purpose, (0, 10 ** places - 1)):0{places}}")
    return Text("".join(next(digits) if sign == "#" else sign for sign in pattern))


def _ids(about: PersonView | Iterable[PersonView] | None) -> frozenset[str] | None:
    if about is None:
        return None
    if isinstance(about, PersonView):
        return frozenset([about.id])
    return frozenset(person.id for person in about)
