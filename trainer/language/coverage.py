"""Does a passage carry a fact? The seam where better readers come in: whoever reads better replaces ``cover``.

Elements are looked for in a window of neighboring sentences, never over the whole passage. What is found is
then checked by kind: another person in the subject's place, another date, another number, a negation, another
value of a family of which only one can hold. Between the thresholds the answer is unsure, never absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from trainer.language.copying import is_word_list
from trainer.language.dates import Found, dates
from trainer.language.facts import DATE_ELEMENTS, PERSON_ELEMENTS, FactWords, counted
from trainer.language.lexicons import words as lexicon
from trainer.language.match import MAYBE, SURE, Match, find_any, find_wording, listed
from trainer.language.names import Mention, Named, mentions, resolve
from trainer.language.passage import Passage, content_senses, read, stem
from trainer.language.polarity import clause, denied
from trainer.language.spans import Span, span

Label = Literal["covered", "partial", "contradicted", "absent", "unsure"]

WINDOWS = 120           # so many places where a fact may be told are looked at; longer texts repeat themselves
AROUND = 1              # sentences before and after the one in which the fact's core stands
LIKE_COVERED = 0.8      # share of a fact's own words in a window that is as good as telling it
LIKE_UNSURE = 0.5       # share from which one can't say that it isn't told
_RANK: dict[Label, int] = {"covered": 4, "contradicted": 3, "unsure": 2, "partial": 1, "absent": 0}


@dataclass(frozen=True)
class Coverage:
    """What a passage says of a fact: the label and how sure, where each element stands, which are missing, and why
    (a short reason that names what decided: \"another date: March 5\")."""

    label: Label
    confidence: float
    found: dict[str, Span] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    why: str = ""
    wrong: Span | None = None


def cover(fact: FactWords, passage: str, people: Sequence[Named] = (), subject: Sequence[str] = (),
          strangers: frozenset[str] = frozenset()) -> Coverage:
    """What a passage says of a fact. ``people`` are those of the case; ``subject`` the ids of whom the passage is
    about unless it says otherwise (the child, in a part about the child); ``strangers`` names, in lower case, that
    nobody in the case bears."""
    text = read(passage)
    if not text.words:
        return Coverage("absent", 1.0, missing=fact.needed, why="nothing is written")
    quoted = _quote(fact.quote, text)
    if quoted is not None:
        return Coverage("covered", 0.95, {"quote": quoted}, why="their own words")
    if not fact.elements:
        return _by_likeness(fact, text)
    found = _find(fact, text, people)
    anchors = _anchors(fact, found)
    placed = _by_sentence(text, found)
    best: Coverage | None = None
    for sentence in sorted({text.words[m.first].sentence for m in anchors})[:WINDOWS]:
        here = _judge(fact, text, people, subject, placed, sentence)
        if here.label in ("covered", "partial") and is_word_list(text.sentences[sentence].quote):
            here = Coverage("unsure", 0.5, here.found, here.missing, "key words without a sentence")
        if strangers and here.label in ("covered", "partial"):
            here = _of_a_stranger(fact, text, people, here, sentence, strangers)
        if best is None or (_RANK[here.label], here.confidence) > (_RANK[best.label], best.confidence):
            best = here
    other = _alternative(fact, text)
    if best is None or best.label == "absent":
        if other is not None:
            return Coverage("contradicted", 0.75, {}, fact.needed, f"another answer: {other.quote}", other)
        share, where = likeness(fact.says, text)
        if share >= LIKE_UNSURE:
            spans = {"says": where} if where else {}
            return Coverage("unsure", share, spans, fact.needed, "close to it in other words")
        return best or Coverage("absent", 1.0 - share, missing=fact.needed, why="not spoken of")
    if best.label in ("partial", "unsure"):
        share, where = likeness(fact.says, text)
        if share >= LIKE_COVERED:
            spans = {**best.found, **({"says": where} if where else {})}
            return Coverage("covered", share, spans, (), "in nearly its own words")
    return best


def likeness(says: str, text: Passage) -> tuple[float, Span | None]:
    """The share of a statement's own words that stand in the passage's likest pair of sentences, and that pair."""
    senses = content_senses(says)
    if len(senses) < 3 or not text.sentences:
        return 0.0, None
    have = [senses & s for s in text.senses]
    best, place = 0, (0, 0)
    for n, here in enumerate(have):
        if len(here) > best:
            best, place = len(here), (n, n)
        if n + 1 < len(have) and have[n + 1] and len(here | have[n + 1]) > best:
            best, place = len(here | have[n + 1]), (n, n + 1)
    if not best:
        return 0.0, None
    return best / len(senses), span(text.text, text.sentences[place[0]].start, text.sentences[place[1]].end)


def carries(elements: Mapping[str, tuple[str, ...]], passage: str, people: Sequence[Named] = (),
            stands: bool = False) -> tuple[float, dict[str, Span]]:
    """How surely (0 to 1) a short passage speaks of what these elements name, whoever is meant, with the place of each
    element found. With ``stands`` it has to say that it is so, not that it isn't or is over. For matching rows to what
    they mean, not for judging facts."""
    text = read(passage)
    fact = FactWords(says="", elements=elements)
    found = _find(fact, text, people)
    best = {name: max(ms, key=lambda m: m.confidence) for name, ms in found.items() if ms}
    core = [n for n in fact.needed if n in best and not (stands and _undone(text, best[n]))]
    if not core:
        return 0.0, {}
    sure = min(best[n].confidence for n in core) * len(core) / len(fact.needed)
    return sure, {name: m.span for name, m in best.items() if m.confidence >= MAYBE}


def _undone(text: Passage, match: Match) -> bool:
    """Whether a text says that what stands at a match isn't so, or is over (\"is never alone\", \"is treated\")."""
    if denied(text, match.first, match.last, match.wording):
        return True
    after = [w.lower for w in text.words[match.last + 1:match.last + 4]]
    return len(after) >= 2 and after[0] in ("is", "was", "are", "now", "has") and any(
        w in lexicon().settled for w in after[1:])


def _find(fact: FactWords, text: Passage, people: Sequence[Named]) -> dict[str, list[Match]]:
    named = mentions(text, people) if people else ()
    result = {}
    for name, wordings in fact.elements.items():
        matches = [m for m in find_any(wordings, text) if m.confidence >= MAYBE]
        if name in PERSON_ELEMENTS:
            ids = _ids(wordings, people)
            taken = {(m.first, m.last) for m in matches}
            matches += [Match(m.span, 0.95 if len(m.ids) == 1 else SURE, m.first, m.last, m.span.quote)
                        for m in named if ids & set(m.ids) and (m.first, m.last) not in taken]
        if name in fact.told_dates:
            taken = {(m.first, m.last) for m in matches}
            matches += [m for m in _dated(fact.told_dates[name], text) if (m.first, m.last) not in taken]
        result[name] = matches
    return result


def _dated(expected: Sequence[Found], text: Passage) -> list[Match]:
    """Places where one of the expected days stands in another form (\"6/16\" for June 16)."""
    result = []
    for found in dates(text.text):
        fits = [e for e in expected if e.agrees(found) and (e.day is None or found.day is not None)]
        if found.month is None or not fits:
            continue
        inside = [n for n, w in enumerate(text.words) if found.span.start <= w.start < found.span.end]
        if inside:
            result.append(Match(found.span, 0.95, inside[0], inside[-1], found.span.quote))
    return result


def _ids(wordings: Sequence[str], people: Sequence[Named]) -> set[str]:
    return {i for w in wordings for i in resolve(w.title(), people)} if people else set()


Placed = dict[str, dict[int, list[Match]]]


def _by_sentence(text: Passage, found: dict[str, list[Match]]) -> Placed:
    """Matches of each element by the sentence in which they begin."""
    result: Placed = {}
    for name, matches in found.items():
        inner = result.setdefault(name, {})
        for m in matches:
            inner.setdefault(text.words[m.first].sentence, []).append(m)
    return result


def _mentions_in(text: Passage, people: Sequence[Named], sentence: int) -> tuple[Mention, ...]:
    """The people named in one sentence."""
    return _sentence_mentions(text, tuple(people)).get(sentence, ())


@lru_cache(maxsize=1024)
def _sentence_mentions(text: Passage, people: tuple[Named, ...]) -> dict[int, tuple[Mention, ...]]:
    result: dict[int, tuple[Mention, ...]] = {}
    for m in mentions(text, people):
        number = text.words[m.first].sentence
        result[number] = (*result.get(number, ()), m)
    return result


def _anchors(fact: FactWords, found: dict[str, list[Match]]) -> list[Match]:
    """Matches around which a window is laid: of the essential elements that aren't names, dates or bare numbers."""
    return [m for e in _telling(fact) or fact.needed for m in found.get(e, [])]


def _telling(fact: FactWords) -> list[str]:
    return [e for e in fact.needed
            if e not in PERSON_ELEMENTS and e not in DATE_ELEMENTS and not _bare_number(fact, e)]


def _bare_number(fact: FactWords, element: str) -> bool:
    return all(len(ws) == 1 and ws[0].stem.isdigit() for w in fact.elements[element] if (ws := read(w).words))


def _judge(fact: FactWords, text: Passage, people: Sequence[Named], subject: Sequence[str],
           placed: Placed, sentence: int) -> Coverage:
    """The coverage within the window around one sentence."""
    best: dict[str, Match] = {}
    for name, by_sentence in placed.items():
        reach = 0 if _bare_number(fact, name) else AROUND
        near = [m for n in range(sentence - reach, sentence + reach + 1) for m in by_sentence.get(n, ())]
        if near:
            best[name] = max(near, key=lambda m: (text.words[m.first].sentence == sentence, m.confidence))
    anchor = _nearest_anchor(fact, text, best, sentence)
    implied = [n for n in fact.needed if n in PERSON_ELEMENTS and n not in best
               and _implied(fact, n, text, people, subject, sentence)]
    sure = [n for n in fact.needed if n in implied or (n in best and best[n].confidence >= SURE)]
    maybe = [n for n in fact.needed if n not in sure and n in best]
    missing = tuple(n for n in fact.needed if n not in sure and n not in maybe)
    spans = {n: m.span for n, m in best.items()}
    whole = not missing and not maybe
    wrong = _contradiction(fact, text, people, best, anchor, sentence, missing) if anchor and not maybe else None
    if wrong is not None:
        if not _is_about(fact, text, people, subject, best, sentence) and not wrong.by_person:
            return Coverage("unsure", 0.5, spans, missing, wrong.why, wrong.where)
        return Coverage("contradicted", 0.8, spans, missing, wrong.why, wrong.where)
    if whole:
        confidence = min([best[n].confidence for n in sure if n in best] or [SURE])
        return Coverage("covered", confidence, spans, (), "told")
    if not missing or (maybe and not sure):
        return Coverage("unsure", 0.6, spans, tuple(maybe), "told in words that may mean it")
    if sure and any(n not in PERSON_ELEMENTS for n in sure):
        return Coverage("partial", 0.8, spans, missing, "told without " + " and ".join(missing))
    return Coverage("absent", 0.6, spans, missing, "not spoken of")


def _of_a_stranger(fact: FactWords, text: Passage, people: Sequence[Named], here: Coverage, sentence: int,
                   strangers: frozenset[str]) -> Coverage:
    """The same, unless the sentence begins with somebody who isn't in the case, and nobody whom the fact is about is
    named near: then it tells of another family."""
    a, b = text.ranges[sentence]
    first = next((n for n in range(a, min(a + 6, b)) if text.words[n].lower.removesuffix("'s") in strangers), None)
    if first is None or any(s.start < text.words[first].start for s in here.found.values()
                            if text.sentences[sentence].start <= s.start):
        return here
    near = [m for n in range(sentence - AROUND, sentence + AROUND + 1) for m in _mentions_in(text, people, n)]
    if any(set(m.ids) & set(fact.about) for m in near):
        return here
    where = text.span(first, first)
    return Coverage("contradicted", 0.7, here.found, here.missing, f"nobody here is called {where.quote}", where)


def _nearest_anchor(fact: FactWords, text: Passage, best: dict[str, Match], sentence: int) -> Match | None:
    order = _telling(fact) + list(fact.needed)
    return next((best[n] for n in order if n in best and text.words[best[n].first].sentence == sentence), None)


def _implied(fact: FactWords, element: str, text: Passage, people: Sequence[Named], subject: Sequence[str],
             sentence: int) -> bool:
    """Whether the person of an element goes without saying: the passage is about them, nobody else is named first."""
    ids = _ids(fact.elements[element], people)
    if not ids & set(subject):
        return False
    first = _subject(text, people, sentence)
    return first is None or bool(ids & set(first.ids))


def _subject(text: Passage, people: Sequence[Named], sentence: int) -> Mention | None:
    """The first person named in a sentence who isn't only the one that reports."""
    reporting = {stem(w) for w in lexicon().reporting}
    for m in _mentions_in(text, people, sentence):
        after = text.words[m.last + 1] if m.last + 1 < len(text.words) else None
        before = text.words[m.first - 1] if m.first else None
        if after is not None and after.stem in reporting and after.sentence == sentence:
            continue
        if before is not None and before.lower in ("per", "to", "from", "by", "with", "at", "for", "of"):
            continue
        return m
    return None


@dataclass(frozen=True)
class _Wrong:
    why: str
    where: Span
    by_person: bool = False


def _contradiction(fact: FactWords, text: Passage, people: Sequence[Named], best: dict[str, Match], anchor: Match,
                   sentence: int, missing: Sequence[str]) -> _Wrong | None:
    """What can't be so if the fact is. All that is essential must be told, but for what is told otherwise."""
    if not missing and any(best.get(n) == anchor for n in _telling(fact)):
        wrong = _turned(fact, text, anchor) or _other_rhythm(fact, text, anchor)
        if wrong is not None:
            return wrong
    if set(missing) <= PERSON_ELEMENTS:
        swapped = _swapped(fact, text, people, best, anchor, sentence)
        if swapped is not None:
            return swapped
    for name in fact.elements:
        if name in best or not set(missing) <= {name}:
            continue
        wrong = _other_date(fact, name, text, anchor) or _other_number(fact, name, text, anchor)
        if wrong is not None:
            return wrong
    return None


def _is_about(fact: FactWords, text: Passage, people: Sequence[Named], subject: Sequence[str], best: dict[str, Match],
              sentence: int) -> bool:
    """Whether the person whom the fact is about stands near, or goes without saying."""
    who = [n for n in fact.elements if n in PERSON_ELEMENTS]
    return not who or any(n in best or _implied(fact, n, text, people, subject, sentence) for n in who)


def _turned(fact: FactWords, text: Passage, anchor: Match) -> _Wrong | None:
    """A negation where the fact has none, or the other way about."""
    here = denied(text, anchor.first, anchor.last, anchor.wording)
    if here == _fact_denies(fact, anchor.wording) or (here and _denied_behind(fact, anchor.wording)):
        return None
    a, b = text.ranges[text.words[anchor.first].sentence]
    first, last = max(a, anchor.first - 4), min(b - 1, anchor.last + 3)
    return _Wrong("it says the opposite", text.span(first, last))


def _other_rhythm(fact: FactWords, text: Passage, anchor: Match) -> _Wrong | None:
    """Now and then, where the fact is regular (\"as needed\" for what is given morning and night)."""
    says = read(fact.says)
    if not listed(says, lexicon().regular) or listed(says, lexicon().now_and_then):
        return None
    sentence = text.words[anchor.first].sentence
    here = [h for h in listed(text, lexicon().now_and_then) if text.words[h.first].sentence == sentence]
    often = [h for h in listed(text, lexicon().regular) if abs(text.words[h.first].sentence - sentence) <= AROUND]
    if not here or often:
        return None
    return _Wrong(f"now and then: {here[0].phrase}", text.span(here[0].first, here[0].last))


def _denied_behind(fact: FactWords, wording: str) -> bool:
    says = read(fact.says)
    return any(denied(says, m.first, m.last, wording) for m in find_wording(wording, says)[:1])


def _fact_denies(fact: FactWords, wording: str) -> bool:
    """Whether the fact itself denies what a wording names. A wording that holds its own negation is meant as it is."""
    says = read(fact.says)
    own = find_wording(wording, says)
    if own:
        return denied(says, own[0].first, own[0].last, wording, behind=False)
    if _holds_negation(wording):
        return False
    group = next((ws for ws in fact.elements.values() if wording in ws), ())
    for other in group:
        hit = find_wording(other, says)
        if hit and not _holds_negation(other):
            return denied(says, hit[0].first, hit[0].last, other, behind=False)
    return False


def _holds_negation(wording: str) -> bool:
    lower = {w.lower for w in read(wording).words}
    return bool(lower & (set(lexicon().negators) | {"none", "zero"}))


def _swapped(fact: FactWords, text: Passage, people: Sequence[Named], best: dict[str, Match], anchor: Match,
             sentence: int) -> _Wrong | None:
    """Another person of the same kind where the fact's person should stand, who is named nowhere near."""
    kinds = {p.id: p.kind for p in people}
    for name in ("who", "by", "whom"):
        if name not in fact.elements or name in best:
            continue
        ids = _ids(fact.elements[name], people)
        first = _subject(text, people, sentence)
        if not ids or first is None or len(first.ids) != 1 or first.first > anchor.first:
            continue
        other = first.ids[0]
        if other not in ids and other not in fact.about and kinds.get(other, "") in {kinds.get(i, "") for i in ids}:
            return _Wrong(f"another person: {first.span.quote}", first.span, by_person=True)
    return None


def _other_date(fact: FactWords, name: str, text: Passage, anchor: Match) -> _Wrong | None:
    """One date in the clause, and it can't be the fact's. What isn't essential has to be told to the day."""
    expected = fact.told_dates.get(name)
    if not expected:
        return None
    first, last = clause(text, anchor.first)
    inside = text.span(first, last)
    known = (*expected, *(f for f in dates(fact.says) if f.month is not None))
    sentence = text.sentences[text.words[anchor.first].sentence]
    here = [f for f in dates(inside.quote)
            if f.month is not None and not _cited(sentence.quote, inside.start - sentence.start + f.span.start)]
    if len(here) != 1 or any(e.agrees(here[0]) for e in known):
        return None
    if name not in fact.needed and (here[0].day is None or all(e.day is None for e in expected)):
        return None
    at = here[0].span
    return _Wrong(f"another date: {at.quote}", span(text.text, inside.start + at.start, inside.start + at.end))


def _other_number(fact: FactWords, name: str, text: Passage, anchor: Match) -> _Wrong | None:
    """A number of the same thing in the clause, and not the fact's."""
    expected = fact.counts.get(name)
    if not expected:
        return None
    values, units = {v for v, _ in expected}, {u for _, u in expected}
    values |= {v for v, _ in counted(fact.says)}
    first, last = clause(text, anchor.first)
    for value, unit in counted(text.span(first, last).quote):
        if unit in units and value not in values:
            at = next((n for n in range(first, last + 1) if text.words[n].stem == value), first)
            return _Wrong(f"another number: {text.words[at].text}", text.span(at, min(at + 1, last)))
    return None


def _cited(sentence: str, at: int) -> bool:
    """Whether a place stands in brackets or after the name of a paper: a date of the source, not of the fact."""
    before = sentence[:at]
    if before.count("(") > before.count(")"):
        return True
    last = [w.lower().strip(".:") for w in before.replace(",", " ").split()[-3:]]
    return any(w in ("note", "letter", "report", "dated", "record", "entry", "minutes", "notes", "log") for w in last)


def _alternative(fact: FactWords, text: Passage) -> Span | None:
    """Another value of a family of which only one can hold, in a sentence that names the family."""
    told = {w.lower() for ws in fact.elements.values() for w in ws}
    for family, values in lexicon().alternatives.items():
        own = {v for v in values if v in told}
        if not own:
            continue
        for n, sentence in enumerate(text.sentences):
            lower = sentence.quote.lower()
            if family not in lower or "concurrent" in lower or any(v in lower for v in own):
                continue
            for value in values:
                hits = find_wording(value, text)
                if value not in own and hits and text.words[hits[0].first].sentence == n:
                    return hits[0].span
    return None


def _quote(quote: str, text: Passage) -> Span | None:
    if len(quote) < 12:
        return None
    hit = fuzz.partial_ratio_alignment(quote.lower(), text.text.lower(), score_cutoff=90)
    if hit is None or hit.score < 90 or len(text.text) < 0.8 * len(quote) or len(text.text.lower()) != len(text.text):
        return None
    return span(text.text, hit.dest_start, hit.dest_end)


def _by_likeness(fact: FactWords, text: Passage) -> Coverage:
    share, where = likeness(fact.says, text)
    spans = {"says": where} if where else {}
    if share >= LIKE_COVERED:
        return Coverage("covered", share, spans, (), "in nearly its own words")
    if share >= LIKE_UNSURE:
        return Coverage("unsure", share, spans, (), "close to it in other words")
    return Coverage("absent", 1.0 - share, {}, (), "not spoken of")
