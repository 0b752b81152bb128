"""Sentences of feedback: plain, of this case, never blaming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trainer.language.passage import read

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")


def day(date: dt.date) -> str:
    """March 1, 2026"""
    return f"{MONTHS[date.month - 1]} {date.day}, {date.year}"


def names(words: Sequence[str], joined: str = "and") -> str:
    """Mia; Mia and Leo; Mia, Leo and Ana"""
    words = [w for w in words if w]
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joined} {words[-1]}"


def some(words: Sequence[str], most: int = 3) -> str:
    """Up to so many, then how many more there are; each without its final period, parted by semicolons."""
    bare = [w.strip().rstrip(".") for w in words if w.strip()]
    shown = "; ".join(bare[:most])
    rest = len(bare) - most
    return shown + (f"; and {rest} more" if rest > 0 else "")


def count(n: int, one: str, many: str = "") -> str:
    """one step; 3 steps"""
    number = {0: "no", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(n, str(n))
    return f"{number} {one if n == 1 else many or one + 's'}"


def short(text: str, most: int = 12) -> str:
    """The first words of a text, for naming a row: \"Carla is up by seven ...\"."""
    words = read(text).words
    if not words:
        return ""
    if len(words) <= most:
        return text[words[0].start:words[-1].end]
    return text[words[0].start:words[most - 1].end] + " ..."


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as one sentence: a capital first, a period last."""
    text = " ".join(text.split())
    return capital(text) + ("" if text.endswith((".", "!", "?", ".\"", ".”")) else ".")
