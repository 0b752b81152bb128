"""The readers' words, kept as content in ``rubrics/language/``: what experts may edit, and nothing is a pattern."""

from __future__ import annotations

from functools import cache

from trainer.content import Value, read, root


class Words(Value):
    """rubrics/language/words.yaml: words taken for one another, number words, negations, families of values."""

    abbreviations: tuple[str, ...]
    titles: tuple[str, ...]
    irregular: dict[str, tuple[str, ...]]
    same: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    small: tuple[str, ...]
    negators: tuple[str, ...]
    reversers: tuple[str, ...]
    reporting: tuple[str, ...]
    past: tuple[str, ...]
    alternatives: dict[str, tuple[str, ...]]
    confusable: tuple[str, ...]


@cache
def words() -> Words:
    """The words, read once. Raises ContentError when the file isn't right."""
    return read(root() / "rubrics" / "language" / "words.yaml", Words)
