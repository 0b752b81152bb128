"""Feedback: one submission with its findings as they stand, in words for a screen."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import Compared, FeedbackView


def feedback(house: House, who: Visitor, attempt_id: str, submission_id: str | None = None) -> FeedbackView:
    """A submission's feedback, by default the newest one's. Raises Refused when nothing was handed in."""
    raise NotImplementedError


def compare(house: House, who: Visitor, attempt_id: str, a: str, b: str) -> list[Compared]:
    """Two submissions of an attempt, criterion by criterion."""
    raise NotImplementedError
