"""How hard a text is to read: Flesch-Kincaid, by its own counting of syllables."""

from __future__ import annotations

from trainer.language.passage import read
from trainer.language.spans import Span

VOWELS = "aeiouy"


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; at least one."""
    word = word.lower()
    count, inside = 0, False
    for letter in word:
        vowel = letter in VOWELS
        count += vowel and not inside
        inside = vowel
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    if word.endswith("ed") and count > 1 and not word.endswith(("ted", "ded")):
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; 0 for one without words."""
    passage = read(text)
    words = [w for w in passage.words if w.text[:1].isalpha()]
    if not words:
        return 0.0
    sentences = max(1, len(passage.sentences))
    return 0.39 * len(words) / sentences + 11.8 * sum(syllables(w.text) for w in words) / len(words) - 15.59


def hardest(text: str) -> tuple[Span, float] | None:
    """The hardest sentence of eight words or more, with its grade; None when there is none."""
    rated = [(grade(s.quote), s) for s in read(text).sentences if len(read(s.quote).words) >= 8]
    if not rated:
        return None
    level, sentence = max(rated, key=lambda r: (r[0], -r[1].start))
    return sentence, level
