"""One attempt as its events tell it. Stages follow from here; none is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours
from trainer.desk.permissions import ALONE, allow
from trainer.store import Event, Part, Reader

KINDS = ("attempt", "opened", "noted", "submitted", "returned", "accepted", "signed", "content_note")


@dataclass(frozen=True)
class History:
    """What happened in one attempt, folded. ``handed`` are its submissions in order; ``assignment`` is the
    body of the assignment's event, None for practice."""

    id: str
    owner: str
    at: str
    body: Mapping[str, Any]
    assignment: Mapping[str, Any] | None
    events: tuple[Event, ...]
    parts: tuple[Part, ...]

    @property
    def case_id(self) -> str:
        return str(self.body["case"])

    @property
    def track(self) -> str:
        return str(self.body["track"])

    @property
    def practice(self) -> bool:
        return self.assignment is None

    @property
    def opened(self) -> dict[str, str]:
        """Papers opened, in the order of their first opening, with its time."""
        first: dict[str, str] = {}
        for event in self.of("opened"):
            first.setdefault(str(event.body["paper"]), event.at)
        return first

    @property
    def handed(self) -> tuple[Event, ...]:
        return self.of("submitted")

    @property
    def newest(self) -> Event | None:
        """The newest submission."""
        return self.handed[-1] if self.handed else None

    @property
    def declined(self) -> bool:
        return any(e.body.get("answer") == "another" for e in self.of("content_note"))

    @property
    def versions(self) -> dict[str, int]:
        """The version of each part as it stands, by \"form/part\"."""
        return {f"{p.form}/{p.part}": p.version for p in self.parts}

    @property
    def changed(self) -> bool:
        """Whether a part was saved since the newest submission (or at all, before the first)."""
        newest = self.newest
        return self.versions != (newest.body["versions"] if newest else {})

    @property
    def last_saved(self) -> str | None:
        return max((p.at for p in self.parts), default=None)

    @property
    def last_activity(self) -> str:
        return max([self.at, *(e.at for e in self.events if e.by == self.owner), *(p.at for p in self.parts)])

    @property
    def closed(self) -> bool:
        """Whether it was accepted: nothing in it changes any more."""
        return bool(self.of("accepted"))

    def of(self, *kinds: str) -> tuple[Event, ...]:
        """The events of these kinds, in order."""
        return tuple(e for e in self.events if e.kind in kinds)

    def answer(self, submission_id: str) -> Event | None:
        """The return or acceptance of a submission, the newest where there are several."""
        found = [e for e in self.of("returned", "accepted") if e.body["submission"] == submission_id]
        return found[-1] if found else None

    def released(self, submission_id: str) -> bool:
        """Whether the trainee may see a submission's feedback: at once, or once an advisor answered it."""
        if self.assignment is None or self.assignment["release"] == "at once":
            return True
        return self.answer(submission_id) is not None

    @property
    def told(self) -> bool:
        """Whether any feedback was released: from then on the case holds nothing back."""
        return any(self.released(e.id) for e in self.handed)

    @property
    def open_to_writing(self) -> bool:
        """Whether parts may be saved and handed in: until handed in, after a return; in practice always."""
        if self.closed or self.declined:
            return False
        newest = self.newest
        return newest is None or self.practice or self.answer(newest.id) is not None


def read_history(reader: Reader, attempt_id: str) -> History | None:
    """The attempt of that id; None when there is none."""
    return next(iter(read_histories(reader, [attempt_id])), None)


def read_histories(reader: Reader, attempt_ids: Iterable[str]) -> list[History]:
    """Attempts by id, in the order in which they were begun; ids that aren't attempts are left out."""
    ids = tuple(dict.fromkeys(attempt_ids))
    by_attempt: dict[str, list[Event]] = {}
    for event in reader.events(of=ids, kind=KINDS) if ids else []:
        by_attempt.setdefault(event.of, []).append(event)
    assignments: dict[str, Mapping[str, Any] | None] = {}
    found = []
    for id, events in by_attempt.items():
        begun = events[0]
        if begun.kind != "attempt":
            continue
        given = begun.body.get("assignment")
        if given and given not in assignments:
            source = reader.event(given)
            assignments[given] = None if source is None else {**source.body, "id": source.id}
        found.append(History(id=id, owner=begun.by, at=begun.at, body=begun.body,
                             assignment=assignments[given] if given else None, events=tuple(events),
                             parts=tuple(reader.parts(id))))
    return found


def attempts_of(reader: Reader, owners: Iterable[str]) -> list[History]:
    """The attempts of people, in the order in which they were begun, declined ones too."""
    people = tuple(owners)
    if not people:
        return []
    return read_histories(reader, [e.of for e in reader.events(kind="attempt", by=people)])


def cohort_of(reader: Reader, person_id: str) -> str | None:
    """A person's cohort as it stands."""
    person = None if person_id == ALONE else reader.person(person_id)
    return person.cohort if person else None


def name_of(reader: Reader, person_id: str) -> str:
    """A person's name as it stands."""
    if person_id == ALONE:
        return "You"
    person = reader.person(person_id)
    return person.name if person else "Somebody who left"


def the_attempt(reader: Reader, who: Visitor, verb: str, attempt_id: str) -> History:
    """An attempt, if this person may do the verb to it. Raises NotYours, whether it exists or not."""
    history = read_history(reader, attempt_id)
    if history is None:
        raise NotYours
    allow(who, verb, history.owner, cohort_of(reader, history.owner))
    return history


def the_submission(reader: Reader, who: Visitor, verb: str, submission_id: str) -> tuple[Event, History]:
    """A submission's event and its attempt, if this person may do the verb to it. Raises NotYours."""
    event = reader.event(submission_id)
    if event is None or event.kind != "submitted":
        raise NotYours
    return event, the_attempt(reader, who, verb, event.of)
