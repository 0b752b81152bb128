"""What a paper tells: its facts and claims, each placed once, and marked so that its page can be found.

A mark is a private-use character before the text; it goes with the text wherever a template puts it, and
is taken out when the pages are cut (``trainer.case.record.pages``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_ONE_NEWLINE = re.compile(r"(?<!\n)[ \t]*\n[ \t]*(?!\n|- )")
_SIGNS = frozenset("#>+0123456789")       # which Markdown reads as something else at the start of a line
_AT_LINE_START = re.compile(r"^(\s*)([#>+]|\d+[.)])(?=\s|$)", re.M)


class Text(str):
    """Text that is Markdown already: escaped, or made by one of the templates' own functions."""

    __slots__ = ()


class Item(NamedTuple):
    """One fact or claim as one paper puts it: its id, topic, the people it is about, its text with names filled."""

    id: str
    topic: str
    about: tuple[str, ...]
    text: str


class Told:
    """Some of a paper's items, in order; shown as paragraphs, or by a filter as prose, bullets, table cells."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)

    def __iter__(self) -> Iterator[Text]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __str__(self) -> str:
        return "\n\n".join(self.texts)


class Ledger:
    """The items of one paper while its template runs: which are told already, which are left."""

    def __init__(self, items: tuple[Item, ...]) -> None:
        self._items = items
        self._left = list(range(len(items)))

    def take(self, topics: tuple[str, ...], about: frozenset[str] | None) -> Told:
        """The items not told yet, under any of the topics (none named: all) about any of the people (None: anybody)."""
        mine = self._match(topics, about)
        if mine:
            self._left = [i for i in self._left if i not in mine]
        return Told(_marked(i, escape(self._items[i].text)) for i in mine)

    def has(self, topics: tuple[str, ...], about: frozenset[str] | None) -> bool:
        """Whether ``take`` would give anything."""
        return bool(self._match(topics, about))

    def _match(self, topics: tuple[str, ...], about: frozenset[str] | None) -> list[int]:
        if not self._left:
            return []
        return [i for i in self._left
                if (not topics or not _above(self._items[i].topic).isdisjoint(topics))
                and (about is None or not about.isdisjoint(self._items[i].about))]


def _marked(number: int, text: str) -> Text:
    """A text with its mark in front, behind the dash of a list."""
    dash = "- " if text.startswith("- ") else ""
    return Text(f"{dash}{OPEN}{number}{CLOSE}{text.removeprefix(dash)}")


def below(topic: str, above: str) -> bool:
    """Whether a topic is ``above`` or one that it holds (child.school holds child.school.absence)."""
    return topic == above or topic.startswith(above + ".")


@lru_cache(maxsize=1024)
def _above(topic: str) -> frozenset[str]:
    """A topic, and those that hold it."""
    parts = topic.split(".")
    return frozenset(".".join(parts[:n]) for n in range(1, len(parts) + 1))


def escape(text: str) -> str:
    """Text as Markdown that shows it as it is: no tags, links or headings come of it.

    Empty lines part paragraphs, and lines that begin with a dash stay a list; other line ends are the author's
    wrapping and go.
    """
    shown = text.strip()
    if "\n" in shown:
        shown = _ONE_NEWLINE.sub(" ", shown)
    shown = shown.replace("<", "\\<").replace("](", "\\](").replace("![", "\\![")
    if "\n" in shown or shown[:1] in _SIGNS:
        shown = _AT_LINE_START.sub(_behind_a_backslash, shown)
    return Text(shown)


def cell(text: str) -> str:
    """Text for one cell of a table: on one line, its bars escaped."""
    return Text(" ".join(text.split()).replace("|", "\\|"))


def _behind_a_backslash(found: re.Match[str]) -> str:
    sign = found[2]
    return f"{found[1]}{sign[:-1]}\\{sign[-1]}"
