"""Signatures: asked with the person's own secret, bound to what they sign."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import SignatureView


def signatures(house: House, who: Visitor, submission_id: str) -> list[SignatureView]:
    """The signatures under a submission, and whether each still holds."""
    raise NotImplementedError


def sign(house: House, who: Visitor, submission_id: str, secret: str) -> SignatureView:
    """Sign an accepted submission with one's PIN or password."""
    raise NotImplementedError


def attests(role: str) -> str:
    """What a signature of that role says."""
    raise NotImplementedError
