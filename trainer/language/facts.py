"""A fact as words: what coverage needs to know of it, and nothing of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from trainer.language.dates import Found, dates
from trainer.language.passage import read, small

PERSON_ELEMENTS = frozenset({"who", "whom", "to", "by", "with", "person", "observer", "caregiver", "speaker"})
DATE_ELEMENTS = frozenset({"when", "since", "until", "date", "on"})


@dataclass(frozen=True)
class FactWords:
    """A fact as a reader finds it in a text.

    ``elements`` maps who, what, when, amount, ... to wordings; ``essential`` names those without which the fact
    isn't told (none given: what, or all but names). ``about`` holds ids of the people it is about, ``since`` its
    day where one is known, ``quote`` somebody's own words.
    """

    says: str
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    essential: tuple[str, ...] = ()
    quote: str = ""
    about: tuple[str, ...] = ()
    since: dt.date | None = None

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The essential elements, always at least one where there are any."""
        named = tuple(e for e in self.essential if e in self.elements)
        if named:
            return named
        if "what" in self.elements:
            return ("what",)
        plain = tuple(e for e in self.elements if e not in PERSON_ELEMENTS)
        return plain or tuple(self.elements)

    @cached_property
    def told_dates(self) -> Mapping[str, tuple[Found, ...]]:
        """Dates among an element's wordings, the year filled in from ``since`` where the month is the same."""
        result = {}
        for name, wordings in self.elements.items():
            if name not in DATE_ELEMENTS:
                continue
            found = [f for w in wordings for f in dates(_capital(w)) if f.month is not None]
            if found:
                result[name] = tuple(
                    Found(f.span, f.year or (self.since.year if self.since and self.since.month == f.month else None),
                          f.month, f.day) for f in found)
        return result

    @cached_property
    def counts(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Numbers among an element's wordings, each with the sense of the word it counts (\"14 absences\"); a bare
        number counts what the fact is about (\"14\", where what is \"absences\")."""
        result = {}
        whats = [read(w).words[-1].sense for w in self.elements.get("what", ()) if read(w).words]
        for name, wordings in self.elements.items():
            pairs = [p for w in wordings for p in counted(w)]
            for wording in wordings:
                words = read(wording).words
                if len(words) == 1 and words[0].stem.isdigit() and name != "what":
                    pairs += [(words[0].stem, unit) for unit in whats]
            if pairs:
                result[name] = tuple(dict.fromkeys(pairs))
        return result


def counted(text: str) -> tuple[tuple[str, str], ...]:
    """Numbers of a text with the sense of the next word that carries something, (\"14\", \"absence\")."""
    words = read(text).words
    result = []
    for at, word in enumerate(words):
        if word.stem.replace(".", "").isdigit() and word.lower not in ("once", "first", "second"):
            after = [w for w in words[at + 1:at + 3] if w.lower not in small() and w.sentence == word.sentence]
            if after:
                result.append((word.stem, after[0].sense))
    return tuple(result)


def _capital(wording: str) -> str:
    """A lower-case wording with its month as dates are written."""
    return " ".join(w[:1].upper() + w[1:] for w in wording.split(" "))
