"""What a sentence of a plan says, and how: its kind, and the marks that people ask of objectives and steps.

Kind: a change in daily life, compliance with a service, a task, or something vague. Marks: whether one sees who
acts, whether it is specific, measurable, limited in time, clear and plain, and whether it says what will be done
(not only what stops). Each comes with the words that decide and a confidence; below its margin it is unsure (None).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from trainer.language.dates import dates
from trainer.language.lexicons import lexicons
from trainer.language.lexicons import words as lexicon
from trainer.language.match import Hit, listed
from trainer.language.passage import Passage, Word, content_words, read
from trainer.language.polarity import clauses, negator
from trainer.language.readability import grade
from trainer.language.spans import Span

Kind = Literal["behavior_change", "service_compliance", "task", "vague"]
As = Literal["objective", "step"]

MARGIN = 0.22       # of the whole weight, by which one kind has to lead before it is told
LONG_SENTENCE = 34  # words
HARD_GRADE = 12.0   # a Flesch-Kincaid grade above which a sentence is hard to read


@dataclass(frozen=True)
class Marked:
    """One mark: yes, no, or None where it can't be told; how sure (0 to 1), and the words that decide."""

    value: bool | None
    confidence: float
    spans: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Statement:
    """A sentence as read. ``kind`` is None where it can't be told; ``likely`` is then the best guess."""

    kind: Kind | None
    likely: Kind
    kind_confidence: float
    kind_spans: tuple[Span, ...]
    actor: Marked
    specific: Marked
    measurable: Marked
    time_limited: Marked
    clear: Marked
    plain: Marked
    positive: Marked


@lru_cache(maxsize=8192)
def read_statement(text: str, as_: As = "objective", has_actor: bool = False, has_date: bool = False) -> Statement:
    """A statement read. ``has_actor``, ``has_date``: a cell of its own beside it says who acts, or by when."""
    passage = read(text)
    kind, likely, sure, spans = _kind(passage, as_)
    return Statement(
        kind=kind, likely=likely, kind_confidence=sure, kind_spans=spans,
        actor=Marked(True, 1.0) if has_actor else _actor(passage),
        specific=_specific(passage, likely), measurable=_measurable(passage),
        time_limited=Marked(True, 1.0) if has_date else _time_limited(passage),
        clear=_clear(passage), plain=_plain(passage), positive=_positive(passage))


def _spans(passage: Passage, hits: list[Hit]) -> tuple[Span, ...]:
    return tuple(passage.span(h.first, h.last) for h in hits)


def _kind(passage: Passage, as_: As) -> tuple[Kind | None, Kind, float, tuple[Span, ...]]:
    lex = lexicons()
    if not passage.words:
        return "vague", "vague", 1.0, ()
    vague, daily, turns = (list(listed(passage, p)) for p in (lex.vague, lex.daily, lex.turns))
    verbs, nouns = list(listed(passage, lex.service_verbs)), list(listed(passage, lex.service_nouns))
    things, doing = list(listed(passage, lex.task_nouns)), list(listed(passage, lex.task_verbs))
    main = _main(passage)
    leading = [h for h in doing if main <= h.first <= main + 3]
    serving = [h for h in verbs if main <= h.first <= main + 4]
    weight: dict[Kind, float] = {
        "behavior_change": 1.0 * _weight(daily) + 1.2 * _weight(turns),
        "service_compliance": (1.6 * _weight(serving) + 0.6 * _weight(verbs) + 1.1 * _weight(nouns)) if nouns else 0.0,
        "task": 1.6 * len(leading) + 0.5 * _weight(doing) + 0.7 * _weight(things),
        "vague": 1.3 * _weight(vague),
    }
    complying = [h for h in listed(passage, lex.compliance) if main <= h.first <= main + 4]
    if complying:
        weight["service_compliance"] += 2.0
        serving += complying
    if _helper_acts(passage, main):
        weight["task"] += 2.0
        weight["behavior_change"] *= 0.5
        weight["service_compliance"] *= 0.5
    if nouns and serving and not turns and len(daily) <= 1:
        weight["behavior_change"] *= 0.5
    if nouns and turns and daily:
        weight["service_compliance"] *= 0.5     # a service and the change it should bring is a change
    if _detail(passage) >= 2 or daily:
        weight["vague"] *= 0.6
    concrete = daily or things or leading
    if len(content_words(passage)) <= 7 and not _detail(passage) and (not concrete or vague):
        weight["vague"] += 0.8
    total = sum(weight.values())
    if total == 0:
        return None, ("task" if as_ == "step" else "vague"), 0.0, ()
    order = sorted(weight, key=lambda k: (-weight[k], k))
    lead = (weight[order[0]] - weight[order[1]]) / total
    deciding = {"behavior_change": daily + turns, "service_compliance": serving + nouns, "task": leading + things,
                "vague": vague}[order[0]]
    spans = _spans(passage, sorted(deciding, key=lambda h: (h.first, h.last))[:4])
    return (order[0] if lead >= MARGIN else None), order[0], min(1.0, 0.5 + lead), spans


def _weight(hits: list[Hit]) -> float:
    """Phrases count more than words; several hits at one place count once."""
    best: dict[int, float] = {}
    for h in hits:
        size = 1.0 + 0.5 * (h.last - h.first)
        if all(best.get(at, 0.0) < size for at in range(h.first, h.last + 1)):
            for at in range(h.first, h.last + 1):
                best.pop(at, None)
            best[h.first] = size
    return sum(sorted(best.values(), reverse=True)[:4])


def _main(passage: Passage) -> int:
    """Where the main clause begins: after a leading phrase of time or place."""
    if not passage.words or passage.words[0].lower not in _grammar("leading"):
        return 0
    for at, word in enumerate(passage.words[:-1]):
        if "," in passage.text[word.end:passage.words[at + 1].start] and not passage.words[at + 1].text[:1].isdigit():
            return at + 1
        if at >= 1 and _person(passage, at + 1) and _finite(passage, at + 2):
            return at + 1
        if at > 14:
            break
    return 0


def _helper_acts(passage: Passage, main: int) -> bool:
    hits = listed(passage, lexicons().helpers)
    return any(main <= h.first <= main + 3 and not _possessed(passage, h.first) for h in hits)


def _possessed(passage: Passage, at: int) -> bool:
    if at > 1 and passage.words[at - 1].lower == "the":
        at -= 1
    return at > 0 and passage.words[at - 1].lower in ("with", "from", "by", "to", "of", "for", "a", "her", "his")


def _person(passage: Passage, at: int) -> bool:
    if at >= len(passage.words):
        return False
    word = passage.words[at]
    bare = word.lower.removesuffix("'s")
    if bare in _grammar("subjects"):
        return True
    named = word.text[:1].isupper() and not word.text.isupper() and word.lower not in _plain_starts()
    return named and bare not in _grammar("calendar")


def _finite(passage: Passage, at: int) -> bool:
    if at >= len(passage.words):
        return False
    lower = passage.words[at].lower
    return lower in _grammar("finite") or lower.endswith(("'ll", "n't")) or (lower.endswith("s") and len(lower) > 3
                                                                  and not lower.endswith(("'s", "ss")))


def _actor(passage: Passage) -> Marked:
    """Who acts is seen: a person or role before a verb, in no side clause and not under \"to be\"."""
    for at in range(len(passage.words)):
        if not _person(passage, at) or (at and passage.words[at - 1].lower in _grammar("before_no_subject")):
            continue
        if at and passage.words[at - 1].lower in ("the", "a", "her", "his", "their", "all", "both") and at > 1 \
                and passage.words[at - 2].lower in _grammar("before_no_subject"):
            continue
        for verb in range(at + 1, min(at + 8, len(passage.words))):
            if passage.words[verb].sentence != passage.words[at].sentence:
                break
            lower = passage.words[verb].lower
            if lower == "to":
                after = passage.words[verb + 1].lower if verb + 1 < len(passage.words) else ""
                if after == "be" and passage.words[verb - 1].lower not in _grammar("finite"):
                    break
            if lower in ("of", "for", "from", "at", "in") and verb == at + 1:
                break
            if _finite(passage, verb):
                return Marked(True, 0.85, (passage.span(at, at),))
    return Marked(False, 0.8, (), "nobody is named who acts")


def _detail(passage: Passage) -> int:
    """How many things are told exactly: names inside the sentence, numbers, days, times."""
    lower_start = {a for a, _ in passage.ranges}
    names = {w.lower for at, w in enumerate(passage.words)
             if at not in lower_start and w.text[:1].isupper() and w.lower not in ("i", "mr", "mrs", "ms", "dr")}
    numbers = {w.text for w in passage.words if _is_number(w) and w.lower != "one"}
    return len(names) + len(numbers)


def _is_number(word: Word) -> bool:
    return word.text[:1].isdigit() or word.lower in lexicon().numbers


def _specific(passage: Passage, kind: Kind) -> Marked:
    """Somebody else could tell exactly what is to be done."""
    if not passage.words:
        return Marked(False, 1.0, (), "nothing is written")
    lex = lexicons()
    loose = list(listed(passage, lex.loose))
    vague = list(listed(passage, lex.vague))
    detail, size = _detail(passage), len(content_words(passage))
    score = 0.5 * min(detail, 4) + 0.16 * min(size, 14) - 0.8 * len(loose) - 0.5 * len(vague)
    score += {"behavior_change": 0.9, "task": 0.35, "service_compliance": -0.45, "vague": -2.0}[kind]
    spans = _spans(passage, (loose + vague)[:3]) if score < 1.2 else ()
    if abs(score - 1.2) < 0.15:
        return Marked(None, 0.5, spans, "it can't be told how exact this is")
    why = "" if score >= 1.2 else "others could take it in several ways"
    return Marked(score >= 1.2, min(1.0, 0.55 + abs(score - 1.2) / 3), spans, why)


def _measurable(passage: Passage) -> Marked:
    """It says how anyone would know: a count, a frequency, a level, a thing seen or handed in."""
    lex = lexicons()
    often, seen = list(listed(passage, lex.frequency)), list(listed(passage, lex.seen_by))
    deadline = _deadline_words(passage)
    counts = [Hit(at, at, w.text) for at, w in enumerate(passage.words)
              if at not in deadline and _is_number(w) and w.lower not in _grammar("no_count")]
    often = [h for h in often if h.first not in deadline]
    found = sorted({*often, *seen, *counts}, key=lambda h: (h.first, h.last))
    if not found:
        return Marked(False, 0.8, (), "nothing says how one would know")
    weak = not counts and all(h.phrase in _grammar("weak_measures") for h in found) and len(found) <= 2
    if weak and len(content_words(passage)) < 5:
        return Marked(False, 0.6, _spans(passage, found[:2]), "it doesn't say what one would see")
    return Marked(None if weak else True, 0.5 if weak else 0.8, _spans(passage, found[:4]))


def _deadline_words(passage: Passage) -> set[int]:
    """Words of dates and times of day, whose numbers measure nothing."""
    taken: set[int] = set()
    for found in dates(passage.text):
        taken.update(at for at, w in enumerate(passage.words) if found.span.start <= w.start < found.span.end)
    for hit in listed(passage, lexicons().deadline_before):
        for at in range(hit.first, min(hit.last + 4, len(passage.words))):
            taken.add(at)
    return taken


def _time_limited(passage: Passage) -> Marked:
    """A date, a period, a deadline or an event by which it is due; a frequency alone is none."""
    lex = lexicons()
    found = [f for f in dates(passage.text) if f.month is not None or f.year is not None]
    if found:
        return Marked(True, 0.95, tuple(f.span for f in found))
    events = listed(passage, lex.events)
    for before in listed(passage, lex.deadline_before):
        near = [e for e in events if before.last < e.first <= before.last + 7
                and passage.words[e.first].sentence == passage.words[before.first].sentence]
        ordinal = [at for at in range(before.last + 1, min(before.last + 4, len(passage.words)))
                   if passage.words[at].lower[:1].isdigit()
                   and passage.words[at].lower.endswith(("st", "nd", "rd", "th"))]
        if near:
            return Marked(True, 0.85, (passage.span(before.first, near[0].last),))
        if ordinal:
            return Marked(True, 0.85, (passage.span(before.first, ordinal[0]),))
        if before.phrase in ("until", "till"):
            return Marked(True, 0.7, (passage.span(before.first, before.last),))
    spans = listed(passage, lex.deadline_for)
    if spans:
        return Marked(True, 0.85, (passage.span(spans[0].first, min(spans[0].last + 2, len(passage.words) - 1)),))
    return Marked(False, 0.85, (), "nothing says by when")


def _clear(passage: Passage) -> Marked:
    """One thing, in plain words and sentences of a length that can be followed."""
    if not passage.words:
        return Marked(False, 1.0, (), "nothing is written")
    plain = _plain(passage)
    if plain.value is False:
        return plain
    long = [n for n, (a, b) in enumerate(passage.ranges) if b - a > LONG_SENTENCE]
    if long:
        s = passage.sentences[long[0]]
        return Marked(False, 0.8, (s,), "the sentence is long")
    if len(passage.words) < 4:
        return Marked(False, 0.8, (Span(0, len(passage.text), passage.text),), "it is too short to be understood")
    verbs = [h for h in listed(passage, _wills()) if h.first]
    if len(verbs) > 3:
        return Marked(False, 0.7, _spans(passage, verbs[:4]), "it asks for several things at once")
    return Marked(True, 0.8)


def _plain(passage: Passage) -> Marked:
    """No jargon, and words that most people read easily."""
    jargon = list(listed(passage, lexicons().jargon))
    if jargon:
        return Marked(False, 0.85, _spans(passage, jargon[:3]), "a word that families have to look up")
    level = grade(passage.text)
    if level > HARD_GRADE + 2 and len(passage.words) >= 12:
        return Marked(False, 0.7, passage.sentences[:1], "hard to read")
    if level > HARD_GRADE and len(passage.words) >= 12:
        return Marked(None, 0.5, passage.sentences[:1], "on the edge of hard to read")
    return Marked(bool(passage.words), 0.8)


def _stops(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    return negator(word.lower) or word.stem in _grammar("stopping")


def _acts(passage: Passage, first: int, last: int) -> bool:
    """Whether a clause has a subject and a verb of its own, or says where or with whom somebody is."""
    return any(_finite(passage, at) for at in range(first, last + 1)) or any(
        h.first >= first and h.last <= last for h in listed(passage, lexicons().daily))


_REPLACING = ("instead", "rather", "in place", "in the place", "before", "whenever", "when")


def _positive(passage: Passage) -> Marked:
    """It says what will be done; a sentence that only names what stops says no."""
    for a, b in clauses(passage):
        told = [at for at in content_words(passage, a, b + 1) if not _stops(passage, at)]
        if len(told) >= 3 and not any(_stops(passage, at) for at in range(a, b + 1)) and _acts(passage, a, b):
            return Marked(True, 0.7)
    stops = [Hit(at, at, w.text) for at, w in enumerate(passage.words)
             if _stops(passage, at)]
    if not stops:
        return Marked(bool(passage.words), 0.8)
    lex = lexicons()
    turned = [h for h in listed(passage, lex.turns) if h.phrase.startswith(_REPLACING)]
    doing = [h for h in (*listed(passage, lex.task_verbs), *listed(passage, lex.daily))
             if h.first < stops[0].first - 1 or stops[0].last + 6 < h.first]
    if turned or len(doing) >= 2:
        return Marked(True, 0.7, _spans(passage, turned[:2]))
    return Marked(False, 0.7, _spans(passage, stops[:2]), "it says what stops, not what is done instead")


@cache
def _grammar(name: str) -> frozenset[str]:
    """A word list of the lexicon's grammar."""
    return frozenset(lexicons().grammar[name])


def _wills() -> tuple[str, ...]:
    return ("will", "must", "shall")


@cache
def _plain_starts() -> frozenset[str]:
    """Words that begin sentences without being names: those of the lexicons."""
    lex = lexicons()
    groups = (lex.vague, lex.service_verbs, lex.service_nouns, lex.task_verbs, lex.task_nouns, lex.daily, lex.frequency,
              lex.deadline_before, lex.loose, lex.events, lex.grammar["starts"], lexicon().small)
    return frozenset(w.lower for group in groups for phrase in group for w in read(phrase).words)
