"""Feedback: one submission with its findings as they stand, in words for a screen."""

from __future__ import annotations

from collections.abc import Callable

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused
from trainer.desk.findings import finding_view, titles
from trainer.desk.history import History, name_of, the_attempt
from trainer.desk.judged import decisions, signed_off, standing_of
from trainer.desk.letters import letter_shown
from trainer.desk.open import House
from trainer.desk.stages import what_is_written
from trainer.desk.views import (
    CommentView,
    Compared,
    FeedbackView,
    FindingView,
    QueueState,
    ReviewWord,
    SubmissionRef,
)
from trainer.plan.submission import Level, Submission
from trainer.review.worth import change_first, strong, verdict_sentence
from trainer.store import Event, Reader

NOT_YET = "Your advisor is reading this. The feedback appears here when they return or accept it."
NOTHING_YET = "Nothing has been handed in yet, so there is no feedback to read."


def feedback(house: House, who: Visitor, attempt_id: str, submission_id: str | None = None) -> FeedbackView:
    """A submission's feedback, by default the newest one's. Raises Refused when nothing was handed in."""
    with house.store.read() as reader:
        history = the_attempt(reader, who, "feedback", attempt_id)
        if submission_id is None and not history.handed:
            raise Refused(NOTHING_YET)
        chosen = submission_of(history, submission_id)
        return feedback_view(house, reader, history, chosen, reviewer=who.id != history.owner)


def compare(house: House, who: Visitor, attempt_id: str, a: str, b: str) -> list[Compared]:
    """Two submissions of an attempt, criterion by criterion; what changed stands first."""
    with house.store.read() as reader:
        history = the_attempt(reader, who, "compare", attempt_id)
        levels: list[dict[str, Level]] = []
        titles_by_key: dict[str, str] = {}
        for id in (a, b):
            event = submission_of(history, id)
            if who.id == history.owner and not history.released(event.id):
                raise Refused(NOT_YET)
            standing = standing_of(reader, event.id)
            levels.append({s.finding.key: s.finding.level for s in standing.findings})
            titles_by_key |= titles(house, (s.finding for s in standing.findings))
    before, after = levels
    rows = [Compared(k, title, before.get(k), after.get(k)) for k, title in titles_by_key.items()]
    return sorted(rows, key=lambda r: r.level_before == r.level_after)


def feedback_view(house: House, reader: Reader, history: History, event: Event, reviewer: bool,
                  own: bool = False) -> FeedbackView:
    """What somebody may see of a submission; ``own``: with what its owner tried for themselves as decisions."""
    case = house.shelf.case(reader, history.case_id)
    released = reviewer or history.released(event.id)
    bare = FeedbackView(
        attempt_id=history.id, title=case.title, track=history.track, trainee_name=name_of(reader, history.owner),
        submissions=tuple(SubmissionRef(e.id, e.body["number"], e.at) for e in history.handed),
        submission_id=event.id, number=event.body["number"], handed_in_at=event.at, released=released,
        why_not="" if released else NOT_YET, submission=Submission.model_validate(event.body["submission"]),
        state=state_of(reader, history, event))
    if not released:
        return bare
    name = names(reader)
    standing = standing_of(reader, event.id, own)
    title = titles(house, (s.finding for s in standing.findings))
    views: dict[str, FindingView] = {
        s.finding.key: finding_view(house, case, history.track, s, title[s.finding.key], name)
        for s in standing.findings}
    points, of = standing.points
    letter = letter_shown(house, reader, history, event, reviewer)
    return FeedbackView(**{
        **vars(bare), "standing": standing, "findings": tuple(views.values()),
        "strong": tuple(views[s.finding.key] for s in strong(standing)),
        "change_first": tuple(views[s.finding.key] for s in change_first(standing)),
        "verdict_sentence": verdict_sentence(standing, what_is_written(house, history.track)),
        "satisfactory": standing.satisfactory, "points": points, "of": of,
        "comments": tuple(comment_view(e, name) for e in reader.events(of=event.id, kind="commented")),
        "letter": letter,
        "words": tuple(ReviewWord("returned" if e.kind == "returned" else "accepted", e.body["words"], name(e.by), e.at)
                       for e in history.of("returned", "accepted") if e.body["submission"] == event.id)})


def submission_of(history: History, submission_id: str | None) -> Event:
    """A submission of this attempt, by default the newest. Raises NotYours when it has no such one."""
    found = [e for e in history.handed if submission_id in (None, e.id)]
    if not found:
        raise NotYours
    return found[-1]


def state_of(reader: Reader, history: History, event: Event) -> QueueState:
    """How far reviewers are with a submission."""
    answer = history.answer(event.id)
    if answer is None:
        return "begun" if decisions(reader, event.id) or reader.count(of=event.id, kind="commented") else "waiting"
    if answer.kind == "returned":
        return "returned"
    return "signed" if signed_off(reader, history) else "accepted"


def comment_view(event: Event, name: Callable[[str], str]) -> CommentView:
    """A comment as screens show it."""
    body = event.body
    return CommentView(id=event.id, part=body["part"], row=body["row"], column=body["column"], start=body["start"],
                       end=body["end"], quote=body["quote"], text=body["text"], by_name=name(event.by), at=event.at)


def names(reader: Reader) -> Callable[[str], str]:
    """People's names by id, each looked up once."""
    known: dict[str, str] = {}

    def name(id: str) -> str:
        if id not in known:
            known[id] = name_of(reader, id)
        return known[id]

    return name
