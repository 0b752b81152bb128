"""Pages: a rendered paper cut where its template says and where a sheet is full, marks read and taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.case.record.told import CLOSE, MARK, OPEN

BREAK = "\ue002"
_FULL = 3000        # characters on a sheet
_SPARE = 450        # what is left of a paper may run over by so much rather than begin a sheet of its own


@dataclass(frozen=True)
class Cut:
    """A paper's pages, and for each of its items (by number) the pages it stands on, counted from 1."""

    pages: tuple[str, ...]
    stands_on: dict[int, tuple[int, ...]]


def cut(text: str) -> Cut:
    """Cut a rendered paper into pages; blocks (paragraphs, tables, lists) stay whole, headings with what follows."""
    pages: list[str] = []
    for part in text.split(BREAK):
        pages += _sheets(_blocks(part))
    stands_on: dict[int, tuple[int, ...]] = {}
    for number, page in enumerate(pages, 1):
        for mark in MARK.findall(page):
            before = stands_on.get(int(mark), ())
            if number not in before:
                stands_on[int(mark)] = (*before, number)
    return Cut(tuple(MARK.sub("", page) for page in pages), stands_on)


def clean(page: str) -> bool:
    """Whether nothing of the machinery is left on a page."""
    return not any(sign in page for sign in (OPEN, CLOSE, BREAK))


def _blocks(text: str) -> list[str]:
    whole = [block.strip("\n") for block in re.split(r"\n\s*\n", text) if block.strip()]
    blocks: list[str] = []
    for block in whole:
        if blocks and _is_heading(blocks[-1].rsplit("\n\n", 1)[-1]):
            blocks[-1] += "\n\n" + block
        else:
            blocks.append(block)
    return blocks


def _is_heading(block: str) -> bool:
    one_line = "\n" not in block
    return one_line and (block.startswith("#") or (block.startswith("**") and block.endswith("**") and len(block) < 90))


def _sheets(blocks: list[str]) -> list[str]:
    sheets: list[list[str]] = []
    size = 0
    left = sum(len(b) for b in blocks)
    for block in blocks:
        if not sheets or (size + len(block) > _FULL and left > _SPARE):
            sheets.append([])
            size = 0
        sheets[-1].append(block)
        size += len(block)
        left -= len(block)
    return ["\n\n".join(sheet) for sheet in sheets]
