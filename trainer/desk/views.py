"""What the verbs show: frozen values for screens, exports and tests.

Nothing here carries a fact's id, a threat, a strand or a seed. Times are ISO 8601 texts in UTC; days are
``datetime.date``. What a trainee gets before feedback is built from opened papers only.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from trainer.plan.submission import Level, Submission
from trainer.review.standing import Standing
from trainer.rubric.model import Channel, Domain, Evidence, Force

Stage = Literal["read", "plan", "hand_in", "waiting", "feedback", "revise", "accepted", "signed"]
QueueState = Literal["waiting", "begun", "returned", "accepted", "signed"]


class TrackChoice(NamedTuple):
    """A track to practise under."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True)
class AttemptView:
    """One attempt, as its owner sees it. ``next_page`` is the page where the next step is done:
    record, plan, review, hand_in or feedback."""

    id: str
    title: str
    track: str
    track_title: str
    stage: Stage
    due: dt.date | None
    case_today: dt.date
    assignment_title: str
    submissions: int
    last_saved: str | None
    next_step: str
    next_page: str
    focus_name: str
    content_note: str
    practice: bool = False
    can_write: bool = True
    begun_at: str = ""
    trainee_name: str = ""


@dataclass(frozen=True)
class AssignmentView:
    """What a trainee has been given and hasn't begun."""

    id: str
    title: str
    track: str
    due: dt.date | None
    asked: tuple[str, ...]
    note: str
    track_title: str = ""


@dataclass(frozen=True)
class CoreChoice:
    """What a case can be about: a core strand with its title and its summary, for coordinators."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True)
class GivenView:
    """An assignment as its coordinator sees it."""

    id: str
    title: str
    track: str
    track_title: str
    cohort: str
    due: dt.date | None
    same_case: bool
    release: str
    at: str
    begun: int
    of: int


@dataclass(frozen=True)
class PaperView:
    """One paper of the record, as the list shows it."""

    id: str
    kind: str
    title: str
    date: dt.date
    author_name: str
    author_work: str
    opened: bool
    new: bool
    pages: int


@dataclass(frozen=True)
class OpenPaper:
    """A paper with its pages (Markdown)."""

    view: PaperView
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """Where words were found in an opened paper. Pages count from 1."""

    paper_id: str
    title: str
    page: int
    snippet: str


@dataclass(frozen=True)
class NoteView:
    """A marked passage with the trainee's own words."""

    id: str
    paper_id: str
    paper_title: str
    page: int
    quote: str
    text: str
    at: str


@dataclass(frozen=True)
class DisclosedPerson:
    """Somebody whom the opened papers named. ``called`` and ``age`` are empty where no paper told."""

    key: str
    name: str
    called: str
    age: int | None
    sex: Literal["female", "male"]
    child: bool
    focus: bool
    work: str = ""


class DisclosedBond(NamedTuple):
    """``a`` is the ``tie`` of ``b`` (keys of people). Not ``sure``: a paper says so, nothing confirms it."""

    a: str
    b: str
    tie: str
    sure: bool


class DisclosedEvent(NamedTuple):
    """Something dated, and a paper that gives the date."""

    date: dt.date
    says: str
    paper_title: str
    paper_id: str = ""
    page: int = 0


class DisclosedService(NamedTuple):
    """A service that an opened paper names; the rest is what that page's readers can know."""

    name: str
    paper_title: str
    paper_id: str
    page: int


@dataclass(frozen=True)
class ClockView:
    """A legal deadline; shown from feedback on."""

    title: str
    anchor: str
    anchor_date: dt.date | None
    due: dt.date
    provision: str


@dataclass(frozen=True)
class Disclosed:
    """What the opened papers told so far; ``whole`` from feedback on, when nothing is held back."""

    people: tuple[DisclosedPerson, ...] = ()
    bonds: tuple[DisclosedBond, ...] = ()
    events: tuple[DisclosedEvent, ...] = ()
    services: tuple[DisclosedService, ...] = ()
    clocks: tuple[ClockView, ...] = ()
    whole: bool = False


@dataclass(frozen=True)
class PartView:
    """A part as it stands. Version 0 and ``saved_at`` None: nothing saved yet."""

    value: Any
    version: int
    saved_at: str | None


@dataclass(frozen=True)
class PartState:
    """An earlier state of a part; saving its value brings it back."""

    version: int
    at: str
    value: Any


class ReadyPart(NamedTuple):
    """A part of a form, by its title."""

    form: str
    part: str
    title: str


@dataclass(frozen=True)
class Ready:
    """What would be handed in now. ``empty`` leaves out optional parts."""

    filled: tuple[ReadyPart, ...]
    empty: tuple[ReadyPart, ...]
    warnings: tuple[str, ...]
    can: bool


class Missed(NamedTuple):
    """A fact that the plan doesn't carry, and a page where it stands (page 0: a person tells it)."""

    says: str
    paper_title: str
    paper_id: str
    page: int


class ProvisionView(NamedTuple):
    """A clause of a policy in our words."""

    id: str
    source: str
    at: str
    says: str


@dataclass(frozen=True)
class DecisionView:
    """What a person decided on one finding."""

    level: Level
    reason: str
    by_name: str
    role: str
    at: str
    differs: bool


@dataclass(frozen=True)
class FindingView:
    """One finding as it stands, with everything that a screen says about it."""

    key: str
    criterion: str
    title: str
    why_it_matters: str
    theme: str
    level: Level
    machine_level: Level
    force: Force
    domain: Domain
    channel: Channel
    critical: bool
    points: float
    of: float
    evidence: tuple[Evidence, ...]
    missed: tuple[Missed, ...]
    why: str
    feedback: str
    provisions: tuple[ProvisionView, ...]
    good_example: str
    opens: tuple[str, str] | None
    decision: DecisionView | None


@dataclass(frozen=True)
class CommentView:
    """A comment anchored to a passage: ``text[start:end] == quote`` of that part (row and column in tables)."""

    id: str
    part: str
    row: str
    column: str
    start: int
    end: int
    quote: str
    text: str
    by_name: str
    at: str


@dataclass(frozen=True)
class LetterView:
    """The supervisor's feedback letter. Version 0 and ``drafted``: drawn up from the scorecard, not saved yet."""

    text: str
    version: int
    sent_at: str | None
    by_name: str
    drafted: bool


@dataclass(frozen=True)
class SubmissionRef:
    """One handing-in of an attempt; numbers count from 1."""

    id: str
    number: int
    at: str


@dataclass(frozen=True)
class ReviewWord:
    """What an advisor wrote when returning or accepting."""

    kind: Literal["returned", "accepted"]
    words: str
    by_name: str
    at: str


@dataclass(frozen=True)
class FeedbackView:
    """Everything about one submission. Not ``released``: no finding, standing, comment or letter is in it."""

    attempt_id: str
    title: str
    track: str
    trainee_name: str
    submissions: tuple[SubmissionRef, ...]
    submission_id: str
    number: int
    handed_in_at: str
    released: bool
    why_not: str
    submission: Submission
    standing: Standing | None = None
    findings: tuple[FindingView, ...] = ()
    strong: tuple[FindingView, ...] = ()
    change_first: tuple[FindingView, ...] = ()
    verdict_sentence: str = ""
    satisfactory: bool | None = None
    points: float = 0.0
    of: float = 0.0
    comments: tuple[CommentView, ...] = ()
    letter: LetterView | None = None
    words: tuple[ReviewWord, ...] = ()
    state: QueueState = "waiting"


class Compared(NamedTuple):
    """One criterion before and after; None where it wasn't among the findings."""

    key: str
    title: str
    level_before: Level | None
    level_after: Level | None


@dataclass(frozen=True)
class QueueItem:
    """A submission that waits, or has been looked at. ``unsure`` counts findings that go to a person; ``read_by``
    names who has decided or commented on it, ``mine`` says that oneself is among them."""

    submission_id: str
    attempt_id: str
    trainee_name: str
    cohort: str
    title: str
    number: int
    waiting_since: str
    unsure: int
    satisfactory: bool | None
    state: QueueState
    read_by: tuple[str, ...] = ()
    mine: bool = False


@dataclass(frozen=True)
class TruthPerson:
    """A person of the case, for reviewers."""

    name: str
    role: str
    work: str
    age: int | None
    ties: tuple[str, ...]


@dataclass(frozen=True)
class TruthLine:
    """A threat, risk, need or strength of the case, for reviewers."""

    kind: Literal["threat", "risk", "need", "strength"]
    says: str


@dataclass(frozen=True)
class TruthFact:
    """A fact of the case, for reviewers: where it stands, who tells it, whether it still holds."""

    topic: str
    about: tuple[str, ...]
    says: str
    pages: tuple[tuple[str, str, int], ...]
    told_by: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class GradingView:
    """What an advisor needs beside a submission: all that feedback shows, and the case's own truth."""

    feedback: FeedbackView
    papers: tuple[OpenPaper, ...]
    people: tuple[TruthPerson, ...]
    lines: tuple[TruthLine, ...]
    facts: tuple[TruthFact, ...]
    clocks: tuple[ClockView, ...]
    case_today: dt.date
    focus_name: str
    can_decide: bool
    can_return: bool


@dataclass(frozen=True)
class SignatureView:
    """A signature; ``holds`` is False when anything under it has changed since."""

    role: str
    name: str
    at: str
    holds: bool
    attests: str


@dataclass(frozen=True)
class PersonView:
    """Somebody on the roster."""

    id: str
    name: str
    sign_in: str
    role: str
    cohort: str | None
    active: bool
    created_at: str = ""


class RosterRow(NamedTuple):
    """One line of a roster file; every value is text."""

    line: int
    name: str
    sign_in: str
    role: str
    cohort: str


@dataclass(frozen=True)
class Roster:
    """A roster file as it was read. Nothing of it is kept while there are ``problems``."""

    rows: tuple[RosterRow, ...] = ()
    problems: tuple[str, ...] = ()


class NewPerson(NamedTuple):
    """Somebody just added, with the PIN or password that is shown this once."""

    person: PersonView
    secret: str


class CohortView(NamedTuple):
    """A cohort and how many people it has."""

    name: str
    trainees: int
    advisors: int


@dataclass(frozen=True)
class BoardRow:
    """Where one trainee stands with one attempt; ``attempt_id`` is empty when nothing is begun."""

    trainee: str
    trainee_id: str
    attempt_id: str
    title: str
    stage: Stage | None
    last_activity: str | None
    submissions: int
    satisfactory: bool | None
    submission_id: str = ""


class HeatRow(NamedTuple):
    """One trainee's latest level on one criterion."""

    trainee: str
    criterion: str
    title: str
    level: Level


class ProgressRow(NamedTuple):
    """One criterion in one submission. ``share`` is 1, 0.5 or 0; None where the level doesn't count."""

    attempt: int
    date: dt.date
    criterion: str
    title: str
    theme: str
    level: Level
    share: float | None


class Exported(NamedTuple):
    """A table of results, ready for ``as_csv``."""

    header: tuple[str, ...]
    rows: list[tuple[Any, ...]]
