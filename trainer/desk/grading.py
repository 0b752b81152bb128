"""Grading: the queue, a submission beside the case, decisions, comments, return and acceptance."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import CommentView, DecisionView, GradingView, QueueItem
from trainer.plan.submission import Level


def queue(house: House, who: Visitor) -> list[QueueItem]:
    """Newest submissions of assigned attempts, those that wait first, the oldest first among them."""
    raise NotImplementedError


def grading(house: House, who: Visitor, submission_id: str) -> GradingView:
    """A submission with its feedback and the case's truth."""
    raise NotImplementedError


def decide(house: House, who: Visitor, submission_id: str, finding_key: str, level: Level, reason: str) -> DecisionView:
    """Confirm or override a finding; overriding needs a reason."""
    raise NotImplementedError


def comment(house: House, who: Visitor, submission_id: str, part: str, row: str, column: str, start: int,
            end: int, text: str) -> CommentView:
    """Comment on a passage; start and end count code points of that text."""
    raise NotImplementedError


def return_(house: House, who: Visitor, submission_id: str, words: str) -> None:
    """Give the newest submission back to be revised."""
    raise NotImplementedError


def accept(house: House, who: Visitor, submission_id: str, words: str) -> None:
    """Accept the newest submission; the attempt is closed to writing."""
    raise NotImplementedError
