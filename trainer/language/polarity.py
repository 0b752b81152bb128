"""Whether what stands at a place is said or denied: negations near it, two of which undo each other."""

from __future__ import annotations

from functools import cache

from trainer.language.lexicons import words as lexicon
from trainer.language.passage import Passage, read, stem

BEFORE = 3      # words before a match in which a negation reaches it
AFTER = 3       # words after it
_CLAUSE_WORDS = frozenset({"but", "because", "although", "though", "however", "while", "whereas", "and", "so", "which",
                           "who"})
_CLAUSE_SIGNS = frozenset(";:—–,(")


def denied(passage: Passage, first: int, last: int, wording: str, behind: bool = True) -> bool:
    """Whether the words from ``first`` to ``last``, where ``wording`` was found, are turned round by what is around
    them, before or (``behind``) after. Negations that belong to the wording itself don't count."""
    own = [w.lower for w in read(wording).words if _turns(w.lower)]
    turns = 0
    for at in range(first, last + 1):
        word = passage.words[at].lower
        if _turns(word):
            if word in own or any(stem(o) == stem(word) for o in own):
                continue
            turns += 1
    turns += _before(passage, first) + (_after(passage, last) if behind else 0)
    return turns % 2 == 1


def clause(passage: Passage, at: int) -> tuple[int, int]:
    """The first and last word of the clause around a word: up to a sign or word that parts clauses."""
    first = last = at
    sentence = passage.words[at].sentence
    while first > 0 and passage.words[first - 1].sentence == sentence and not _parts(passage, first - 1, first):
        first -= 1
    while (last + 1 < len(passage.words) and passage.words[last + 1].sentence == sentence
           and not _parts(passage, last, last + 1)):
        last += 1
    return first, last


def clauses(passage: Passage) -> list[tuple[int, int]]:
    """The clauses of a passage, each as its first and last word."""
    result = []
    at = 0
    while at < len(passage.words):
        first, last = clause(passage, at)
        result.append((first, last))
        at = last + 1
    return result


def _parts(passage: Passage, one: int, two: int) -> bool:
    between = passage.text[passage.words[one].end:passage.words[two].start]
    # a comma within a date or a number is no break
    comma = "," in between and not passage.words[two].text[:1].isdigit()
    return comma or any(c in ";:—–(" for c in between) or passage.words[two].lower in _CLAUSE_WORDS | {"since"}


def is_past(passage: Passage, at: int) -> bool:
    """Whether the sentence of a word tells how things were, not how they are: \"used to\", \"at first\", \"until\",
    \"no longer\", or a month or season that is over (\"in February she ...\")."""
    a, b = passage.ranges[passage.words[at].sentence]
    lower = [w.lower for w in passage.words[a:b]]
    joined = " " + " ".join(lower) + " "
    if any(f" {cue} " in joined for cue in lexicon().past):
        return True
    return any(lower[n] in ("in", "by", "at", "during") and lower[n + 1] in _SEASONS
               for n in range(len(lower) - 1))


_SEASONS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
                      "november", "december", "winter", "spring", "summer", "fall"})


def _before(passage: Passage, first: int) -> int:
    turns = 0
    sentence = passage.words[first].sentence
    for at in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        word = passage.words[at]
        between = passage.text[word.end:passage.words[at + 1].start]
        if word.sentence != sentence or any(c in _CLAUSE_SIGNS for c in between):
            break
        if word.lower in _CLAUSE_WORDS:
            break
        if _turns(word.lower):
            turns += 1
    return turns


def _after(passage: Passage, last: int) -> int:
    turns = 0
    sentence = passage.words[last].sentence
    for at in range(last + 1, min(len(passage.words), last + 1 + AFTER)):
        word = passage.words[at]
        between = passage.text[passage.words[at - 1].end:word.start]
        if word.sentence != sentence or any(c in _CLAUSE_SIGNS - {":"} for c in between) or word.lower in _CLAUSE_WORDS:
            break
        ruled_out = word.lower == "out" and passage.words[at - 1].lower == "ruled"
        if word.lower in ("not", "never", "none", "zero", "denied", "0") or word.lower.endswith("n't") or ruled_out:
            turns += 1
        elif not (_is_auxiliary(word.lower) or word.lower in ("ruled", "has", "been")):
            break
    return turns


def _is_auxiliary(word: str) -> bool:
    return word in ("is", "are", "was", "were", "has", "have", "had", "did", "do", "does", "be", "been")


def negator(word: str) -> bool:
    """Whether a word, in lower case, is a negation."""
    return word in _negators()


def _turns(word: str) -> bool:
    return word in _negators() or stem(word) in _reversers()


@cache
def _negators() -> frozenset[str]:
    return frozenset(lexicon().negators) | {"zero", "0"}


@cache
def _reversers() -> frozenset[str]:
    return frozenset(stem(w) for w in lexicon().reversers)
