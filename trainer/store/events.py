"""Events: what happened, appended and never changed, but for redaction."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from trainer.store.engine import Row
from trainer.store.errors import Missing, Taken
from trainer.store.ids import new_id
from trainer.store.kinds import check_kinds
from trainer.store.times import moment
from trainer.store.values import check_key, check_text, to_json
from trainer.store.verbs import Choice, Verbs, where

MARK = "[removed]"
"""What stands where a text was redacted."""


@dataclass(frozen=True)
class Event:
    """One thing that happened: `kind` says what, `of` to what (an attempt, a case), `by` through whom.

    `seq` rises in the order in which events were kept; `at` is the caller's time.
    """

    seq: int
    id: str
    kind: str
    of: str
    by: str
    at: str
    body: dict[str, Any]


class EventReads(Verbs):
    def event(self, id: str) -> Event | None:
        """The event with this id, if there is one."""
        rows = self._ask("select * from event where id = :id", {"id": id})
        return _event(rows[0]) if rows else None

    def events(self, *, of: Choice = None, kind: Choice = None, by: Choice = None) -> list[Event]:
        """Events in the order in which they were kept; each filter is one value or a tuple of several."""
        clause, params = _filters(of, kind, by)
        return [_event(row) for row in self._ask(f"select * from event {clause} order by seq", params)]

    def last(self, of: str, kind: str | tuple[str, ...]) -> Event | None:
        """The newest event of this kind (or of these kinds) about `of`."""
        clause, params = _filters(of, kind, None)
        rows = self._ask(f"select * from event {clause} order by seq desc limit 1", params)
        return _event(rows[0]) if rows else None

    def count(self, *, of: Choice = None, kind: Choice = None, by: Choice = None) -> int:
        """How many events `events` would give."""
        clause, params = _filters(of, kind, by)
        rows = self._ask(f"select count(*) as n from event {clause}", params)
        return int(rows[0]["n"]) if rows else 0


class EventWrites(EventReads):
    def append(self, kind: str, of: str, by: str, at: str, body: dict[str, Any], id: str | None = None) -> Event:
        """Keep one event. Raises UnknownKind, Unstorable, BadTime, or Taken when the id is in use."""
        check_kinds(kind)
        moment(at)
        id = new_id() if id is None else id
        for name, key in {"id": id, "of": of, "by": by}.items():
            check_key(key, name)
        rows = self._do(
            'insert into event (id, kind, "of", "by", at, body) values (:id, :kind, :of, :by, :at, :body)'
            " on conflict (id) do nothing returning *",
            {"id": id, "kind": kind, "of": of, "by": by, "at": at, "body": to_json(body, "body")},
        )
        if not rows:
            raise Taken(f"There is an event {id} already. Nothing was changed.")
        return _event(rows[0])

    def redact(self, event_id: str, path: Sequence[str | int], reason: str, by: str, at: str) -> Event:
        """Put MARK in place of the one text at `path` in an event's body, and keep a `redacted` event.

        `path` is the keys and places that lead to the text: ("plan", "objectives", 0, "says"). The new event
        is about what the old one is about; its body names the old event, path and reason, never the text.
        Raises Missing where there is no such event or no text there, ValueError without a reason.
        """
        if not reason.strip():
            raise ValueError("Say why this text is removed.")
        check_text(reason, "reason")
        old = self.event(event_id)
        if old is None:
            raise Missing(f"There is no event {event_id}.")
        body = _marked(old.body, list(path), event_id)
        note = {"event": event_id, "kind": old.kind, "path": list(path), "reason": reason}
        done = self.append("redacted", old.of, by, at, note)
        self._do("update event set body = :body where id = :id", {"body": to_json(body, "body"), "id": event_id})
        return done


def _filters(of: Choice, kind: Choice, by: Choice) -> tuple[str, dict[str, Any]]:
    if kind is not None:
        check_kinds(*((kind,) if isinstance(kind, str) else kind))
    return where(of=of, kind=kind, by=by)


def _event(row: Row) -> Event:
    return Event(**{**row, "body": json.loads(row["body"])})


def _marked(value: Any, path: list[str | int], event_id: str) -> Any:
    """A copy of the value with MARK at the path."""
    if not path:
        if isinstance(value, str):
            return MARK
    elif isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: _marked(value[path[0]], path[1:], event_id)}
    elif isinstance(value, list) and type(path[0]) is int and 0 <= path[0] < len(value):
        place = path[0]
        return [*value[:place], _marked(value[place], path[1:], event_id), *value[place + 1 :]]
    raise Missing(f"Event {event_id} has no text at that place. Nothing was changed.")
