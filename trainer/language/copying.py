"""Whose words: what is copied from another text, what stands only to fill a box, what is no language."""

from __future__ import annotations

from functools import cache, lru_cache

from trainer.language.lexicons import lexicons
from trainer.language.match import listed
from trainer.language.passage import read, small
from trainer.language.spans import Span, merge

RUN = 4             # words in a row
COPIED = 0.5        # a passage that shares this much of its runs with another text is a copy of it


def shared(text: str, source: str) -> float:
    """The share (0 to 1) of a text's four-word runs that stand in a source too; 0 for a text shorter than a run."""
    runs = _runs(text)
    if not runs:
        return 0.0
    known = _run_set(source)
    return sum(r in known for r in runs) / len(runs)


def copied(text: str, source: str) -> tuple[Span, ...]:
    """The stretches of a text that stand word for word in a source, four words or more."""
    passage, known = read(text), _run_set(source)
    spans = [passage.span(at, at + RUN - 1) for at, run in enumerate(_runs(text)) if run in known]
    return merge(text, spans)


def is_copy(text: str, source: str) -> bool:
    """Whether half of a text or more is a source's, word for word."""
    return shared(text, source) >= COPIED


def is_placeholder(text: str) -> bool:
    """Whether a text only fills the box: \"n/a\", \"TBD\", \"see file\", signs without words."""
    passage = read(text)
    if not passage.words:
        return bool(text.strip())
    if len(passage.words) > 6:
        return "lorem ipsum" in text.lower()
    if passage.words[0].lower in ("see", "refer") and len(passage.words) <= 5:
        return True     # a pointer elsewhere holds nothing of one's own
    covered = {at for h in listed(passage, lexicons().placeholders) for at in range(h.first, h.last + 1)}
    little = ("the", "case", "a", "in", "is")
    return all(at in covered or w.lower in little for at, w in enumerate(passage.words))


LIST_WORDS = 24     # a sentence this long ...
LIST_SMALL = 0.14   # ... with so few small words among its words ...
ENDLESS = 70        # words without a stop and hardly a comma aren't a sentence either
LIST_SIGNS = 12     # ... and fewer than one sign in so many words is a list of key words, not language


def is_word_list(sentence: str) -> bool:
    """Whether a long sentence is only key words strung together. Short notes, and lists with commas, never are."""
    passage = read(sentence)
    count = len(passage.words)
    if count < LIST_WORDS:
        return False
    little = sum(w.lower in small() for w in passage.words) / count
    signs = sum(c in ",;:()–—" for c in sentence)
    bare = little < LIST_SMALL and signs * LIST_SIGNS < count
    return bare or (count >= ENDLESS and signs * 20 < count)


def is_gibberish(text: str) -> bool:
    """Whether a text is hardly language: one word over and over, or letters without vowels. Short texts never are."""
    words = [w.lower for w in read(text).words if w.text[:1].isalpha()]
    if len(words) < 6:
        return len(words) > 0 and all(len(w) > 3 and not set(w) & _vowels() for w in words)
    repeated = len(set(words)) / len(words) < 0.3
    voiceless = sum(len(w) > 2 and not set(w) & _vowels() for w in words) / len(words) > 0.5
    return repeated or voiceless


@lru_cache(maxsize=1024)
def _runs(text: str) -> tuple[tuple[str, ...], ...]:
    words = [w.lower for w in read(text).words]
    return tuple(tuple(words[n:n + RUN]) for n in range(len(words) - RUN + 1))


@lru_cache(maxsize=1024)
def _run_set(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(text))


@cache
def _vowels() -> frozenset[str]:
    return frozenset("aeiouyáéíóúàèìòùäëïöüâêîôû")
