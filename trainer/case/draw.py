"""Chance, in the hands of a seed: each purpose has a generator of its own.

A draw added for one purpose moves no other, and nothing depends on a global generator or on ``hash()``.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Draw:
    """The draws of one seed (any text)."""

    seed: str

    def random(self, purpose: str) -> random.Random:
        """A fresh generator for a purpose; the same purpose gives the same draws again."""
        return random.Random(f"{self.seed}/{purpose}")

    def number(self, purpose: str, span: tuple[int, int]) -> int:
        """A whole number from a span, both ends included."""
        low, high = min(span), max(span)
        return self.random(purpose).randint(low, high)

    def one(self, purpose: str, choices: tuple[T, ...] | list[T]) -> T:
        """One of the choices (at least one)."""
        return choices[0] if len(choices) == 1 else self.random(purpose).choice(choices)

    def shuffled(self, purpose: str, items: list[T]) -> list[T]:
        """The same items in a drawn order."""
        result = list(items)
        self.random(purpose).shuffle(result)
        return result

    def words(self, purpose: str, words: str | tuple[str, ...]) -> str:
        """One wording of a text that may be given as several; an empty list is an empty text."""
        if isinstance(words, str):
            return words
        return self.one(purpose, words) if words else ""
