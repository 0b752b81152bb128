"""Spans: passages of a text by their place, in Unicode code points. ``text[start:end] == quote``, always."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.language.lexicons import words as lexicon


@dataclass(frozen=True, order=True)
class Span:
    """A passage of a text: code points from ``start`` up to, not including, ``end``, and what stands there."""

    start: int
    end: int
    quote: str


def span(text: str, start: int, end: int) -> Span:
    """The span of a text from start to end, both brought within the text."""
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    return Span(start, end, text[start:end])


def find(text: str, quote: str) -> Span | None:
    """The first place where exactly these characters stand; else the first in which only case differs."""
    if not quote:
        return None
    at = text.find(quote)
    if at < 0:
        found = re.search(re.escape(quote), text, re.IGNORECASE)
        return span(text, found.start(), found.end()) if found else None
    return span(text, at, at + len(quote))


def merge(text: str, spans: Iterable[Span], gap: int = 1) -> tuple[Span, ...]:
    """Spans in order, overlapping ones and those at most ``gap`` characters apart joined."""
    result: list[Span] = []
    for s in sorted(spans):
        if result and s.start <= result[-1].end + gap:
            result[-1] = span(text, result[-1].start, max(result[-1].end, s.end))
        else:
            result.append(s)
    return tuple(result)


_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?=\s|$)|\n+")


def words(text: str) -> tuple[Span, ...]:
    """The words of a text: letters with inner apostrophes, or numbers. Hyphens part words."""
    return tuple(Span(m.start(), m.end(), m.group()) for m in _WORD.finditer(text))


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, trimmed, in order. A line break ends one; an abbreviation's period doesn't."""
    short = set(lexicon().abbreviations)
    result: list[Span] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.group().startswith(".") and not stop.group().strip(".\"”’')]"):
            before = text[max(begin, stop.start() - 20):stop.start()].split()
            last = before[-1].lower().lstrip("(") if before else ""
            follows = text[stop.end():stop.end() + 3].lstrip()
            ends_word = last in short or (len(last) == 1 and last.isalpha() and last != "i")
            if ends_word and not (last in ("a.m", "p.m", "etc") and follows[:1].isupper()):
                continue
        _keep(text, begin, stop.end(), result)
        begin = stop.end()
    _keep(text, begin, len(text), result)
    return tuple(result)


def _keep(text: str, start: int, end: int, into: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        into.append(span(text, start, end))
