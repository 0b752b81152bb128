"""Is it there: a part filled with something of one's own, the right choice, a whole set of parts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.rubric.checks.base import Check


class Filled(Check):
    """The part is filled with something of one's own: a text of `words` words, a date, a choice, or a table of
    `rows` rows in which the required `columns` (none named: those the form requires) are filled. A placeholder
    or a copy of the form's own help is not filling; one half there is partly."""

    kind: Literal["filled"]
    words: int = Field(8, ge=1)
    rows: int = Field(1, ge=1)
    columns: tuple[str, ...] = ()


class Choice(Check):
    """The part says the case's `goal`, `concurrent_goal` or `review_method`, chosen or written. Where the record
    shows a poor prognosis, a concurrent goal other than the case's own is partly met; \"none needed\" is missed."""

    kind: Literal["choice"]
    of: Literal["goal", "concurrent_goal", "review_method"]


class Complete(Check):
    """Each of the named `parts` is filled (as `filled` means it, texts of `words` words); met at `share` of them,
    partly at half. Which ones are empty is said."""

    kind: Literal["complete"]
    parts: tuple[str, ...]
    share: float = Field(1.0, gt=0, le=1)
    words: int = Field(5, ge=1)
