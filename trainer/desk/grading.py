"""Grading: the queue, a submission beside the case, decisions, comments, return and acceptance."""

from __future__ import annotations

from typing import get_args

from trainer.case.model import Case
from trainer.desk import told
from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused
from trainer.desk.feedback import comment_view, feedback_view, state_of
from trainer.desk.findings import decision_view, form_part
from trainer.desk.history import History, attempts_of, name_of, the_submission
from trainer.desk.judged import SELF, scored, standing_of
from trainer.desk.open import House
from trainer.desk.permissions import allow, may, role_of
from trainer.desk.reading import by_date, paper_view
from trainer.desk.stages import forms_of_track
from trainer.desk.views import (
    CommentView,
    DecisionView,
    GradingView,
    OpenPaper,
    QueueItem,
    TruthFact,
    TruthLine,
    TruthPerson,
)
from trainer.plan.submission import Level, Submission
from trainer.review.standing import Decision
from trainer.rubric.model import Scorecard
from trainer.store import Event, Reader, Unstorable, Writer

WORDS_LIMIT = 4_000     # characters of a reason, a comment, or the words beside a return or acceptance
LEVELS = tuple(level for level in get_args(Level) if level != "unsure")
_ORDER = {"waiting": 0, "begun": 0, "returned": 1, "accepted": 2, "signed": 3}


def queue(house: House, who: Visitor) -> list[QueueItem]:
    """Newest submissions of assigned attempts, those that wait first, the oldest first among them.

    An advisor's own cohort; every cohort for a coordinator. Practice isn't in it, but for whoever practises
    alone: their own.
    """
    allow(who, "queue", who.id, who.cohort)
    alone = role_of(who) == "alone"
    with house.store.read() as reader:
        people = {} if alone else {p.id: p for p in reader.people(role="trainee")
                                   if may(who, "queue", p.id, p.cohort)}
        items = [_item(house, reader, who, h, (people[h.owner].cohort or "") if people else "")
                 for h in attempts_of(reader, [who.id] if alone else people)
                 if h.handed and not h.declined and (alone or not h.practice)]
    return sorted(items, key=lambda i: (_ORDER[i.state], i.waiting_since))


def grading(house: House, who: Visitor, submission_id: str) -> GradingView:
    """A submission with its feedback and the case's truth."""
    with house.store.read() as reader:
        event, history = the_submission(reader, who, "grading", submission_id)
        case = house.shelf.case(reader, history.case_id)
        own = who.id == history.owner
        view = feedback_view(house, reader, history, event, reviewer=True, own=own)
        newest = history.newest
    waits = newest is not None and newest.id == event.id and history.answer(event.id) is None
    return GradingView(
        feedback=view, papers=tuple(OpenPaper(paper_view(case, d, True), d.pages) for d in by_date(case)),
        people=tuple(TruthPerson(p.name, p.role.replace("_", " "), p.work, p.age(case.today),
                                 told.ties_in_words(case, p)) for p in case.people),
        lines=_lines(case), facts=_facts(case), clocks=told.clocks(case), case_today=case.today,
        focus_name=case.child.given, can_decide=_may_decide(who, history), can_return=waits and not own)


def decide(house: House, who: Visitor, submission_id: str, finding_key: str, level: Level, reason: str) -> DecisionView:
    """Confirm or override a finding; overriding needs a reason. The machine's finding stays as it is."""
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "decide", submission_id)
        if not _may_decide(who, history):
            raise Refused("This is accepted. A coordinator can still change a decision.")
        try:
            machine = Scorecard.model_validate(scored(writer, event.id)["scorecard"]).finding(finding_key)
        except KeyError:
            raise Refused("The scorecard has no such finding.") from None
        if level not in LEVELS:
            raise Refused(f"{str(level)[:40]!r} is no level that a person can give. Choose one of the list.")
        if level != machine.level and not reason.strip():
            raise Refused("Say in a sentence why you see it differently; the trainee reads it.")
        _within(reason, "The reason")
        role = SELF if who.id == history.owner else who.role
        kept = _append(house, writer, "decided", event.id, who,
                       {"finding": finding_key, "level": level, "reason": reason.strip(), "role": role})
    decision = Decision(finding=finding_key, level=level, reason=reason.strip(), by=who.id, role=role, at=kept.at)
    return decision_view(decision, machine, lambda _: who.name)


def comment(house: House, who: Visitor, submission_id: str, part: str, row: str, column: str, start: int, end: int,
            text: str) -> CommentView:
    """Comment on a passage: ``part`` as in \"plan.health\" or \"team\", row and column in tables; ``start`` and
    ``end`` count code points of that text. An empty passage (0, 0) without a row is on the part as a whole."""
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "comment", submission_id)
        if not text.strip():
            raise Refused("Write the comment first.")
        _within(text, "The comment")
        known = form_part(forms_of_track(house, history.track), part) is not None
        passage = _text_at(Submission.model_validate(event.body["submission"]), part, row, column)
        if not known or passage is None:
            raise Refused("There is no such place in what was handed in.")
        if not 0 <= start <= end <= len(passage):
            raise Refused("Mark a passage of this text first.")
        kept = _append(house, writer, "commented", event.id, who, {
            "part": part, "row": row, "column": column, "start": start, "end": end, "quote": passage[start:end],
            "text": text.strip()})
    return comment_view(kept, lambda _: who.name)


def return_(house: House, who: Visitor, submission_id: str, words: str) -> None:
    """Give the newest submission back to be revised, with words on what to change."""
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "return_", submission_id)
        if not words.strip():
            raise Refused("Say in a sentence what to change; the trainee starts from it.")
        _answer(house, writer, who, history, event, "returned", words)


def accept(house: House, who: Visitor, submission_id: str, words: str) -> None:
    """Accept the newest submission; the attempt is closed to writing."""
    with house.store.write() as writer:
        event, history = the_submission(writer, who, "accept", submission_id)
        _answer(house, writer, who, history, event, "accepted", words)


def _answer(house: House, writer: Writer, who: Visitor, history: History, event: Event, kind: str, words: str) -> None:
    newest = history.newest
    if newest is None or newest.id != event.id:
        raise Refused("A newer version has been handed in. Open that one.")
    if history.answer(event.id) is not None:
        raise Refused("This submission has been returned or accepted already.")
    _within(words, "Your words")
    _append(house, writer, kind, history.id, who, {"submission": event.id, "words": words.strip()})


def _append(house: House, writer: Writer, kind: str, of: str, who: Visitor, body: dict[str, object]) -> Event:
    try:
        return writer.append(kind, of, who.id, house.now, body)
    except Unstorable:
        raise Refused("This holds characters that are no text. Paste it again as plain text.") from None


def _within(text: str, name: str) -> None:
    if len(text) > WORDS_LIMIT:
        raise Refused(f"{name} has {len(text):,} characters; the limit is {WORDS_LIMIT:,}. Shorten it.")


def _may_decide(who: Visitor, history: History) -> bool:
    return not history.closed or who.role == "coordinator"


def _item(house: House, reader: Reader, who: Visitor, history: History, cohort: str) -> QueueItem:
    newest = history.handed[-1]
    readers = dict.fromkeys(e.by for e in reader.events(of=newest.id, kind=("decided", "commented")))
    standing = standing_of(reader, newest.id)
    title = str(history.assignment["title"]) if history.assignment else house.shelf.case(reader, history.case_id).title
    return QueueItem(
        submission_id=newest.id, attempt_id=history.id, trainee_name=name_of(reader, history.owner), cohort=cohort,
        title=title, number=newest.body["number"], waiting_since=newest.at,
        unsure=sum(s.finding.level == "unsure" for s in standing.findings), satisfactory=standing.satisfactory,
        state=state_of(reader, history, newest), read_by=tuple(name_of(reader, by) for by in readers),
        mine=who.id in readers)


def _text_at(submission: Submission, part: str, row: str, column: str) -> str | None:
    if not row:
        value = submission.value(part)
        return value if isinstance(value, str) else ""
    found = next((r for r in submission.rows(part) if r.get("id") == row), {})
    cell = found.get(column) if column != "id" else None
    return cell if isinstance(cell, str) else None


def _lines(case: Case) -> tuple[TruthLine, ...]:
    return (*(TruthLine("threat", t.says) for t in case.threats), *(TruthLine("risk", r.says) for r in case.risks),
            *(TruthLine("need", n.says) for n in case.needs), *(TruthLine("strength", s.says) for s in case.strengths))


def _facts(case: Case) -> tuple[TruthFact, ...]:
    titles = {d.id: d.title for d in case.documents}
    return tuple(TruthFact(
        topic=f.topic, about=tuple(case.person(p).name for p in f.about), says=f.says,
        pages=tuple((titles[s.document], s.document, s.page) for s in f.seen_in),
        told_by=tuple(case.person(p).name for p in f.told_by),
        current=f.superseded_by is None and (f.until is None or f.until >= case.today)) for f in case.facts)


