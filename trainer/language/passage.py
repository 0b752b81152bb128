"""A passage, read once: its words, their plain forms and senses, its sentences. Everything else builds on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from trainer.language.lexicons import words as lexicon
from trainer.language.spans import Span, sentences, span, words


@dataclass(frozen=True)
class Word:
    """One word in its place. ``stem``: its plain form; ``sense``: the same for words taken for one another."""

    start: int
    end: int
    text: str
    lower: str
    stem: str
    sense: str
    sentence: int


@dataclass(frozen=True, eq=False)
class Passage:
    """A text with its words and sentences. Made by ``read``, which keeps what it has read."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Span, ...]

    @cached_property
    def by_sense(self) -> dict[str, tuple[int, ...]]:
        """Where each sense stands, as positions in ``words``."""
        result: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            result.setdefault(word.sense, []).append(at)
        return {k: tuple(v) for k, v in result.items()}

    @cached_property
    def vocabulary(self) -> dict[str, tuple[str, ...]]:
        """The different longer words that may be misspelt, by first letter: words known to look like others aside."""
        known = confusable()
        result: dict[str, list[str]] = {}
        for word in sorted({w.lower for w in self.words if len(w.lower) >= 5 and w.lower.isalpha()} - known):
            result.setdefault(word[0], []).append(word)
        return {letter: tuple(group) for letter, group in result.items()}

    @cached_property
    def senses(self) -> tuple[frozenset[str], ...]:
        """The senses that stand in each sentence."""
        return tuple(frozenset(w.sense for w in self.words[a:b]) for a, b in self.ranges)

    @cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Each sentence's first word and the one after its last, as positions in ``words``."""
        firsts = [len(self.words)] * (len(self.sentences) + 1)
        for at in range(len(self.words) - 1, -1, -1):
            firsts[self.words[at].sentence] = at
        for number in range(len(self.sentences) - 1, -1, -1):
            firsts[number] = min(firsts[number], firsts[number + 1])
        return tuple((firsts[n], firsts[n + 1]) for n in range(len(self.sentences)))

    def span(self, first: int, last: int) -> Span:
        """The span from the word at ``first`` to the word at ``last``, both in it."""
        return span(self.text, self.words[first].start, self.words[last].end)


@lru_cache(maxsize=8192)
def read(text: str) -> Passage:
    """A text read into words and sentences. Any text will do, the empty one too."""
    parts = sentences(text)
    result = []
    at = 0
    for w in words(text):
        while at + 1 < len(parts) and w.start >= parts[at].end:
            at += 1
        lower = w.quote.lower().replace("’", "'")
        plain = stem(lower)
        if w.quote == "Sat" and w.start > parts[at].start:
            plain = "saturday"      # in the middle of a sentence it is the day
        result.append(Word(w.start, w.end, w.quote, lower, plain, sense(plain), at))
    return Passage(text, tuple(result), parts)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The plain form of a lower-case word: possessives, plurals, -ing, -ed, -ly, -ment, -ion taken off; irregular forms
    and number words by the lexicon. Light on purpose: it joins forms of one word, not words of one family."""
    word = word.removesuffix("'s").removesuffix("'")
    number = _numbers().get(word)
    if number is not None:
        return str(number)
    if word[:1].isdigit():
        return _number(word)
    if word in _irregular():
        return _irregular()[word]
    if len(word) <= 3 or "'" in word:
        return word
    base = word
    if base.endswith("ies") and len(base) > 4:
        base = base[:-3] + "y"
    elif base.endswith(("sses", "xes", "zes", "ches", "shes")):
        base = base[:-2]
    elif base.endswith("s") and not base.endswith(("ss", "us", "is")):
        base = base[:-1]
    if base in _irregular():
        return _irregular()[base]
    for ending in ("ing", "ed"):
        if base.endswith(ending) and len(base) - len(ending) >= 3 and _has_vowel(base[:-len(ending)]):
            base = base[:-len(ending)]
            if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz":
                base = base[:-1]
            elif len(base) == 3 and base[-1] not in "wxy" and not _has_vowel(base[2]) and _has_vowel(base[1]) \
                    and not _has_vowel(base[0]):
                base += "e"         # moving: move
            break
    for ending in ("ly", "ment", "ness", "ion"):
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            base = base[:-len(ending)]
            break
    if base.endswith("i"):
        base = base[:-1] + "y"
    if base.endswith("e") and len(base) > 4:
        base = base[:-1]
    return base


@lru_cache(maxsize=65536)
def sense(plain: str) -> str:
    """The stem that stands for all words taken for one another."""
    return _same().get(plain, plain)


@cache
def confusable() -> frozenset[str]:
    """Words that are never a misspelling of one another."""
    return frozenset(lexicon().confusable)


@cache
def small() -> frozenset[str]:
    """Words that carry little by themselves, as they are written."""
    return frozenset(lexicon().small)


@lru_cache(maxsize=16384)
def content_senses(text: str) -> frozenset[str]:
    """The senses of a text's words that carry something."""
    passage = read(text)
    return frozenset(passage.words[at].sense for at in content_words(passage))


def content_words(passage: Passage, first: int = 0, last: int | None = None) -> tuple[int, ...]:
    """The positions of words that carry something, within a range of words."""
    little = small()
    end = len(passage.words) if last is None else last
    return tuple(at for at in range(first, end) if passage.words[at].lower not in little)


def _has_vowel(text: str) -> bool:
    return any(c in "aeiouy" for c in text)


def _number(word: str) -> str:
    digits = word.replace(",", "")
    for ending in ("st", "nd", "rd", "th"):
        if digits.endswith(ending) and digits[:-2].isdigit():
            digits = digits[:-2]
    return digits.lstrip("0") or "0" if digits.isdigit() else digits


@cache
def _numbers() -> dict[str, str]:
    return {word: str(number) for word, number in lexicon().numbers.items()}


@cache
def _irregular() -> dict[str, str]:
    return {form: plain for plain, formed in lexicon().irregular.items() for form in (*formed, plain)}


@cache
def _same() -> dict[str, str]:
    result: dict[str, str] = {}
    for group in lexicon().same:
        head = stem(group[0])
        for word in group:
            result[stem(word)] = head
    return result
