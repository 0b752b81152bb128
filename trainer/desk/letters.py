"""The supervisor's feedback letter: drafted from the scorecard, theirs to edit and send."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import LetterView


def letter(house: House, who: Visitor, submission_id: str) -> LetterView:
    """The letter as it stands, or a draft; a trainee sees it once it was sent."""
    raise NotImplementedError


def save_letter(house: House, who: Visitor, submission_id: str, text: str, version: int) -> LetterView:
    """Keep the letter's text. Raises Stale when somebody saved it in the meantime."""
    raise NotImplementedError


def send_letter(house: House, who: Visitor, submission_id: str) -> LetterView:
    """Send the letter as it was saved last (the draft, when it never was)."""
    raise NotImplementedError
