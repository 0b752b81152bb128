"""Results out, as tables: no seed, no strand, no secret."""

from __future__ import annotations

from typing import Literal

from trainer.desk.doors import Visitor
from trainer.desk.open import House
from trainer.desk.views import Exported

What = Literal["findings", "submissions", "decisions"]


def export_rows(house: House, who: Visitor | None, what: What) -> Exported:
    """A table of results; ``who`` is None for the command on the server itself."""
    raise NotImplementedError


def as_csv(table: Exported) -> str:
    """The table as CSV; text that a spreadsheet would take for a formula is made plain text."""
    raise NotImplementedError
