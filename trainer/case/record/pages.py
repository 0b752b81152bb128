"""Pages: a rendered paper cut where its template says and where a sheet is full, marks read and taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from trainer.case.record.told import CLOSE, MARK, OPEN

BREAK = "\ue002"
CLOSING = "\ue004"   # what comes after it belongs to no heading before it
_FULL = 3000        # characters on a sheet
_LONG_TABLE = 900   # characters from which a table may go on overleaf
_GOES_ON = "\ue003"
_SPARE = 450        # what is left of a paper may run over by so much rather than begin a sheet of its own
_LAID_OUT = re.compile(r"^(\||- |#|\d+\. )", re.M)      # tables, lists, headings keep their lines
_HARD_BREAK = re.compile(r" *\n")
_EMPTY_LINE = re.compile(r"\n[ \t]+(?=\n)")
_HEADING_LINE = re.compile(r"^(#+ .*)$", re.M)
_BEFORE_TABLE = re.compile(r"(?<=[^|\s])[ \t]*\n(?=\|)")
_TEXT, _SECTION, _END = 9, 3, 0


class _Block(NamedTuple):
    """Text between empty lines. ``rank`` is a heading's (2, 3, or 4 for a line in bold), or ``_TEXT``."""

    text: str
    rank: int


_HERE = _Block(BREAK, _TEXT)


@dataclass(frozen=True)
class Cut:
    """A paper's pages, and for each of its items (by number) the pages it stands on, counted from 1."""

    pages: tuple[str, ...]
    stands_on: dict[int, tuple[int, ...]]


def cut(text: str) -> Cut:
    """Cut a rendered paper into pages; blocks (paragraphs, tables, lists) stay whole, headings with what follows.

    A heading under which a template had nothing to tell is left out.
    """
    pages: list[str] = []
    stands_on: dict[int, tuple[int, ...]] = {}
    for number, marked in enumerate(_sheets_of(_without_empty_headings(_blocks(text))), 1):
        pieces = MARK.split(marked)          # text, and at each odd place a mark's number
        pages.append("".join(pieces[::2]))
        for mark in dict.fromkeys(pieces[1::2]):
            stands_on[int(mark)] = (*stands_on.get(int(mark), ()), number)
    return Cut(tuple(pages), stands_on)


def clean(page: str) -> bool:
    """Whether nothing of the machinery is left on a page."""
    return not any(sign in page for sign in (OPEN, CLOSE, BREAK, CLOSING, _GOES_ON))


def _blocks(text: str) -> Iterator[_Block]:
    """Blocks between empty lines; a heading and a table are blocks of their own."""
    if "\n " in text or "\n\t" in text:
        text = _EMPTY_LINE.sub("\n", text)
    for number, sheet in enumerate(text.split(BREAK)):
        if number:
            yield _HERE
        yield from _blocks_of(sheet)


def _blocks_of(text: str) -> Iterator[_Block]:
    for block in text.split("\n\n"):
        if "\n" in block and ("\n|" in block or "#" in block):
            block = _BEFORE_TABLE.sub("\n\n", _HEADING_LINE.sub(r"\n\n\1\n\n", block))
            yield from (_Block(own, _rank(own)) for part in block.split("\n\n") if (own := part.strip("\n")))
        elif own := block.strip("\n"):
            yield _Block(own, _rank(own))


def _without_empty_headings(blocks: Iterable[_Block]) -> list[_Block]:
    """The blocks without headings that nothing follows before the next of their rank, a closing, or the end."""
    every = list(blocks)
    kept: list[_Block] = []
    follows = _END                       # the rank of what comes next
    for i in range(len(every) - 1, -1, -1):
        block = every[i]
        if block.text == CLOSING:
            follows = _SECTION
        elif i == 0 or block is _HERE or block.rank == _TEXT or block.rank < follows:
            kept.append(block)
            follows = follows if block is _HERE else block.rank
    return kept[::-1]


def _sheets_of(blocks: Iterable[_Block]) -> Iterator[str]:
    """The sheets, marks still in; a sheet ends where its template says, and where it is full."""
    pieces: list[str] = []
    headings = ""                        # what the next text goes with
    for block in blocks:
        if block is _HERE:
            yield from _sheets([*pieces, headings] if headings else pieces)
            pieces, headings = [], ""
            continue
        text = block.text
        if block.rank != _TEXT:
            headings += ("\n\n" if headings else "") + text
            continue
        if "\n" in text and not _LAID_OUT.search(text):
            text = _HARD_BREAK.sub("  \n", text)
        pieces += _pieces(f"{headings}\n\n{text}" if headings else text)
        headings = ""
    yield from _sheets([*pieces, headings] if headings else pieces)


def _pieces(block: str) -> list[str]:
    """A long table in several, each after the first under a mark and the table's head; other blocks whole."""
    if len(block) <= _LONG_TABLE or "\n|---" not in block:
        return [block]
    lines = block.split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("|---")), 0)
    if not start or not all(line.startswith("|") for line in lines[start:]):
        return [block]
    head, rows = lines[start - 1:start + 1], lines[start + 1:]
    pieces: list[list[str]] = [lines[:start + 1]]
    for row in rows:
        if sum(len(line) for line in pieces[-1]) + len(row) > _LONG_TABLE:
            pieces.append([_GOES_ON, *head])
        pieces[-1].append(row)
    return ["\n".join(piece) for piece in pieces]


def _rank(block: str) -> int:
    if "\n" in block:
        return _TEXT
    if block.startswith("#"):
        return len(block) - len(block.lstrip("#"))
    return 4 if block.startswith("**") and block.endswith("**") and block.count("**") == 2 else _TEXT


def _sheets(blocks: list[str]) -> list[str]:
    sheets: list[list[str]] = []
    size = 0
    left = sum(len(b) for b in blocks)
    for block in blocks:
        text = block.removeprefix(_GOES_ON + "\n")
        if not sheets or (size + len(text) > _FULL and left > _SPARE):
            sheets.append([text])
            size = 0
        elif block != text:      # the same table on the same sheet: its rows follow without another head
            sheets[-1][-1] += "\n" + text.split("\n", 2)[2]
        else:
            sheets[-1].append(text)
        size += len(text)
        left -= len(block)
    return ["\n\n".join(sheet) for sheet in sheets]
