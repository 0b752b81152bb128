"""How it is said: changed behavior, measures, one's own words, what a text has to tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import Field

from trainer.language.dates import dates
from trainer.language.lexicons import lexicons
from trainer.language.match import alike, alike_within, listed
from trainer.language.names import mentions
from trainer.language.passage import Passage, content_words, read
from trainer.language.spans import Span, span
from trainer.language.statements import As, Marked, Statement, read_statement
from trainer.plan.cells import cell, join
from trainer.plan.people import KINDS, lexicon
from trainer.plan.reading import day
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check
from trainer.rubric.checks.facts import PASTED_WHY, wanted
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome

MarkName = Literal["behavior", "specific", "measurable", "time_limited", "clear", "plain", "positive"]
USUAL: dict[str, dict[str, tuple[str, ...]]] = {
    "plan.objectives": {"measurable": ("measure", "change"), "time_limited": ("change", "measure"), "": ("change",)},
    "plan.steps": {"": ("action",)},
}
ASKED: dict[MarkName, str] = {
    "behavior": "says what changes in daily life", "specific": "is exact enough for somebody else to do",
    "measurable": "says how one would know", "time_limited": "says by when", "clear": "is clear",
    "plain": "is in plain words", "positive": "says what will be done instead",
}
NOT_YET: dict[MarkName, str] = {
    "behavior": "doesn't say yet what changes in daily life", "specific": "isn't exact enough yet",
    "measurable": "doesn't say yet how one would know", "time_limited": "doesn't say yet by when",
    "clear": "isn't clear yet", "plain": "isn't in plain words yet",
    "positive": "doesn't say yet what will be done instead",
}
KIND_WORDS = {"service_compliance": "attendance of a service", "task": "a task",
              "vague": "a wish that nobody could see done"}


class Mark(Check):
    """Each row of the table shows the mark in its `columns`: `behavior` (a change in daily life, not attendance),
    `specific`, `measurable`, `time_limited` (a date column counts), `clear` (one thing, short sentences), `plain` (no
    jargon) or `positive` (what will be done instead, not only what stops). Met at `share` of the rows, partly at half;
    the rows without it are shown, with the words that decide. Among steps a concrete task passes as behavior."""

    kind: Literal["mark"]
    mark: MarkName
    columns: tuple[str, ...] = ()
    share: float = Field(0.8, gt=0, le=1)

    def look(self, ground: Ground) -> Outcome:
        rows = [(part, r) for part in ground.parts if self._marks(ground, part) for r in ground.rows(part)]
        texts = [p for part in ground.parts if not ground.rows(part) for p in ground.pieces_of(part)]
        if not rows and not texts:
            return Outcome(level="missed", why="Nothing is written here yet.", looked=ground.parts)
        good: list[tuple[Piece, Marked]] = []
        open_: list[tuple[Piece, Marked]] = []
        bad: list[tuple[Piece, Marked]] = []
        for part, row in rows:
            piece, mark = self._row(ground, part, row)
            (good if mark.value else open_ if mark.value is None else bad).append((piece, mark))
        for piece in texts:
            mark = self._mark(read_statement(piece.text), "objective")
            (good if mark.value else open_ if mark.value is None else bad).append((piece, mark))
        total = len(good) + len(open_) + len(bad)
        low, high = len(good) / total, (len(good) + len(open_)) / total
        level, top = self._level(low), self._level(high)
        shown_bad = tuple(e for p, m in bad[:4] for e in self._shown(ground, p, m))
        shown_good = tuple(e for p, m in good[:4] for e in self._shown(ground, p, m))
        if level != top:
            doubt = f"\"{say.short(open_[0][0].head, 10)}\""
            return Outcome(level="unsure", share=low, looked=ground.parts,
                           evidence=tuple(e for p, m in open_[:4] for e in self._shown(ground, p, m)),
                           why=say.sentence(f"It can't be told for sure whether {doubt} {ASKED[self.mark]}; a person "
                                            "has to look"))
        if level == "met":
            return Outcome(level="met", share=1.0, evidence=tuple(dict.fromkeys(shown_good)), looked=ground.parts,
                           why=say.sentence(f"{self._many(len(good), total)} {self._asked(len(good), total)}"))
        first_piece, first = bad[0]
        because = f" ({first.why})" if first.why else ""
        name = say.short(first_piece.head, 12)
        start = f"{self._many(len(good), total)} {self._asked(len(good), total)}; " if good else ""
        why = f"{start}\"{name}\" {NOT_YET[self.mark]}{because}"
        return Outcome(level=level, share=low if level == "partly" else 0.0, evidence=tuple(dict.fromkeys(shown_bad)),
                       looked=ground.parts, why=say.sentence(why))

    def _shown(self, ground: Ground, piece: Piece, mark: Marked) -> tuple[Evidence, ...]:
        """What decides: the phrases; where a whole sentence is at issue, the sentence."""
        if self.mark == "clear":
            return ground.whole(piece)
        return ground.phrases(piece, mark.spans) or ground.whole(piece)

    def _many(self, good: int, total: int) -> str:
        if good == total:
            return "Each of them" if total > 1 else "It"
        return f"{say.capital(say.count(good, 'row'))} of {total}"

    def _asked(self, good: int, total: int) -> str:
        """What is asked, as said of so many: \"9 rows of 10 say by when\"."""
        first, _, rest = ASKED[self.mark].partition(" ")
        many = {"says": "say", "is": "are"}
        return f"{many.get(first, first)} {rest}" if 1 < good < total else ASKED[self.mark]

    def _level(self, share: float) -> Level:
        if share >= self.share - 1e-9:
            return "met"
        return "partly" if share >= self.share / 2 - 1e-9 else "missed"

    def _marks(self, ground: Ground, part: str) -> bool:
        """Whether a part's rows are judged: of several tables, those that hold objectives or steps."""
        return len(ground.parts) == 1 or part in USUAL

    def _row(self, ground: Ground, part: str, row: Mapping[str, Any]) -> tuple[Piece, Marked]:
        usual = USUAL.get(part, {})
        columns = self.columns or usual.get(self.mark) or usual.get("") or ground.columns(part, ("text",))
        cells = join(row, columns)
        piece = Piece(part, cells.text, cells)
        as_: As = "step" if part == "plan.steps" else "objective"
        dated = any(day(v) is not None for k, v in row.items() if isinstance(v, str) and k != "id")
        acting = bool(cell(row, "actor").strip())
        helper = bool(ground.reader.kinds_of(cell(row, "actor"), ground.reader.who_acts(cell(row, "actor")))
                      & {"provider", "worker"}) if acting else False
        best: Marked | None = None
        for _, begin, end in cells.starts:
            inner = read_statement(cells.text[begin:end], as_, acting, dated)
            mark = _moved(self._mark(inner, as_), begin, cells.text)
            if self.mark == "behavior" and helper and inner.likely == "service_compliance":
                mark = replace(mark, value=True)        # who gives a service does a task
            if best is None or _ORDER[mark.value] > _ORDER[best.value]:
                best = mark
        return piece, best or Marked(False, 1.0, (), "nothing is written")

    def _mark(self, statement: Statement, as_: As) -> Marked:
        if self.mark != "behavior":
            found: Marked = getattr(statement, self.mark)
            return found
        fails = {"service_compliance", "vague"} | ({"task"} if as_ == "objective" else set())
        value = None if statement.kind is None else statement.kind not in fails
        if statement.kind is None and as_ == "step" and statement.likely not in fails:
            value = True
        why = f"it is {KIND_WORDS[statement.likely]}" if statement.likely in KIND_WORDS else ""
        return Marked(value, statement.kind_confidence, statement.kind_spans, why)


_ORDER: dict[bool | None, int] = {False: 0, None: 1, True: 2}


def _moved(mark: Marked, by: int, text: str) -> Marked:
    """A mark whose spans count from the beginning of the whole text."""
    spans = tuple(span(text, s.start + by, s.end + by) for s in mark.spans)
    return Marked(mark.value, mark.confidence, spans, mark.why)


class Individualized(Check):
    """The rows hold this family's own names, places, days and facts and aren't stock phrases; met at `share` of the
    rows, partly at half."""

    kind: Literal["individualized"]
    share: float = Field(0.7, gt=0, le=1)

    def look(self, ground: Ground) -> Outcome:
        part = next((p for p in ground.parts if p == "plan.steps" and ground.rows(p)), ground.parts[0])
        rows = ground.rows(part)
        if not rows:
            return Outcome(level="missed", why="There are no rows here yet.", looked=ground.parts)
        own: list[tuple[Piece, list[Span]]] = []
        stock: list[tuple[Piece, list[Span]]] = []
        for row in rows:
            cells = join(row, ("action", "change", "measure"))
            piece = Piece(part, cells.text, cells)
            mine, phrases = self._own(ground, piece.text)
            (own if len(mine) > len(phrases) else stock).append((piece, mine if len(mine) > len(phrases) else phrases))
        share = len(own) / len(rows)
        if share >= self.share - 1e-9:
            return Outcome(level="met", share=1.0, looked=ground.parts,
                           evidence=tuple(e for p, s in own[:5] for e in ground.shown(p, s)),
                           why="The steps are made for this family: its names, days and places are in them.")
        level: Level = "partly" if share >= self.share / 2 - 1e-9 else "missed"
        first = stock[0][0]
        return Outcome(level=level, share=share if level == "partly" else 0.0, looked=ground.parts,
                       evidence=tuple(e for p, s in stock[:4] for e in ground.shown(p, s) or ground.whole(p)),
                       why=say.sentence(f"\"{say.short(first.text, 10)}\" could stand in any family's plan"))

    def _own(self, ground: Ground, text: str) -> tuple[list[Span], list[Span]]:
        """What in a row belongs to this family alone, and the stock phrases in it."""
        passage = read(text)
        mine = [m.span for m in mentions(passage, ground.people) if m.by_name]
        mine += [passage.span(h.first, h.last) for h in listed(passage, _places(ground))]
        mine += [passage.span(at, at) for at, w in enumerate(passage.words)
                 if w.lower.rstrip("s") in DAYS or (w.text[:1].isdigit() and w.text[:1] != "0")]
        meant = [m for m in ground.reader.meant(text) if m.truth.sort in ("strength", "need")]
        mine += [s for m in meant for s in m.found.values()]
        stock = [passage.span(h.first, h.last) for h in listed(passage, lexicons().stock)]
        return list(dict.fromkeys(mine)), list(dict.fromkeys(stock))


DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})


def _places(ground: Ground) -> tuple[str, ...]:
    """The names of this case's places, services and workplaces."""
    names = [v for k, v in ground.case.place.items() if k not in ("state", "agency") and len(v) > 3]
    names += [s.name for s in ground.case.services]
    names += [p.work.partition(" at ")[2].split(",")[0] for p in ground.case.people]
    return tuple(dict.fromkeys(n for n in names if n.strip()))


_QUOTED = re.compile(r"[\"“]([^\"“”]{2,400}?)[\"”]")
QUOTE_WORDS = 3     # shorter quotations are single words, not what somebody said
QUOTE_RATIO = 88.0


class OwnWords(Check):
    """The part carries a true view of the child (facts under `child.view`), with who heard or saw it and when; words
    stand in quotation marks only where the child really said them. An invented quote is missed and critical."""

    kind: Literal["own_words"]

    def look(self, ground: Ground) -> Outcome:
        facts = wanted(ground, ("child.view",), "focus")
        child = ground.name(ground.case.focus)
        if not facts:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why=f"The record doesn't tell what {child} thinks.")
        if ground.blank:
            return Outcome(level="missed", looked=ground.parts, missed_facts=ground.missed(facts),
                           why=f"Nothing is written yet of how {child} sees things.")
        for piece in ground.pieces:
            for found in _QUOTED.finditer(piece.text):
                said = found.group(1)
                if len(read(said).words) >= QUOTE_WORDS and not self._was_said(ground, said):
                    quote = Span(found.start(1), found.end(1), said)
                    return Outcome(level="missed", critical=True, evidence=ground.shown(piece, [quote]),
                                   looked=ground.parts, missed_facts=ground.missed(facts),
                                   why=f"Nobody in the record heard {child} say \"{say.short(said, 14)}\".")
        heard = [(f, *ground.cover(f)) for f in facts]
        told = [(f, c, p) for f, c, p in heard if c.label == "covered"]
        open_ = [(f, c, p) for f, c, p in heard if c.label in ("unsure", "partial")]
        evidence = tuple(dict.fromkeys(e for _, c, p in told or open_ if p is not None
                                       for e in ground.sentences(p, c.found.values())))
        if not told:
            lacking = say.some([f.says for f in facts], 2)
            if any(c.label == "unsure" for _, c, _ in open_):
                return Outcome(level="unsure", share=0.5, evidence=evidence, looked=ground.parts,
                               missed_facts=ground.missed(facts),
                               why=say.sentence(f"This may be {child}'s view in other words; a person has to look: "
                                                f"{lacking}"))
            level: Level = "partly" if open_ else "missed"
            return Outcome(level=level, share=0.5 if open_ else 0.0, evidence=evidence, looked=ground.parts,
                           missed_facts=ground.missed(facts),
                           why=say.sentence(f"What {child} thinks isn't told yet. The record has: {lacking}"))
        if ground.pasted:
            return Outcome(level="unsure", share=0.5, evidence=evidence[:3], looked=ground.parts, why=PASTED_WHY)
        text = " ".join(p.text for p in ground.pieces)
        lacks = []
        if not self._heard_by(ground, text):
            lacks.append("to whom")
        if not [d for d in dates(text) if d.month is not None]:
            lacks.append("when")
        if lacks:
            return Outcome(level="partly", share=0.5, evidence=evidence, looked=ground.parts,
                           why=f"This is {child}'s view. {say.capital(say.names(lacks))} it was said isn't told yet.")
        return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                       why=say.sentence(f"This is {child}'s own view, with who heard it and when: {told[0][0].says}"))

    def _was_said(self, ground: Ground, said: str) -> bool:
        """Whether quoted words stand in the record, as somebody's words or anywhere in a paper."""
        wanted_ = " ".join(w.lower for w in read(said).words)
        known = [f.quote for f in ground.case.facts if f.quote]
        pages = [p for d in ground.case.documents for p in d.pages]
        if any(alike(wanted_, _plain(k)) >= QUOTE_RATIO or wanted_ in _plain(k) for k in known):
            return True
        if any(alike_within(wanted_, _plain(k)) >= QUOTE_RATIO for k in known if len(_plain(k)) >= len(wanted_)):
            return True
        return any(wanted_ in _plain(p) for p in pages)

    def _heard_by(self, ground: Ground, text: str) -> bool:
        """Whether somebody other than the child is named who heard or saw it; \"I\" and \"me\" are the worker."""
        passage = read(text)
        if any(w.lower in ("i", "me", "us", "we") for w in passage.words if not _in_quotes(text, w.start)):
            return True
        if listed(passage, lexicons().heard):
            return True
        hearers = {p.id for p in ground.case.people if KINDS.get(p.role, "other") not in ("child", "parent")}
        return any(set(m.ids) <= hearers for m in mentions(passage, ground.people))


def _plain(text: str) -> str:
    return " ".join(w.lower for w in read(text).words)


def _in_quotes(text: str, at: int) -> bool:
    return any(m.start() <= at < m.end() for m in _QUOTED.finditer(text))


class FamilyLanguage(Check):
    """The part names the language in which the family reads, and how that was found out. Where the family's language
    isn't English, whether the plan itself is in it goes to a person."""

    kind: Literal["family_language"]

    def look(self, ground: Ground) -> Outcome:
        family = [ground.case.child, *ground.case.parents(ground.case.focus)]
        spoken = {p.language.lower() for p in family}
        other = sorted(spoken - {"english"})
        pieces = ground.pieces
        named_ = {h.phrase: (p, read(p.text).span(h.first, h.last))
                  for p in pieces for h in listed(read(p.text), lexicons().languages)}
        evidence = tuple(e for p, s in named_.values() for e in ground.sentences(p, [s]))
        if not named_:
            return Outcome(level="missed", looked=ground.parts,
                           why="The plan doesn't say yet in which language the family reads it.")
        if not spoken & named_.keys():
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"The family's language is "
                                            f"{say.names([s.title() for s in sorted(spoken)])}"))
        how = [h for p in pieces for h in listed(read(p.text), lexicons().found_out)]
        lacking = [s for s in other if s not in named_]
        if lacking:
            return Outcome(level="partly", share=0.5, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"Somebody of the family speaks {say.names([s.title() for s in lacking])}, "
                                            "and the plan doesn't say what they read"))
        if not how:
            return Outcome(level="partly", share=0.5, evidence=evidence, looked=ground.parts,
                           why="The language is named. How you found out isn't told yet.")
        if other:
            return Outcome(level="unsure", share=0.5, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"A person has to see whether the family gets the plan in "
                                            f"{say.names([s.title() for s in other])}"))
        return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                       why="The language is named, and how it was found out.")


Told = Literal["who", "kin", "how", "how_often", "when", "why", "prevents", "responds"]
TOLD_WORDS: dict[Told, str] = {
    "who": "who does it", "kin": "what a relative or friend does", "how": "how it is looked at",
    "how_often": "how often", "when": "when", "why": "why", "prevents": "what heads trouble off",
    "responds": "what happens if it comes anyway",
}
LONG_TEXT = 45      # words; in a text this long what the word lists don't find may still be there


class Tells(Check):
    """The text tells each of `what`: `who` (a person of the case, or the agency), `kin` (a relative or friend), `how`
    (how it is looked at), `how_often`, `when` (a date or an interval), `why` (a reason), `prevents` (what heads trouble
    off) and `responds` (what happens if it comes anyway). Partly at half. A bare promise of the person of concern
    doesn't count as `prevents`."""

    kind: Literal["tells"]
    what: tuple[Told, ...] = Field(min_length=1)

    def look(self, ground: Ground) -> Outcome:
        pieces = ground.pieces
        if not pieces:
            return Outcome(level="missed", why="Nothing is written here yet.", looked=ground.parts)
        found = {w: [(p, s) for p in pieces for s in self._spans(ground, p, w)] for w in self.what}
        lacking = [w for w in self.what if not found[w]]
        share = 1 - len(lacking) / len(self.what)
        evidence = tuple(dict.fromkeys(e for hits in found.values() for p, s in hits[:4]
                                       for e in ground.sentences(p, [s])))
        if not lacking:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"The plan says {say.names([TOLD_WORDS[w] for w in self.what])}"))
        why = say.sentence(f"The plan doesn't say yet {say.names([TOLD_WORDS[w] for w in lacking], 'or')}")
        words = sum(len(read(p.text).words) for p in pieces)
        guessed = all(w in ("how", "why", "prevents", "responds") for w in lacking)
        if guessed and words >= LONG_TEXT and share >= 0.5:
            return Outcome(level="unsure", share=share, evidence=evidence, looked=ground.parts,
                           why=say.sentence("It can't be told for sure whether the plan says "
                                            f"{say.names([TOLD_WORDS[w] for w in lacking], 'or')}; "
                                            "a person has to look"))
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=evidence, looked=ground.parts,
                       why=why)

    def _spans(self, ground: Ground, piece: Piece, what: Told) -> list[Span]:
        passage = read(piece.text)
        lex = lexicons()
        if what in ("who", "kin"):
            return self._people(ground, passage, kin=what == "kin")
        if what == "how_often":
            return self._often(passage)
        if what == "when":
            often = self._often(passage)
            return [d.span for d in dates(piece.text) if d.month is not None] + often
        if what == "how":
            return self._how(passage)
        if what == "prevents":
            promises = self._promises(ground, passage)
            return [passage.span(h.first, h.last) for h in listed(passage, lex.tells.prevents)
                    if passage.words[h.first].sentence not in promises]
        phrases = lex.tells.why if what == "why" else lex.tells.responds
        return [passage.span(h.first, h.last) for h in listed(passage, phrases)]

    def _often(self, passage: Passage) -> list[Span]:
        hits = listed(passage, lexicons().frequency)
        return [passage.span(h.first, h.last) for h in hits if h.phrase not in LOOSE_OFTEN]

    def _how(self, passage: Passage) -> list[Span]:
        """Words that say how one looks, in sentences that say more than that one will."""
        hits = listed(passage, lexicons().tells.how)
        result = []
        for h in hits:
            a, b = passage.ranges[passage.words[h.first].sentence]
            if len(content_words(passage, a, b)) >= 4:
                result.append(passage.span(h.first, h.last))
        return result

    def _promises(self, ground: Ground, passage: Passage) -> set[int]:
        """Sentences in which a parent only promises."""
        parents = set(ground.ids("parents"))
        result = set()
        for h in listed(passage, lexicons().tells.promises):
            number = passage.words[h.first].sentence
            people = [m for m in mentions(passage, ground.people) if passage.words[m.first].sentence == number]
            if not people or set(people[0].ids) <= parents:
                result.add(number)
        return result

    def _people(self, ground: Ground, passage: Passage, kin: bool) -> list[Span]:
        roles = {p.id: KINDS.get(p.role, "other") for p in ground.case.people}
        wanted_ = {*ground.ids("kin"), *(i for i, k in roles.items() if k == "friend")} if kin else set(roles)
        found = [m.span for m in mentions(passage, ground.people)
                 if set(m.ids) <= wanted_ and not (not kin and set(m.ids) <= {ground.case.focus})]
        if kin:
            found += [passage.span(h.first, h.last) for h in listed(passage, lexicon().kinds["kin"])]
        return found


LOOSE_OFTEN = frozenset({"all", "at least", "out of", "once", "times", "running", "maximum", "minimum", "no more than",
                         "no fewer", "percent"})

