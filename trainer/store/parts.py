"""The part that someone is writing: replaced under a version that only rises, with earlier states kept."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from trainer.store.engine import Row
from trainer.store.errors import StoreError
from trainer.store.events import Event, EventWrites
from trainer.store.times import moment
from trainer.store.values import check_key, to_json
from trainer.store.verbs import Verbs

STATE_EVERY = timedelta(minutes=5)
STATES_KEPT = 20


@dataclass(frozen=True)
class Part:
    """One part of one form of an attempt as it was saved. Version 0 stands for: nothing saved yet."""

    attempt: str
    form: str
    part: str
    version: int
    value: Any
    by: str
    at: str


class Conflict(StoreError):
    """Somebody (often the same person in another tab) saved a part in the meantime. Nothing was changed.

    `stored` is the part as it stands, `offered` the value that was refused; `moved` are all parts that stand
    in the way of a submission (there `offered` is None).
    """

    def __init__(self, stored: Part, offered: object, moved: tuple[Part, ...] = ()) -> None:
        super().__init__(
            f"{stored.part} was saved elsewhere in the meantime (version {stored.version}). Nothing was changed."
        )
        self.stored = stored
        self.offered = offered
        self.moved = moved or (stored,)


class PartReads(Verbs):
    def part(self, attempt: str, form: str, part: str) -> Part | None:
        """The part as it stands, if it was ever saved."""
        rows = self._ask(f"select * from part {_THIS}", {"attempt": attempt, "form": form, "part": part})
        return _part(rows[0]) if rows else None

    def parts(self, attempt: str, form: str | None = None) -> list[Part]:
        """All parts of an attempt, or of one of its forms, by form and part."""
        clause, params = ("", {}) if form is None else (" and form = :form", {"form": form})
        rows = self._ask(
            f"select * from part where attempt = :attempt{clause} order by form, part",
            {"attempt": attempt, **params},
        )
        return [_part(row) for row in rows]

    def part_states(self, attempt: str, form: str, part: str) -> list[Part]:
        """Earlier states of a part, newest first, at most twenty. Saving its value brings one back."""
        rows = self._ask(
            f"select * from part_state {_THIS} order by version desc",
            {"attempt": attempt, "form": form, "part": part},
        )
        return [_part(row) for row in rows]


class PartWrites(EventWrites, PartReads):
    def save_part(
        self, attempt: str, form: str, part: str, value: object, expected_version: int, by: str, at: str
    ) -> Part:
        """Replace a part's value, if it still has the version that the writer saw (0: never saved).

        The value is any JSON. What it replaces is kept as an earlier state when the newest kept one is five
        minutes older than this save (or none is kept yet), and always when this save removes a third or more
        of it. Raises Conflict when the version is stale, Unstorable, BadTime.
        """
        text = to_json(value, part)
        moment(at)
        for name, key in {"attempt": attempt, "form": form, "part": part, "by": by}.items():
            check_key(key, name)
        stored = self.part(attempt, form, part)
        if (stored.version if stored else 0) != expected_version:
            raise Conflict(stored or _unsaved(attempt, form, part), value)
        if stored:
            self._keep_state(stored, json.loads(text), at)
        rows = self._do(
            'insert into part (attempt, form, part, version, value, "by", at)'
            " values (:attempt, :form, :part, 1, :value, :by, :at)"
            " on conflict (attempt, form, part) do update set"
            ' version = part.version + 1, value = excluded.value, "by" = excluded."by", at = excluded.at'
            " returning *",
            {"attempt": attempt, "form": form, "part": part, "value": text, "by": by, "at": at},
        )
        return _part(rows[0])

    def submit(
        self,
        attempt: str,
        expected: Mapping[tuple[str, str], int],
        by: str,
        at: str,
        body: dict[str, Any],
        id: str | None = None,
    ) -> Event:
        """Append `submitted` about the attempt, if every part still has the version that was handed in.

        `expected` gives the version of each (form, part) that the attempt has; a part that was never saved
        may be left out or given as 0. A part saved since, also a new one, raises Conflict.
        """
        stored = {(part.form, part.part): part for part in self.parts(attempt)}
        moved = [
            stored.get(key) or _unsaved(attempt, *key)
            for key in sorted(stored.keys() | expected.keys())
            if (stored[key].version if key in stored else 0) != expected.get(key, 0)
        ]
        if moved:
            raise Conflict(moved[0], None, tuple(moved))
        return self.append("submitted", attempt, by, at, body, id)

    def _keep_state(self, stored: Part, value: object, at: str) -> None:
        key = {"attempt": stored.attempt, "form": stored.form, "part": stored.part}
        rows = self._ask(f"select at from part_state {_THIS} order by version desc limit 1", key)
        due = not rows or moment(at) - moment(rows[0]["at"]) >= STATE_EVERY
        if not due and not _removes_a_third(_words(stored.value), _words(value)):
            return
        self._do(
            'insert into part_state (attempt, form, part, version, value, "by", at)'
            f' select attempt, form, part, version, value, "by", at from part {_THIS}',
            key,
        )
        self._do(
            f"delete from part_state {_THIS} and version not in"
            f" (select version from part_state {_THIS} order by version desc limit {STATES_KEPT})",
            key,
        )


_THIS = "where attempt = :attempt and form = :form and part = :part"


def _part(row: Row) -> Part:
    return Part(**{**row, "value": json.loads(row["value"])})


def _unsaved(attempt: str, form: str, part: str) -> Part:
    return Part(attempt, form, part, 0, None, "", "")


def _words(value: object) -> str:
    """The text that a person would miss: a text itself, or what stands in a table's cells."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(_words(value[key]) for key in sorted(value))
    if isinstance(value, list):
        return "\n".join(_words(inner) for inner in value)
    return "" if value is None else str(value)


def _removes_a_third(old: str, new: str) -> bool:
    """Is a third or more of the old text gone?

    Gone is what the text lost in length, or the old words that aren't in the new one between the beginning
    and the end that both share, whichever is more: so a replaced text counts, a small change here and there
    doesn't.
    """
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    lost = Counter(old[start : len(old) - end].split()) - Counter(new[start : len(new) - end].split())
    gone = max(len(old) - len(new), sum(len(word) * times for word, times in lost.items()))
    return bool(old) and 3 * gone >= len(old)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common, by halving: a step per character is slow."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low
