"""A table row as one text that remembers its columns, so that what is found can be shown in its cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.language.spans import Span, span


@dataclass(frozen=True)
class Cells:
    """The text columns of a row, joined by line breaks. ``starts`` says where each column begins in ``text``."""

    row: str
    text: str
    starts: tuple[tuple[str, int, int], ...]

    @property
    def first(self) -> str:
        """The first cell's text: by it a row is called."""
        return self.text[self.starts[0][1]:self.starts[0][2]] if self.starts else ""

    def place(self, found: Span) -> tuple[str, Span] | None:
        """The column in which a span of ``text`` begins, and the span within that cell; None for no such place."""
        for column, begin, end in self.starts:
            if begin <= found.start < end:
                return column, span(self.text[begin:end], found.start - begin, min(found.end, end) - begin)
        return None

    def column(self, column: str) -> str:
        """One column's text; empty when the row doesn't have it."""
        return next((self.text[a:b] for name, a, b in self.starts if name == column), "")


def join(row: Mapping[str, Any], columns: Iterable[str]) -> Cells:
    """A row's text in the named columns. Cells that hold no text are left out; any row will do."""
    text, starts = "", []
    for name in columns:
        cell = row.get(name)
        if isinstance(cell, str) and cell.strip():
            text += "\n" if text else ""
            starts.append((name, len(text), len(text) + len(cell)))
            text += cell
    id = row.get("id")
    return Cells(id if isinstance(id, str) else "", text, tuple(starts))


def cell(row: Mapping[str, Any], column: str) -> str:
    """One cell's text; empty for anything else."""
    value = row.get(column)
    return value if isinstance(value, str) else ""
