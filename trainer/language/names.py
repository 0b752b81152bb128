"""Who is meant: people in a text, by their names, titles and the words for their part in the case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from trainer.language.passage import Passage, read
from trainer.language.spans import Span


@dataclass(frozen=True, eq=False)
class Named:
    """Somebody of a case: ``names`` are written with a capital (\"Rosa Delgado\", \"Ms. Delgado\", \"Rosa\"); ``words``
    are words for their part (\"mother\", \"mom\", \"Leo's father\"), in any case. Of one ``kind`` (child, parent, kin,
    worker, ...) are those whom one could take for each other."""

    id: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Mention:
    """A place where somebody is named. ``ids`` holds several where the words fit several people."""

    span: Span
    ids: tuple[str, ...]
    first: int
    last: int
    by_name: bool


def mentions(passage: Passage, people: Sequence[Named]) -> tuple[Mention, ...]:
    """Everybody who is named in a passage, in order; of overlapping wordings the longest."""
    return _mentions(passage, tuple(people))


def resolve(text: str, people: Sequence[Named]) -> tuple[str, ...]:
    """The ids of the people that a short text (a cell, a wording) means, in the order of ``people``. Ambiguous words
    give several; a name settles which of them is meant. Empty when nobody is."""
    passage = read(text)
    whole = mentions(passage, people)
    found = [m for n, m in enumerate(whole) if not _possesses(passage, m, whole[n + 1:n + 2])]
    sure = {m.ids[0] for m in found if len(m.ids) == 1}
    open_ids = {i for m in found if len(m.ids) > 1 and not sure & set(m.ids) for i in m.ids}
    ids = sure | open_ids
    return tuple(p.id for p in people if p.id in ids)


def _possesses(passage: Passage, mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a name only says whose the next one is: Owen in \"Owen's aunt\"."""
    return (bool(following) and following[0].first == mention.last + 1
            and passage.words[mention.last].lower.endswith("'s"))


@dataclass(frozen=True)
class _Index:
    """Wordings by their first word: tokens, ids, whether it is a name."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...], bool], ...]]
    long_names: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=256)
def _index(people: tuple[Named, ...]) -> _Index:
    ids: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for person in people:
        for wordings, is_name in ((person.names, True), (person.words, False)):
            for wording in wordings:
                tokens = tuple(w.lower for w in read(wording).words)
                if tokens and person.id not in ids.setdefault((tokens, is_name), []):
                    ids[(tokens, is_name)].append(person.id)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], bool]]] = {}
    for (tokens, is_name), who in ids.items():
        by_first.setdefault(tokens[0], []).append((tokens, tuple(who), is_name))
    long_names = tuple(sorted((tokens[0], tuple(who)) for (tokens, is_name), who in ids.items()
                              if is_name and len(tokens) == 1 and len(tokens[0]) >= 6))
    return _Index({first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0], not r[2])))
                   for first, rows in by_first.items()}, long_names)


@lru_cache(maxsize=16384)
def _mentions(passage: Passage, people: tuple[Named, ...]) -> tuple[Mention, ...]:
    index = _index(people)
    result: list[Mention] = []
    at = 0
    while at < len(passage.words):
        found = _at(passage, at, index)
        if found is None:
            at += 1
            continue
        result.append(found)
        at = found.last + 1
    return tuple(result)


def _at(passage: Passage, at: int, index: _Index) -> Mention | None:
    word = passage.words[at]
    for key in dict.fromkeys((word.lower, _bare(word.lower))):
        for tokens, ids, is_name in index.by_first.get(key, ()):
            last = at + len(tokens) - 1
            if last >= len(passage.words) or (is_name and not word.text[:1].isupper()):
                continue
            if all(_is(passage.words[at + n].lower, t, n == len(tokens) - 1) for n, t in enumerate(tokens)):
                return Mention(passage.span(at, last), ids, at, last, is_name)
    if word.text[:1].isupper() and len(word.lower) >= 6:
        bare = _bare(word.lower)
        for name, ids in index.long_names:
            if bare[0] == name[0] and abs(len(bare) - len(name)) <= 1 and fuzz.ratio(bare, name) >= 85:
                return Mention(passage.span(at, at), ids, at, at, True)
    return None


def _is(written: str, token: str, last: bool) -> bool:
    return written == token or (last and _bare(written) == token)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def strangers(texts: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    """Words of texts, in lower case, that are written like names and stand nowhere among the ``known`` ones: a capital
    inside a sentence, no abbreviation, no slip of a known word. Somebody else's plan is full of them."""
    found: set[str] = set()
    for text in texts:
        passage = read(text)
        begins = {a for a, _ in passage.ranges}
        for at, word in enumerate(passage.words):
            bare = _bare(word.lower)
            if (at in begins or not word.text[:1].isupper() or word.text.isupper() or len(bare) < 3
                    or bare in known or bare in found or not bare.isalpha() or _after_sign(passage, at)):
                continue
            if not any(bare[0] == k[0] and abs(len(k) - len(bare)) <= 1 and fuzz.ratio(bare, k) >= 85
                       for k in known if len(k) > 3):
                found.add(bare)
    return frozenset(found)


def _after_sign(passage: Passage, at: int) -> bool:
    """Whether a word follows a sign after which any word may have a capital: a colon, a quotation mark, a slash."""
    between = passage.text[passage.words[at - 1].end:passage.words[at].start]
    return any(c in ":\"“”'‘’/(-*•#" for c in between)
