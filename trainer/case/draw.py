"""Chance, in the hands of a seed: each purpose has draws of its own.

A draw added for one purpose moves no other, and nothing depends on a global generator or on ``hash()``. The
numbers are read from a hash of seed and purpose: seeding a generator for each of a case's thousand draws would
cost more than all else that is done with them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from struct import unpack
from typing import TypeVar

T = TypeVar("T")

_ALTERNATION = re.compile(r"\[([^\[\]]*)\]")
_NUMBER = 16                # bytes of a number: no value of a span below 2**64 is likelier than another by 2**-64
_PLACE = 4                  # bytes for each alternation of a text, which has a few ways at most
_NO_SPACE_BEFORE = frozenset(".,;:!?")


@dataclass(frozen=True)
class Draw:
    """The draws of one seed (any text)."""

    seed: str

    def random(self, purpose: str) -> random.Random:
        """A fresh generator for a purpose that takes many numbers; the same purpose gives the same draws again."""
        return random.Random(int.from_bytes(self._bytes(purpose, 16)))

    def number(self, purpose: str, span: tuple[int, int]) -> int:
        """A whole number from a span, both ends included."""
        low, high = min(span), max(span)
        return low + self._below(purpose, high - low + 1)

    def fraction(self, purpose: str) -> float:
        """A number from 0 to just below 1."""
        return (int.from_bytes(self._bytes(purpose, 7)) >> 3) / (1 << 53)

    def one(self, purpose: str, choices: Sequence[T]) -> T:
        """One of the choices (at least one)."""
        return choices[0] if len(choices) == 1 else choices[self._below(purpose, len(choices))]

    def shuffled(self, purpose: str, items: Sequence[T]) -> list[T]:
        """The same items in a drawn order."""
        left = list(items)
        number = int.from_bytes(self._bytes(purpose, _NUMBER + 2 * len(left)))
        result = []
        while left:
            number, place = divmod(number, len(left))
            result.append(left.pop(place))
        return result

    def words(self, purpose: str, words: str | tuple[str, ...]) -> str:
        """One wording of a text that may be given as several, and one way at each of its alternations.

        ``[a|b|c]`` is one of the three; a way may be empty, and then leaves no space of its own behind. An empty
        list is an empty text.
        """
        if not isinstance(words, str):
            words = self.one(purpose, words) if words else ""
        return self._one_way(purpose, words) if "[" in words else words

    def _one_way(self, purpose: str, text: str) -> str:
        result, places = _alternations(text)
        numbers = unpack(f">{len(places)}I", self._bytes(f"{purpose}#", _PLACE * len(places)))
        for number, (ways, after) in zip(numbers, places, strict=True):
            way = ways[number % len(ways)]
            if not way and (not result or result[-1] in " \n"):
                if after[:1] in _NO_SPACE_BEFORE:
                    result = result.rstrip(" ")
                after = after.removeprefix(" ")
            result += way + after
        return result

    def _below(self, purpose: str, many: int) -> int:
        return int.from_bytes(self._bytes(purpose, _NUMBER)) % many

    def _bytes(self, purpose: str, many: int) -> bytes:
        whole = f"{self.seed}/{purpose}".encode()
        found = blake2b(whole).digest()
        while len(found) < many:
            found += blake2b(whole + len(found).to_bytes(4)).digest()
        return found[:many]


def broken_alternation(text: str) -> str:
    """What is wrong with the brackets of a text; empty when nothing is."""
    left = _ALTERNATION.sub("", text)
    if "[" in left or "]" in left:
        if _ALTERNATION.search(left):
            return "an alternation stands in another; write the whole wordings out, [one way|another way]"
        return "a bracket stands alone; ways to say a thing stand in [one way|another way]"
    if any("|" not in found[1] for found in _ALTERNATION.finditer(text)):
        return "a bracket holds one way only; give another, [one way|another way], or leave the bracket out"
    return ""


@lru_cache(maxsize=1 << 15)
def _alternations(text: str) -> tuple[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """How a text begins; the ways of each of its alternations, and what follows it up to the next."""
    pieces = _ALTERNATION.split(text)
    return pieces[0], tuple((tuple(ways.split("|")), after)
                            for ways, after in zip(pieces[1::2], pieces[2::2], strict=True))
