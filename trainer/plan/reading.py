"""What a plan says: which true thing each row of its assessment means, who does what by when, for which objective.

Everything here is read from what was written; nothing is judged. Any rows will do, also such as refer to
nothing or hold no text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

from trainer.case.model import Case, Service
from trainer.case.setting import ServiceKinds
from trainer.content import read as read_content
from trainer.content import root
from trainer.language.coverage import carries, likeness
from trainer.language.dates import MONTHS, dates
from trainer.language.match import SURE, find_any
from trainer.language.names import Named, mentions, resolve, strangers
from trainer.language.passage import Passage, content_words, read
from trainer.language.spans import Span
from trainer.plan.cells import Cells, cell, join
from trainer.plan.people import actors_of, caregiver_of, lexicon, people_of
from trainer.plan.submission import Submission
from trainer.plan.truths import Sort, Truth, truths_of

TABLES = {"threats": ("what", "who", "whom", "since"), "risks": ("what", "who"), "needs": ("what", "who"),
          "family_strengths": ("what", "who"), "safety_issues": ("what", "who"), "risk_issues": ("what",)}
SORT_OF: dict[str, Sort] = {"threats": "threat", "risks": "risk", "needs": "need", "family_strengths": "strength",
                            "safety_issues": "threat", "risk_issues": "risk"}
MEANT = 0.55        # a row means a true item from this confidence on
CLOSE = 0.12        # items this near to the best are meant too
NEARLY = 0.03       # an objective's own words mean the likeliest item, and those no further from it than this
PLAIN = 0.68        # items whose own words stand there are meant too, however near


@dataclass(frozen=True)
class Means:
    """A true item that some text means, how surely (0 to 1), and where its words stand in that text."""

    truth: Truth
    confidence: float
    found: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadRow:
    """A row of the assessment: its text, the people in its \"who\" cell, what it means, the likeliest first."""

    table: str
    cells: Cells
    who: tuple[str, ...]
    means: tuple[Means, ...]
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The row's lasting id."""
        return self.cells.row

    @property
    def stands_for(self) -> tuple[Means, ...]:
        """What an objective answers by pointing here: the items of the table's own sort, all where there are none."""
        own = tuple(m for m in self.means if m.truth.sort == SORT_OF.get(self.table))
        return own or self.means


@dataclass(frozen=True)
class ReadStep:
    """A step: the objective it stands under, the people who act (and kinds of actor), services it relies on, its day.

    ``services`` are those of the case that it names; ``kinds_of_service`` all kinds it speaks of, local or not;
    ``unknown_service`` is what its service cell says where the case has nothing like it.
    """

    cells: Cells
    objective: str
    actor: str
    actors: tuple[str, ...]
    kinds: frozenset[str]
    by: dt.date | None
    services: tuple[str, ...]
    kinds_of_service: frozenset[str]
    unknown_service: str
    named: tuple[str, ...]
    means: tuple[Means, ...]

    @property
    def id(self) -> str:
        """The row's lasting id."""
        return self.cells.row


@dataclass(frozen=True)
class ReadObjective:
    """An objective: the assessment row it points to (None where there is none), what its own words mean, its day."""

    cells: Cells
    answers: str
    row: ReadRow | None
    own: tuple[Means, ...]
    by: dt.date | None

    @property
    def id(self) -> str:
        """The row's lasting id."""
        return self.cells.row

    @property
    def means(self) -> tuple[Means, ...]:
        """What it answers: by the row it points to, and by its own words; each item once, the surest first. Where the
        row says what that is, of the own words only the likeliest count, and none of what it is good for."""
        best: dict[str, Means] = {}
        pointed = self.row.stands_for if self.row else ()
        own = self.own
        if pointed:
            keys = {m.truth.key for m in pointed}
            top = max((m.confidence for m in own), default=0.0)
            own = tuple(m for m in own if m.truth.key in keys or (
                m.confidence >= top - NEARLY and not _in_passing(self.cells.text, m)))
        for m in (*pointed, *own):
            if m.truth.key not in best or best[m.truth.key].confidence < m.confidence:
                best[m.truth.key] = m
        return tuple(sorted(best.values(), key=lambda m: (-m.confidence, m.truth.key)))


def _in_passing(text: str, means: Means) -> bool:
    """Whether all words that mean an item stand in a "so that ..." of their sentence: what the rest is good for."""
    at = text.lower().find(" so that ")
    end = next((s.end for s in read(text).sentences if s.start <= at < s.end), at)
    return at >= 0 and bool(means.found) and all(at < s.start < end for s in means.found.values())


@dataclass(frozen=True)
class PlanReading:
    """A whole plan as read."""

    rows: Mapping[str, tuple[ReadRow, ...]]
    objectives: tuple[ReadObjective, ...]
    steps: tuple[ReadStep, ...]

    def under(self, objective: str) -> tuple[ReadStep, ...]:
        """The steps of an objective, in the plan's order."""
        return tuple(s for s in self.steps if objective and s.objective == objective)

    def row(self, id: str) -> ReadRow | None:
        """The assessment row of that id."""
        return next((r for rows in self.rows.values() for r in rows if r.id == id), None)


def read_plan(case: Case, submission: Submission) -> PlanReading:
    """A submission's plan (and the worksheet's two tables) read against its case."""
    return Reader(case).plan(submission)


class Reader:
    """Reads texts of one case; keeps the people and true items that every reading needs."""

    def __init__(self, case: Case) -> None:
        known = _known(case)
        self.case = case
        self.people, self.actors, self.truths = known.people, known.actors, known.truths
        self.strangers: frozenset[str] = frozenset()
        self.record = known.record
        self._known = known
        self._roles = {p.id: p.role for p in case.people}

    def plan(self, submission: Submission) -> PlanReading:
        """The whole plan."""
        self.meet(submission)
        rows = {}
        for table, columns in TABLES.items():
            place = "worksheet" if table in ("safety_issues", "risk_issues") else "plan"
            rows[table] = tuple(self.row(table, r, columns) for r in _rows(submission, f"{place}.{table}"))
        known = {r.id: r for table in ("needs", "risks", "threats") for r in rows[table] if r.id}
        objectives = tuple(self.objective(r, known) for r in _rows(submission, "plan.objectives"))
        steps = tuple(self.step(r) for r in _rows(submission, "plan.steps"))
        return PlanReading(rows, objectives, steps)

    def meet(self, submission: Submission) -> None:
        """Notes which names in a submission nobody in this case bears."""
        self.strangers = strangers(_texts(submission), self._known.vocabulary)

    def row(self, table: str, row: Mapping[str, Any], columns: Sequence[str]) -> ReadRow:
        """One row of an assessment table."""
        cells = join(row, columns)
        who = resolve(cell(row, "who"), self.people)
        return ReadRow(table, cells, who, self.meant(cells.text, who, stands=True), dict(row))

    def objective(self, row: Mapping[str, Any], known: Mapping[str, ReadRow]) -> ReadObjective:
        """One objective; ``known`` are the assessment rows that it may point to."""
        cells = join(row, ("change", "measure", "benchmark"))
        answers = cell(row, "answers")
        return ReadObjective(cells, answers, known.get(answers), self.meant(cells.text), day(cell(row, "by")))

    def step(self, row: Mapping[str, Any]) -> ReadStep:
        """One step."""
        cells = join(row, ("actor", "action", "service"))
        actor, action, service = cell(row, "actor"), cell(row, "action"), cell(row, "service")
        actors = self.who_acts(actor)
        found, kinds = self.services(service + "\n" + action)
        in_cell, kinds_in_cell = self.services(service)
        unknown = service.strip() if len(service.strip()) > 2 and not in_cell and not kinds_in_cell else ""
        return ReadStep(
            cells=cells, objective=cell(row, "objective"), actor=actor, actors=actors,
            kinds=self.kinds_of(actor, actors), by=day(cell(row, "by")), services=found,
            kinds_of_service=frozenset(kinds), unknown_service=unknown,
            named=resolve(action, self.people), means=self.meant(action))

    def who_acts(self, actor: str) -> tuple[str, ...]:
        """The ids of those whom an actor cell means; the worker for \"I\" and \"we\"."""
        ids = resolve(actor, self.actors)
        if ids:
            return ids
        if {w.lower for w in read(actor).words} & {"i", "me", "we", "us", "myself"}:
            return tuple(p.id for p in self.case.people if p.role == "caseworker")
        named = {s.provider for s in self.case.services if s.provider and s.id in self.services(actor)[0]}
        return tuple(p.id for p in self.case.people if p.name in named)

    def kinds_of(self, actor: str, ids: Sequence[str]) -> frozenset[str]:
        """The kinds of actor: parent, child, provider, worker, kin, caregiver, friend; by the people, else by words."""
        kinds = {n.kind for n in self.actors if n.id in ids}
        if caregiver_of(self.case, self.case.focus) in ids:
            kinds.add("caregiver")
        if ids:
            return frozenset(kinds)
        passage = read(actor)
        kinds |= {kind for kind, words in lexicon().kinds.items()
                  if any(m.confidence >= SURE for m in find_any(words, passage))}
        found, spoken = self.services(actor)
        if (found or spoken) and not kinds:
            kinds.add("provider")
        return frozenset(kinds)

    def services(self, text: str) -> tuple[tuple[str, ...], frozenset[str]]:
        """The case's services that a text names, in its order, and every kind of service that it speaks of."""
        passage = read(text)
        found: list[str] = []
        kinds: set[str] = set()
        for service in self.case.services:
            if any(m.confidence >= SURE for m in find_any(_words_of(service), passage)):
                found.append(service.id)
                kinds.add(service.kind)
        for id, kind in service_kinds().kinds.items():
            if any(m.confidence >= SURE for m in find_any((kind.title, *kind.words), passage)):
                kinds.add(id)
        return tuple(found), frozenset(kinds)

    def meant(self, text: str, who: Sequence[str] = (), stands: bool = False) -> tuple[Means, ...]:
        """The true items that a text means, the likeliest first; those as likely as the best are all kept. ``stands``:
        the text says how things are, so that what it denies isn't meant."""
        if not text.strip():
            return ()
        weighed = [m for m in (self.weigh(t, text, who, stands) for t in self.truths) if m.confidence >= MEANT]
        weighed.sort(key=lambda m: (-m.confidence, m.truth.key))
        if not weighed:
            return ()
        return tuple(m for m in weighed if m.confidence >= weighed[0].confidence - CLOSE or m.confidence >= PLAIN)

    def weigh(self, truth: Truth, text: str, who: Sequence[str] = (), stands: bool = False) -> Means:
        """How surely a text means a true item; ``who`` are the people that its own cell names."""
        passage = read(text)
        share, where = likeness(truth.says, passage)
        core, found = carries(truth.elements, text, self.people, stands) if truth.elements else (0.0, {})
        if core >= SURE:
            confidence = PLAIN + 0.04 * min(4, self._telling(truth, text)) + 0.1 * share
            detail = [n for n, ws in truth.detail.items() if find_any(ws, passage)]
            confidence += 0.04 * min(2, len(detail))
        elif core:
            confidence = 0.5 + 0.2 * share
        else:
            confidence = 0.9 * share if share >= 0.5 else 0.0
            found = {"says": where} if where else {}
        if self._of_others(passage):
            confidence *= 0.6
        if who and truth.about and not set(who) & set(truth.about) and self._comparable(who, truth.about):
            confidence *= 0.6
        return Means(truth, min(confidence, 1.0), found)

    def of_another_family(self, text: str) -> bool:
        """Whether a longer text names people, and only such as nobody in this case is."""
        return self._of_others(read(text), 2)

    def _of_others(self, passage: Passage, at_least: int = 1) -> bool:
        """Whether a text names people, and only such as nobody in this case is."""
        if not self.strangers:
            return False
        foreign = sum(w.text[:1].isupper() and w.lower.removesuffix("'s") in self.strangers for w in passage.words)
        return foreign >= at_least and not any(m.by_name for m in mentions(passage, self.people))

    def _telling(self, truth: Truth, text: str) -> int:
        """How many words that carry something the best wordings bring together: longer wordings tell more."""
        passage = read(text)
        seen: set[int] = set()
        for wordings in truth.elements.values():
            for m in find_any(wordings, passage):
                if m.confidence >= SURE:
                    seen.update(content_words(passage, m.first, m.last + 1))
        return len(seen)

    def _comparable(self, one: Sequence[str], other: Sequence[str]) -> bool:
        parents = {"mother", "father", "partner", "relative", "caregiver"}
        return all(self._roles.get(i) in parents for i in (*one, *other))


def day(text: str) -> dt.date | None:
    """An ISO date of a date cell; None for anything else."""
    try:
        return dt.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def first_day(text: str, near: dt.date) -> tuple[dt.date, Span] | None:
    """The first whole date within a text, and where it stands."""
    for found in dates(text):
        whole = found.date(near)
        if whole is not None:
            return whole, found.span
    return None


@cache
def service_kinds() -> ServiceKinds:
    """The kinds of service there are, with the words for them. Raises ContentError when the file isn't right."""
    return read_content(root() / "scenarios" / "services.yaml", ServiceKinds)


@dataclass(frozen=True)
class _Known:
    """What a case is to a reader: the same whatever is handed in."""

    case: Case
    people: tuple[Named, ...]
    actors: tuple[Named, ...]
    truths: tuple[Truth, ...]
    vocabulary: frozenset[str]
    record: str


_KEPT: dict[int, _Known] = {}
_KEEPING = Lock()
KEEP = 64       # cases kept ready; the oldest goes first


def _known(case: Case) -> _Known:
    """A case as a reader knows it, kept while the same case is read again and again."""
    kept = _KEPT.get(id(case))
    if kept is not None and kept.case is case:
        return kept
    made = _Known(case, people_of(case), actors_of(case), truths_of(case), vocabulary(case),
                  "\n\n".join(page for d in case.documents for page in d.pages))
    with _KEEPING:
        while len(_KEPT) >= KEEP:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[id(case)] = made      # holding the case keeps its id from being given to another
    return made


def vocabulary(case: Case) -> frozenset[str]:
    """Every word, in lower case, that stands in a case's papers or names something of it."""
    texts = [page for d in case.documents for page in (*d.pages, d.title, d.author)]
    texts += [t for p in case.people for t in (p.name, p.work, p.language)] + list(case.place.values())
    texts += [t for s in case.services for t in (s.name, s.provider, s.town, *s.words)]
    texts += [case.court.name, case.court.county, *MONTHS, *WEEK]
    texts += [t for f in case.facts for t in (f.says, *(w for ws in f.elements.values() for w in ws))]
    texts += lexicon().no_names
    return frozenset(w.lower.removesuffix("'s") for t in texts for w in read(t).words)


WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
        "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec")


def _texts(submission: Submission) -> list[str]:
    """Every text of the plan, the team table and the worksheet."""
    result: list[str] = []

    def gather(value: Any) -> None:
        if isinstance(value, str):
            result.append(value)
        elif isinstance(value, dict):
            for inner in value.values():
                gather(inner)
        elif isinstance(value, (list, tuple)):
            for inner in value:
                gather(inner)

    gather([submission.plan, submission.team, submission.worksheet])
    return result


def _words_of(service: Service) -> tuple[str, ...]:
    return (service.name, *((service.provider,) if service.provider else ()), *service.words)


def _rows(submission: Submission, part: str) -> list[Mapping[str, Any]]:
    value = submission.value(part)
    return [row for row in value if isinstance(row, dict)] if isinstance(value, (list, tuple)) else []
