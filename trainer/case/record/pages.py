"""Pages: a rendered paper cut where its template says and where a sheet is full, marks read and taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.case.record.told import CLOSE, MARK, OPEN

BREAK = "\ue002"
_FULL = 3000        # characters on a sheet
_LONG_TABLE = 900   # characters from which a table may go on overleaf
_GOES_ON = "\ue003"
_SPARE = 450        # what is left of a paper may run over by so much rather than begin a sheet of its own
_LAID_OUT = re.compile(r"^(\||- |#|\d+\. )", re.M)      # tables, lists, headings keep their lines
_HARD_BREAK = re.compile(r" *\n")
_HEADING_LINE = re.compile(r"^(#+ .*)$", re.M)
_BEFORE_TABLE = re.compile(r"(?<=[^|\s])[ \t]*\n(?=\|)")
_TEXT = 9


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
    for part in _without_empty_headings(text).split(BREAK):
        pages += _sheets([piece for block in _blocks(part) for piece in _pieces(block)])
    stands_on: dict[int, tuple[int, ...]] = {}
    for number, page in enumerate(pages, 1):
        for mark in MARK.findall(page):
            before = stands_on.get(int(mark), ())
            if number not in before:
                stands_on[int(mark)] = (*before, number)
    return Cut(tuple(MARK.sub("", page) for page in pages), stands_on)


def clean(page: str) -> bool:
    """Whether nothing of the machinery is left on a page."""
    return not any(sign in page for sign in (OPEN, CLOSE, BREAK, _GOES_ON))


def _split(text: str) -> list[str]:
    """Blocks between empty lines; a heading and a table are blocks of their own."""
    apart = _BEFORE_TABLE.sub("\n\n", _HEADING_LINE.sub(r"\n\n\1\n\n", text))
    return [block.strip("\n") for block in re.split(r"\n\s*\n", apart) if block.strip()]


def _without_empty_headings(text: str) -> str:
    """The text without headings that nothing follows before the next of their rank, or the end."""
    kept: list[str] = []
    follows = 0                          # the rank of what comes next; 0 at the end
    blocks = _split(text)
    for i, block in reversed(list(enumerate(blocks))):
        rank = _rank(block)
        if i == 0 or block == BREAK or rank == _TEXT or rank < follows:
            kept.append(block)
            follows = follows if block == BREAK else rank
    return "\n\n".join(reversed(kept))


def _blocks(text: str) -> list[str]:
    blocks: list[str] = []
    for block in _split(text):
        block = block if _LAID_OUT.search(block) else _HARD_BREAK.sub("  \n", block)
        if blocks and _rank(blocks[-1].rsplit("\n\n", 1)[-1]) < _TEXT:
            blocks[-1] += "\n\n" + block
        else:
            blocks.append(block)
    return blocks


def _pieces(block: str) -> list[str]:
    """A long table in several, each after the first under a mark and the table's head; other blocks whole."""
    lines = block.split("\n")
    start = next((i for i, line in enumerate(lines) if line.startswith("|---")), 0)
    if len(block) <= _LONG_TABLE or not start or not all(line.startswith("|") for line in lines[start:]):
        return [block]
    head, rows = lines[start - 1:start + 1], lines[start + 1:]
    pieces: list[list[str]] = [lines[:start + 1]]
    for row in rows:
        if sum(len(line) for line in pieces[-1]) + len(row) > _LONG_TABLE:
            pieces.append([_GOES_ON, *head])
        pieces[-1].append(row)
    return ["\n".join(piece) for piece in pieces]


def _rank(block: str) -> int:
    """A heading's rank (2, 3, or 4 for a line in bold), or that of plain text."""
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
