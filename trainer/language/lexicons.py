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
    abbreviated: dict[str, str]
    fillers: tuple[str, ...]
    unless_next: dict[str, tuple[str, ...]]
    settled: tuple[str, ...]
    regular: tuple[str, ...]
    now_and_then: tuple[str, ...]


class Tells(Value):
    """Words by which a text tells how, why, what heads trouble off, what happens if it comes, and bare promises."""

    how: tuple[str, ...]
    why: tuple[str, ...]
    prevents: tuple[str, ...]
    responds: tuple[str, ...]
    promises: tuple[str, ...]


class Lexicons(Value):
    """rubrics/language/lexicons.yaml: what sentences of plans sound like."""

    placeholders: tuple[str, ...]
    vague: tuple[str, ...]
    service_verbs: tuple[str, ...]
    service_nouns: tuple[str, ...]
    compliance: tuple[str, ...]
    task_verbs: tuple[str, ...]
    task_nouns: tuple[str, ...]
    helpers: tuple[str, ...]
    daily: tuple[str, ...]
    turns: tuple[str, ...]
    frequency: tuple[str, ...]
    seen_by: tuple[str, ...]
    deadline_before: tuple[str, ...]
    deadline_for: tuple[str, ...]
    events: tuple[str, ...]
    loose: tuple[str, ...]
    jargon: tuple[str, ...]
    stock: tuple[str, ...]
    circumstances: tuple[str, ...]
    attendance: tuple[str, ...]
    tried: tuple[str, ...]
    permanency: tuple[str, ...]
    helps: tuple[str, ...]
    wishes: tuple[str, ...]
    papers: dict[str, tuple[str, ...]]
    found_out: tuple[str, ...]
    heard: tuple[str, ...]
    languages: tuple[str, ...]
    rides: tuple[str, ...]
    from_afar: tuple[str, ...]
    recurring: tuple[str, ...]
    tells: Tells
    grammar: dict[str, tuple[str, ...]]


@cache
def lexicons() -> Lexicons:
    """The lexicons, read once. Raises ContentError when the file isn't right."""
    return read(root() / "rubrics" / "language" / "lexicons.yaml", Lexicons)


@cache
def words() -> Words:
    """The words, read once. Raises ContentError when the file isn't right."""
    return read(root() / "rubrics" / "language" / "words.yaml", Words)
