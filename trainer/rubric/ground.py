"""What a check judges on: the case, the submission, where the criterion looks, and what was read of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from trainer.case.model import Case, Fact, Seen
from trainer.language.copying import shared
from trainer.language.coverage import Coverage, cover
from trainer.language.facts import FactWords
from trainer.language.names import Named, mentions
from trainer.language.passage import read
from trainer.language.polarity import clause
from trainer.language.spans import Span
from trainer.plan.cells import Cells, join
from trainer.plan.forms import Form, FormPart
from trainer.plan.people import meant, short
from trainer.plan.reading import PlanReading, Reader
from trainer.plan.submission import Submission
from trainer.rubric.model import Evidence, MissedFact

ABOUT_CHILD = ("child", "placement", "goal")     # sections about the child unless they say otherwise
PASTED_WORDS, PASTED = 60, 0.7                   # so many words, and so many of their runs the record's own
LONG = 240                                       # a longer sentence isn't shown whole
ONE_SPAN = 160                                   # characters over which what was found is shown as one passage


@dataclass(frozen=True)
class Piece:
    """One text of the submission: a text part, or the joined text columns of one table row."""

    part: str
    text: str
    cells: Cells | None = None

    @property
    def head(self) -> str:
        """The text by which a row is called: its first cell; the whole text of a text part."""
        return self.cells.first if self.cells else self.text

    def evidence(self, span: Span) -> Evidence | None:
        """The span as evidence in its part, or in its row's cell. None for an empty one."""
        if self.cells is None:
            return Evidence(part=self.part, start=span.start, end=span.end, quote=span.quote) if span.quote else None
        placed = self.cells.place(span)
        if placed is None or not placed[1].quote:
            return None
        column, inner = placed
        return Evidence(part=self.part, row=self.cells.row, column=column, start=inner.start, end=inner.end,
                        quote=inner.quote)


class Shared:
    """What every criterion of one submission needs, read once."""

    def __init__(self, case: Case, submission: Submission, forms: Mapping[str, Form],
                 earlier: Sequence[Submission] = ()) -> None:
        self.case, self.submission, self.forms, self.earlier = case, submission, forms, tuple(earlier)
        self.reader = Reader(case)
        self.reader.meet(submission)
        self.parts: dict[str, tuple[Form, FormPart]] = {}
        for form in forms.values():
            for part in form.parts:
                whole = form.place in ("team", "contacts") and part.id == form.place
                self.parts[form.place if whole else f"{form.place}.{part.id}"] = (form, part)
        self._words: dict[str, FactWords] = {}
        self._covered: dict[tuple[str, str, str], Coverage] = {}

    @cached_property
    def reading(self) -> PlanReading:
        """The plan as read."""
        return self.reader.plan(self.submission)

    @property
    def people(self) -> tuple[Named, ...]:
        """The people of the case as texts may call them."""
        return self.reader.people

    @property
    def record(self) -> str:
        """The whole record as one text."""
        return self.reader.record

    def words(self, fact: Fact) -> FactWords:
        """A fact as words."""
        if fact.id not in self._words:
            self._words[fact.id] = FactWords(says=fact.says, elements=fact.elements, essential=fact.essential,
                                             quote=fact.quote, about=fact.about, since=fact.since)
        return self._words[fact.id]

    def cover(self, fact: Fact, text: str, subject: tuple[str, ...]) -> Coverage:
        """What a text says of a fact, worked out once."""
        return self.cover_words(fact.id, self.words(fact), text, subject)

    def cover_words(self, id: str, words: FactWords, text: str, subject: tuple[str, ...]) -> Coverage:
        """The same for something else than a fact, under an id of its own."""
        key = (id, text, " ".join(subject))
        if key not in self._covered:
            self._covered[key] = cover(words, text, self.people, subject, self.reader.strangers)
        return self._covered[key]


@dataclass(frozen=True, eq=False)
class Ground:
    """One criterion's view of one submission. ``parts`` are the places where it looks (\"plan.health\", \"team\")."""

    shared: Shared
    parts: tuple[str, ...]

    @property
    def case(self) -> Case:
        """The truth."""
        return self.shared.case

    @property
    def submission(self) -> Submission:
        """What was handed in."""
        return self.shared.submission

    @property
    def reading(self) -> PlanReading:
        """The plan as read."""
        return self.shared.reading

    @property
    def reader(self) -> Reader:
        """Reads further texts of this case."""
        return self.shared.reader

    @property
    def people(self) -> tuple[Named, ...]:
        """The people of the case as texts may call them."""
        return self.shared.people

    @cached_property
    def plan_date(self) -> dt.date:
        """The day from which the plan looks ahead: the one it was finished on; without one, the day of handing in."""
        try:
            return dt.date.fromisoformat(self.submission.text("plan.developed_on"))
        except ValueError:
            return self.submission.handed_in

    def at(self, *parts: str) -> Ground:
        """The same submission, looked at in other places."""
        return Ground(self.shared, parts)

    def form_part(self, part: str) -> FormPart | None:
        """A part as the form describes it; None where no form has it."""
        found = self.shared.parts.get(part)
        return found[1] if found else None

    def columns(self, part: str, kinds: Iterable[str] = ("text", "person", "service")) -> tuple[str, ...]:
        """The columns of a table part that hold one of the kinds of value."""
        form = self.form_part(part)
        wanted = tuple(kinds)
        return tuple(c.id for c in form.columns if c.kind in wanted) if form else ()

    def rows(self, part: str) -> list[Mapping[str, Any]]:
        """The rows of a table part in which something is written; empty where there are none."""
        value = self.submission.value(part)
        if not isinstance(value, (list, tuple)):
            return []
        return [r for r in value if isinstance(r, dict) and any(
            isinstance(v, str) and v.strip() for k, v in r.items() if k != "id")]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every text in the parts looked at, blank ones left out."""
        return tuple(p for part in self.parts for p in self.pieces_of(part))

    def pieces_of(self, part: str, columns: Sequence[str] = ()) -> tuple[Piece, ...]:
        """The texts of one part: itself, or its rows in the named columns (none named: all that hold text)."""
        text = self.submission.text(part)
        if text.strip():
            return (Piece(part, text),)
        result = []
        for row in self.rows(part):
            named = tuple(columns) or self.columns(part) or tuple(k for k in row if k != "id")
            cells = join(row, named)
            if cells.text:
                result.append(Piece(part, cells.text, cells))
        return tuple(result)

    @property
    def blank(self) -> bool:
        """Whether nothing is written in any of the parts."""
        return not self.pieces and not any(self.submission.text(p).strip() for p in self.parts)

    def subject(self, part: str) -> tuple[str, ...]:
        """Whom a part is about unless it says otherwise: the child, in the parts about the child."""
        found = self.shared.parts.get(part)
        about_child = found is not None and found[0].place == "plan" and found[1].section in ABOUT_CHILD
        return (self.case.focus,) if about_child else ()

    def cover(self, fact: Fact) -> tuple[Coverage, Piece | None]:
        """The best that the parts say of a fact, and where."""
        order = {"covered": 4, "contradicted": 3, "unsure": 2, "partial": 1, "absent": 0}
        best: tuple[Coverage, Piece | None] = (Coverage("absent", 1.0), None)
        for piece in self.pieces:
            here = self.shared.cover(fact, piece.text, self.subject(piece.part))
            if here.label in ("covered", "partial") and self.reader.of_another_family(piece.text):
                here = replace(here, label="unsure", why="it names people who aren't in this case")
            if best[1] is None or (order[here.label], here.confidence) > (order[best[0].label], best[0].confidence):
                best = (here, piece)
        return best

    def sentences(self, piece: Piece, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """The sentences in which spans stand, as evidence; of a very long sentence only the spans."""
        whole = []
        for s in spans:
            around = next((t for t in read(piece.text).sentences if t.start <= s.start < t.end), s)
            whole.append(around if around.end - around.start <= LONG else s)
        found = (piece.evidence(s) for s in sorted(dict.fromkeys(whole)))
        return tuple(e for e in found if e is not None)

    def phrases(self, piece: Piece, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """The sentences in which spans stand, as evidence; of long ones the clauses. Never single words."""
        passage = read(piece.text)
        whole = []
        for s in spans:
            around = next((t for t in passage.sentences if t.start <= s.start < t.end), s)
            if around.end - around.start <= ONE_SPAN:
                whole.append(around)
                continue
            inside = [n for n, w in enumerate(passage.words) if s.start <= w.start < s.end]
            if inside:
                first, last = clause(passage, inside[0])[0], clause(passage, inside[-1])[1]
                whole.append(passage.span(first, last))
        return self.shown(piece, whole)

    def shown(self, piece: Piece, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """Spans as evidence; those close together in one sentence are shown as one passage."""
        passage = read(piece.text)
        joined: list[tuple[int, int]] = []
        for s in sorted(spans):
            if not s.quote:
                continue
            near = bool(joined) and s.end - joined[-1][0] <= ONE_SPAN
            if near and _one_sentence(passage.sentences, joined[-1][0], s.end):
                joined[-1] = (joined[-1][0], max(joined[-1][1], s.end))
            else:
                joined.append((s.start, s.end))
        found = (piece.evidence(Span(a, b, piece.text[a:b])) for a, b in joined)
        return tuple(e for e in found if e is not None)

    def whole(self, piece: Piece, column: str = "") -> tuple[Evidence, ...]:
        """A whole piece (or one cell of it) as evidence, when it is short, else its first sentence."""
        start, end = 0, len(piece.text)
        if column and piece.cells:
            start, end = next(((a, b) for n, a, b in piece.cells.starts if n == column), (0, 0))
        elif piece.cells and piece.cells.starts:
            _, start, end = piece.cells.starts[0]
        inside = read(piece.text[start:end]).sentences
        if not inside:
            return ()
        first = start + inside[0].start
        last = start + (inside[0].end if end - start > 2 * ONE_SPAN else inside[-1].end)
        return self.shown(piece, [Span(first, last, piece.text[first:last])])

    @cached_property
    def pasted(self) -> bool:
        """Whether what is written here is for the most part the record's own words, word for word."""
        text = " ".join(p.text for p in self.pieces)
        if len(read(text).words) < PASTED_WORDS:
            return False
        return shared(text, self.shared.record) >= PASTED

    def missed(self, facts: Iterable[Fact]) -> tuple[MissedFact, ...]:
        """Facts that aren't told, each with the page on which it stands (page 0: only somebody tells it)."""
        return tuple(MissedFact(fact=f.id, document=s.document if s else "", page=s.page if s else 0)
                     for f in facts for s in (self.page(f),))

    def page(self, fact: Fact) -> Seen | None:
        """Where a fact is best read: the latest paper that holds it. None when only people tell it."""
        dates = {d.id: d.date for d in self.case.documents}
        return max(fact.seen_in, key=lambda s: (dates.get(s.document, dt.date.min), s.document, -s.page), default=None)

    def source(self, fact: Fact) -> str:
        """\"Health passport, page 2\", for a sentence; empty when only people tell it."""
        seen = self.page(fact)
        if seen is None:
            return ""
        return f"{self.case.document(seen.document).title}, page {seen.page}"

    def name(self, person: str) -> str:
        """How a sentence of feedback calls somebody."""
        return short(self.case, person)

    def first_named(self, text: str) -> str:
        """The id of the first person named in a text; empty when nobody is, or it could be several."""
        found = mentions(read(text), self.people)
        return found[0].ids[0] if found and len(found[0].ids) == 1 else ""

    def ids(self, who: str) -> tuple[str, ...]:
        """The ids of those whom a word means in this case."""
        return meant(self.case, who)

    @property
    def asked_meetings(self) -> bool:
        """Whether the assignment asked for meetings, so that what only people tell can be known."""
        return any(self.submission.asks(p) for p in ("meetings", "interviews"))


def _one_sentence(sentences: Sequence[Span], start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end for s in sentences)
