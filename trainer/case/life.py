"""Lives: slices of everyday life, each written once for anybody whom it fits, and bound to one person of a case.

In a life, ``self`` is that person: ``{self}`` and ``{self.they}`` in texts, ``about: [self]``, and in ids
(``self-reads-below``, ``school-self``, ``self_teacher``). Binding puts the person's part in its place, so that
each child of a case has a school, a passport and a teacher of its own.
"""

from __future__ import annotations

import re
from typing import Any

from trainer.case.strand import Bearer, Days, Part, Strand, in_months

_SELF = re.compile(r"(?<![A-Za-z0-9])self(?![A-Za-z0-9])")
_BRACES = re.compile(r"\{[^{}]*\}")
# The keys whose values are ids; everything else is text, in which only braces name somebody.
_IDS = frozenset((
    "about", "actor", "after", "answers", "apart_from", "author", "by", "capacities", "caregiver", "child",
    "contradicts", "date", "due", "ended", "established", "facts", "family_of", "focus", "for_focus", "id", "of",
    "only_focus", "only_with", "only_without", "people", "person", "poor", "risks", "service", "since", "speaker",
    "strength", "superseded_by", "threats", "to", "until",
))
_BANDS: tuple[Days, ...] = ((0, 35), (36, 59), (60, 143), (144, 215), (216, 10_000))


def bind(life: Strand, part: str) -> Strand:
    """A life with a part in the place of ``self``."""
    raw = life.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw.pop("self", None)
    own = raw.pop("self_is", {})         # a key of the form, not an id that names somebody
    bound: dict[str, Any] = _put(raw, part, ids=False) | {"self_is": _put(own, part, ids=False)}
    return Strand.model_validate({**bound, "self": Bearer(part=part)})


def unbind(word: str, part: str) -> str:
    """An id of a bound life as its file writes it."""
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(part)}(?![A-Za-z0-9])", "self", word)


def speaks_of_self(id: str) -> bool:
    """Whether an id will be another for each person."""
    return _SELF.search(id) is not None


def narrowed(part: Part) -> Part:
    """A child's part whose ages lie in one stage of life: those of the stage in which their middle lies.

    Lives fit a stage (a baby, preschool, grade school, the teens), and so a part may not straddle two.
    """
    span = in_months(part.age, part.months)
    if part.role != "child" or span is None:
        return part
    low, high = next(band for band in _BANDS if band[0] <= sum(span) // 2 <= band[1])
    if low <= span[0] and span[1] <= high:
        return part
    return part.model_copy(update={"age": None, "months": (max(low, span[0]), min(high, span[1]))})


def suits(bearer: Bearer, name: str, part: Part, placed: str) -> bool:
    """Whether a life fits somebody: the part's name or role, its ages, its sex, where the child is placed.

    Ages fit where the whole span does, or at least its middle (a life for six to eleven, a child of five to seven).
    """
    if bearer.part:
        return bearer.part == name
    if bearer.role and bearer.role != part.role:
        return False
    if bearer.placed and placed not in bearer.placed:
        return False
    if bearer.sex not in ("any", part.sex):
        return False
    span = in_months(part.age, part.months)
    if bearer.span is None or span is None:
        return bearer.span is None
    return bearer.span[0] <= sum(span) // 2 <= bearer.span[1]


def _put(value: Any, part: str, ids: bool) -> Any:
    if isinstance(value, str):
        if ids:
            return _SELF.sub(part, value)
        return _BRACES.sub(lambda found: _SELF.sub(part, found[0]), value)
    if isinstance(value, dict):
        return {_SELF.sub(part, key): _put(item, part, key in _IDS) for key, item in value.items()}
    if isinstance(value, list):
        return [_put(item, part, ids) for item in value]
    return value
