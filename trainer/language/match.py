"""Wordings in a passage: exact, in another form of the words, parted by other words, or slightly misspelt.

Confidence: 1 as written; .95 in another form; .9 by a word of the same sense; .85 with other words between;
a misspelling takes a tenth off; .6 for most of a long phrase. Short words and numbers must stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rapidfuzz import fuzz

from trainer.language.lexicons import words as lexicon
from trainer.language.passage import Passage, Word, read, small
from trainer.language.spans import Span

SURE = 0.8          # a match this good counts as found
MAYBE = 0.55        # below SURE and at least this: can't tell
SPREAD = 4          # other words that may stand between those of a phrase
FUZZY_LETTERS = 6   # shorter words are never taken for misspellings
FUZZY_RATIO = 87.0


@dataclass(frozen=True)
class Match:
    """A place where a wording stands: its span, the words it reaches over, and how sure that is it (0 to 1)."""

    span: Span
    confidence: float
    first: int
    last: int
    wording: str = ""


def find_wording(wording: str, passage: Passage) -> tuple[Match, ...]:
    """Every place where a wording stands in a passage, best first. Empty for a wording without words."""
    return _find(wording, passage)


def find_any(wordings: Iterable[str], passage: Passage) -> tuple[Match, ...]:
    """Every place where one of several wordings stands, in the passage's order; the best match of each place."""
    best: dict[tuple[int, int], Match] = {}
    for wording in wordings:
        for match in _find(wording, passage):
            key = (match.first, match.last)
            if key not in best or best[key].confidence < match.confidence:
                best[key] = match
    return tuple(sorted(best.values(), key=lambda m: (m.first, -m.confidence)))


@lru_cache(maxsize=65536)
def _find(wording: str, passage: Passage) -> tuple[Match, ...]:
    wanted, content = _wanted(wording)
    if not wanted or not passage.words:
        return ()
    there = [_there(w, passage) for w in wanted]
    if not all(there):
        for other in _otherwise(wording):
            if found := _find(other, passage):
                return tuple(replace(m, wording=wording) for m in found)
    if all(there):
        whole = _in_row(wording, wanted, passage)
        if whole:
            return whole
    had = sum(t for t, w in zip(there, wanted, strict=True) if w in content)
    if len(content) >= 2 and had == len(content):
        loose = _spread(wording, content, passage, len(content), 0.85)
        if loose:
            return loose
    most = -(-2 * len(content) // 3)
    if len(content) >= 3 and had >= most:
        return _spread(wording, content, passage, most, 0.6)
    return ()


def _there(want: Word, passage: Passage) -> bool:
    """Whether a word stands anywhere in a passage, in some form."""
    return want.sense in passage.by_sense or bool(_misspelt(want.lower, passage))


@lru_cache(maxsize=65536)
def _wanted(wording: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """A wording's words without a leading article, and those of them that carry something."""
    found = read(wording).words
    while len(found) > 1 and found[0].lower in ("a", "an", "the"):
        found = found[1:]
    return found, tuple(w for w in found if w.lower not in small())


def _in_row(wording: str, wanted: tuple[Word, ...], passage: Passage) -> tuple[Match, ...]:
    """Places where the words stand one after the other, fillers (\"being\", \"the\") between them aside."""
    result = []
    for first, like in _places(wanted[0], passage):
        confidence, last = like, first
        for want in wanted[1:]:
            at = last + 1
            skipped = 0
            while at < len(passage.words) and skipped < 2 and passage.words[at].lower in _fillers() \
                    and not _alike(want, passage.words[at], passage):
                at, skipped = at + 1, skipped + 1
            like = _alike(want, passage.words[at], passage) if at < len(passage.words) else 0.0
            if skipped:
                like *= 0.97
            if not like:
                confidence = 0.0
                break
            confidence, last = min(confidence, like), at
        if not confidence or passage.words[first].sentence != passage.words[last].sentence:
            continue
        if len(wanted) == 1 and _means_else(wanted[0], passage, last):
            continue
        result.append(Match(passage.span(first, last), confidence, first, last, wording))
    return tuple(sorted(result, key=lambda m: (-m.confidence, m.first)))


def _means_else(want: Word, passage: Passage, at: int) -> bool:
    """Whether the next word makes a word mean something else (\"alone with\")."""
    after = passage.words[at + 1].lower if at + 1 < len(passage.words) else ""
    return after in lexicon().unless_next.get(want.lower, ())


@cache
def _fillers() -> frozenset[str]:
    return frozenset(lexicon().fillers)


@lru_cache(maxsize=65536)
def _otherwise(wording: str) -> tuple[str, ...]:
    """A wording as workers may write it in short, or by another usual term."""
    lower = f" {wording.lower()} "
    return tuple(lower.replace(f" {full} ", f" {short} ").strip()
                 for short, full in lexicon().abbreviated.items() if f" {full} " in lower)


def _spread(wording: str, content: tuple[Word, ...], passage: Passage, enough: int, top: float) -> tuple[Match, ...]:
    """Places where ``enough`` of the words stand near one another in one sentence, in any order."""
    hits: list[tuple[int, int, float]] = sorted(
        (at, n, like) for n, want in enumerate(content) for at, like in _places(want, passage))
    reach = len(content) + SPREAD
    result: list[Match] = []
    for start, (begin, _, _) in enumerate(hits):
        got: dict[int, tuple[int, float]] = {}
        for at, n, like in hits[start:]:
            if at - begin >= reach or passage.words[at].sentence != passage.words[begin].sentence:
                break
            got.setdefault(n, (at, like))
        if len(got) >= enough:
            last = max(at for at, _ in got.values())
            if result and begin <= result[-1].last:
                continue
            confidence = top * min(like for _, like in got.values())
            result.append(Match(passage.span(begin, last), confidence, begin, last, wording))
    return tuple(sorted(result, key=lambda m: (-m.confidence, m.first)))


def _places(want: Word, passage: Passage) -> list[tuple[int, float]]:
    """Where a word stands in some form, with how alike it is."""
    found = [(at, _alike(want, passage.words[at], passage)) for at in passage.by_sense.get(want.sense, ())]
    if not found:
        for written in _misspelt(want.lower, passage):
            found += [(at, 0.85) for at, w in enumerate(passage.words) if w.lower == written]
    return found


def _alike(want: Word, word: Word, passage: Passage) -> float:
    if want.lower == word.lower:
        return 1.0
    if want.stem == word.stem:
        return 0.95
    if want.sense == word.sense:
        return 0.9
    if word.lower in _misspelt(want.lower, passage):
        return 0.85
    return 0.0


@lru_cache(maxsize=65536)
def _misspelt(word: str, passage: Passage) -> frozenset[str]:
    """The passage's words that a long word may be misspelt as: same first letter, all but alike."""
    if len(word) < FUZZY_LETTERS or not word.isalpha():
        return frozenset()
    return frozenset(v for v in passage.vocabulary.get(word[0], ())
                     if v != word and abs(len(v) - len(word)) <= 2 and fuzz.ratio(v, word) >= FUZZY_RATIO)


@dataclass(frozen=True)
class Hit:
    """A listed phrase in a passage: the words it reaches over, and the phrase as it is listed."""

    first: int
    last: int
    phrase: str


def listed(passage: Passage, phrases: tuple[str, ...]) -> tuple[Hit, ...]:
    """Where phrases of a lexicon stand, word after word, in any form of the words; in order, overlapping ones too."""
    return _listed(passage, phrases)


@lru_cache(maxsize=32768)
def _listed(passage: Passage, phrases: tuple[str, ...]) -> tuple[Hit, ...]:
    index = _phrase_index(phrases)
    result = []
    words = passage.words
    for at, word in enumerate(words):
        for key in dict.fromkeys((word.lower, word.stem)):
            for tokens, phrase in index.get(key, ()):
                last = at + len(tokens) - 1
                if last < len(words) and words[last].sentence == word.sentence and all(
                        words[at + n].lower == t or words[at + n].stem == s for n, (t, s) in enumerate(tokens)):
                    result.append(Hit(at, last, phrase))
    return tuple(dict.fromkeys(result))


@lru_cache(maxsize=128)
def _phrase_index(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[tuple[tuple[str, str], ...], str], ...]]:
    index: dict[str, list[tuple[tuple[tuple[str, str], ...], str]]] = {}
    for phrase in phrases:
        tokens = tuple((w.lower, w.stem) for w in read(phrase).words)
        if tokens:
            for key in dict.fromkeys(tokens[0]):
                index.setdefault(key, []).append((tokens, phrase))
    return {key: tuple(rows) for key, rows in index.items()}


def alike(a: str, b: str) -> float:
    """How alike two texts are as wholes, letter by letter (0 to 100)."""
    return fuzz.ratio(a, b)


def alike_within(part: str, whole: str) -> float:
    """How alike a text is to the stretch of another that is most like it (0 to 100)."""
    return fuzz.partial_ratio(part, whole)
