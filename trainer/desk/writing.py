"""Writing: the parts of the forms, saved one by one, and handing in."""

from __future__ import annotations

from typing import Any

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import PartState, PartView, Ready
from trainer.plan.forms import Form


def forms_of(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """The ids of the forms to fill in, in order."""
    raise NotImplementedError


def form(house: House, form_id: str) -> Form:
    """A form. Raises NotYours when there is none."""
    raise NotImplementedError


def part(house: House, who: Visitor, attempt_id: str, form: str, part: str) -> PartView:
    """A part as it stands."""
    raise NotImplementedError


def parts(house: House, who: Visitor, attempt_id: str, form: str) -> dict[str, PartView]:
    """Every part of a form, in its order."""
    raise NotImplementedError


def save(house: House, who: Visitor, attempt_id: str, form: str, part: str, value: Any, version: int) -> PartView:
    """Keep a part. Raises Stale when it was saved elsewhere in the meantime, Refused when it can't be
    kept.
    """
    raise NotImplementedError


def earlier(house: House, who: Visitor, attempt_id: str, form: str, part: str) -> list[PartState]:
    """Earlier states of a part, newest first."""
    raise NotImplementedError


def names_met(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """Names that the opened papers told, to offer while writing."""
    raise NotImplementedError


def services_met(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """Services that the opened papers told."""
    raise NotImplementedError


def ready(house: House, who: Visitor, attempt_id: str) -> Ready:
    """What would be handed in now."""
    raise NotImplementedError


def hand_in(house: House, who: Visitor, attempt_id: str) -> str:
    """Freeze all parts, score them, keep both; the submission's id."""
    raise NotImplementedError
