"""The roster: people in, PINs and passwords shown once, people out."""

from __future__ import annotations

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import CohortView, NewPerson, PersonView, Roster


def people(house: House, who: Visitor) -> list[PersonView]:
    """Everybody on the roster, by name."""
    raise NotImplementedError


def cohorts(house: House, who: Visitor) -> list[CohortView]:
    """The cohorts, by name."""
    raise NotImplementedError


def preview_roster(content: bytes, filename: str) -> Roster:
    """A roster file (CSV) as read, with every problem; nothing is kept."""
    raise NotImplementedError


def add_people(house: House, who: Visitor, roster: Roster) -> list[NewPerson]:
    """Keep everybody of a roster, or nobody; secrets are shown this once."""
    raise NotImplementedError


def reset_secret(house: House, who: Visitor, person_id: str) -> str:
    """A new PIN or password, shown this once; ends the person's sessions."""
    raise NotImplementedError


def set_active(house: House, who: Visitor, person_id: str, active: bool) -> PersonView:
    """Let somebody in or keep them out; out ends their sessions."""
    raise NotImplementedError
