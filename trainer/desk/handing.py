"""Handing in: all parts frozen together, checked whole, scored, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.case.model import Case
from trainer.content import ContentError
from trainer.desk import personal
from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused, Stale
from trainer.desk.history import History, the_attempt
from trainer.desk.open import House
from trainer.desk.stages import forms_of_track, is_filled
from trainer.desk.views import Ready, ReadyPart
from trainer.desk.writing import CLOSED, HANDED_IN, part_view
from trainer.plan.forms import Form, FormPart
from trainer.plan.submission import Submission, read_submission
from trainer.rubric.model import Scorecard
from trainer.store import Conflict, Event, FindingRow, Writer, new_id

WHOLE_PLACES = ("team", "contacts")
UNCHANGED = "Nothing has changed since you handed this in. Change what you want to change first."
EMPTY = "There is nothing to hand in yet. Write a part first."


def ready(house: House, who: Visitor, attempt_id: str) -> Ready:
    """What would be handed in now, what is empty, and what to look at first."""
    with house.store.read() as reader:
        history = the_attempt(reader, who, "ready", attempt_id)
        case = house.shelf.case(reader, history.case_id)
    forms = forms_of_track(house, history.track)
    values = {(p.form, p.part): p.value for p in history.parts}
    record = "\n".join(page for document in case.documents for page in document.pages)
    filled, empty, warnings = [], [], []
    for form_id, form in forms.items():
        for part in form.parts:
            value = values.get((form_id, part.id))
            entry = ReadyPart(form_id, part.id, part.title)
            if is_filled(value):
                filled.append(entry)
                warnings += _unfinished_rows(part, value)
                warnings += personal.warnings(part.title, value, record)
            elif not part.optional:
                empty.append(entry)
    raw, cleared = _frozen(case, history, forms, house)
    problems: tuple[str, ...] = ()
    try:
        read_submission(raw, forms, case=case.id)
    except ContentError as error:
        problems = _sentences(error)
    can = bool(filled) and not problems and history.open_to_writing and history.changed
    if not history.open_to_writing:
        warnings = [CLOSED if history.closed or history.declined else HANDED_IN]
    elif history.handed and not history.changed:
        warnings.insert(0, UNCHANGED)
    return Ready(tuple(filled), tuple(empty), (*problems, *cleared, *warnings), can)


def hand_in(house: House, who: Visitor, attempt_id: str) -> str:
    """Freeze all parts, score them, keep both; the submission's id.

    A second handing-in of the same parts (a second click, a second tab) is the first one. Raises Refused with
    every problem, Stale when a part was saved while this was being scored; then nothing was kept.
    """
    with house.store.read() as reader:
        history = the_attempt(reader, who, "hand_in", attempt_id)
        case = house.shelf.case(reader, history.case_id)
    twin = _same(history)
    if twin:
        return twin
    _refuse_unless_open(history)
    forms = forms_of_track(house, history.track)
    raw, _ = _frozen(case, history, forms, house)
    try:
        submission = read_submission(raw, forms, case=case.id)
    except ContentError as error:
        raise Refused(_sentences(error)) from None
    earlier = [Submission.model_validate(e.body["submission"]) for e in history.handed]
    scorecard = house.judge(house, case, submission, earlier)
    with house.store.write() as writer:
        now = the_attempt(writer, who, "hand_in", attempt_id)
        if len(now.handed) != len(history.handed):
            twin = _same(now)
            if twin:
                return twin
        _refuse_unless_open(now)
        return _keep(house, writer, history, len(now.handed) + 1, submission, scorecard)


def _keep(house: House, writer: Writer, history: History, number: int, submission: Submission,
          scorecard: Scorecard) -> str:
    id, at = new_id(), house.now
    body = {"submission": submission.model_dump(mode="json"), "number": number, "versions": history.versions}
    try:
        writer.submit(history.id, {(p.form, p.part): p.version for p in history.parts}, history.owner, at, body, id)
    except Conflict as conflict:
        raise Stale(None, part_view(conflict.stored)) from None
    rubric = house.rubrics.rubric(history.track)
    source_of = {p: rubric.source_of[p] for f in scorecard.findings for p in f.provisions if p in rubric.source_of}
    scored = writer.append("scored", id, history.owner, at, {
        "scorecard": scorecard.model_dump(mode="json", by_alias=True), "source_of": source_of,
        "pass_share": rubric.pass_share, "attempt": history.id})
    writer.add_finding_rows(_rows(scored, history, scorecard, source_of))
    return id


def _rows(scored: Event, history: History, scorecard: Scorecard, source_of: Mapping[str, str]) -> list[FindingRow]:
    """A row a finding and source that asks for it."""
    counted = ("met", "partly", "missed")
    return [
        FindingRow(scorecard=scored.id, submission=scored.of, attempt=history.id, trainee=history.owner,
                   source=source, criterion=f.criterion, with_=f.key.removeprefix(f.criterion), level=f.level,
                   points=f.points if f.level in counted else None, of=f.of if f.level in counted else None,
                   critical=f.critical, at=scored.at)
        for f in scorecard.findings
        for source in sorted({source_of[p] for p in f.provisions if p in source_of})]


def _same(history: History) -> str | None:
    """The newest submission, where it holds these very parts and nobody has answered it."""
    newest = history.newest
    if newest is None or history.changed or history.answer(newest.id) is not None:
        return None
    return newest.id


def _refuse_unless_open(history: History) -> None:
    if not history.open_to_writing:
        raise Refused(CLOSED if history.closed or history.declined else HANDED_IN)
    if history.handed and not history.changed:
        raise Refused(UNCHANGED)
    if not any(is_filled(p.value) for p in history.parts):
        raise Refused(EMPTY)


def _frozen(case: Case, history: History, forms: Mapping[str, Form], house: House) -> tuple[dict[str, Any], list[str]]:
    """The parts as one submission from outside, and what was emptied in it: references to rows that are gone."""
    raw: dict[str, Any] = {"case": case.id, "handed_in": case.today.isoformat(),
                           "asked": list(house.rubrics.tracks[history.track].asks)}
    cleared: list[str] = []
    for form_id, form in forms.items():
        values = {p.part: p.value for p in history.parts if p.form == form_id and is_filled(p.value)}
        for part in form.parts:
            if part.id not in values:
                continue
            value = values[part.id]
            if part.kind == "table":
                value = values[part.id] = _cleared(part, value, values, cleared)
            if form.place in WHOLE_PLACES and part.id == form.place:
                raw[form.place] = value
            else:
                raw.setdefault(form.place, {})[part.id] = value
    return raw, cleared


def _cleared(part: FormPart, rows: list[dict[str, Any]], values: Mapping[str, Any], cleared: list[str]) -> Any:
    refs = [c for c in part.columns if c.kind == "ref"]
    there = {c.id: {r.get("id") for t in c.ref for r in values.get(t) or [] if is_filled([r])} for c in refs}
    result = []
    for number, row in enumerate(rows, 1):
        row = dict(row)
        for column in refs:
            if row.get(column.id) and row[column.id] not in there[column.id]:
                row[column.id] = ""
                cleared.append(f"{part.title}, {part.row or 'row'} {number}: the row it pointed to is gone "
                               f"({column.title.lower()}). Point it to another one.")
        if is_filled([row]):
            result.append(row)
    return result


def _unfinished_rows(part: FormPart, value: Any) -> list[str]:
    if not isinstance(value, list):
        return []
    needed = [c for c in part.columns if c.required]
    found = []
    for number, row in enumerate(value, 1):
        if isinstance(row, dict) and is_filled([row]):
            blank = [c.title for c in needed if not is_filled(row.get(c.id))]
            if blank:
                found.append(f"{part.title}, {part.row or 'row'} {number} leaves out: {'; '.join(blank)}.")
    return found


def _sentences(error: ContentError) -> tuple[str, ...]:
    return tuple(f"{p.what}" + (f"; {p.mend}." if p.mend else ".") for p in error.problems)
