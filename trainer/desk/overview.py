"""Overviews: who is where, what most people miss, and one person's way over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours
from trainer.desk.findings import theme_of, titles
from trainer.desk.history import History, attempts_of, cohort_of
from trainer.desk.judged import standing_of
from trainer.desk.open import House
from trainer.desk.permissions import allow
from trainer.desk.stages import stage
from trainer.desk.views import BoardRow, HeatRow, ProgressRow
from trainer.practice.mastery import Tried
from trainer.practice.next_case import Scope, Suggestion, suggest
from trainer.review.standing import Standing
from trainer.rubric.verdict import SHARE
from trainer.store import Event, Reader

APPLIED = ("met", "partly", "missed", "unsure")


def cohort_board(house: House, who: Visitor, cohort: str) -> list[BoardRow]:
    """Where each trainee of a cohort stands: a row an assigned attempt, or an empty row."""
    allow(who, "cohort_board", cohort=cohort)
    rows: list[BoardRow] = []
    with house.store.read() as reader:
        trainees = [p for p in reader.people(role="trainee", cohort=cohort) if p.active]
        by_owner = _assigned(reader, [p.id for p in trainees])
        for person in trainees:
            for history in by_owner.get(person.id, []):
                newest = history.newest
                rows.append(BoardRow(
                    trainee=person.name, trainee_id=person.id, attempt_id=history.id, title=_title(history),
                    stage=stage(house, reader, history), last_activity=history.last_activity,
                    submissions=len(history.handed), submission_id=newest.id if newest else "",
                    satisfactory=standing_of(reader, newest.id).satisfactory if newest else None))
            if person.id not in by_owner:
                rows.append(BoardRow(trainee=person.name, trainee_id=person.id, attempt_id="", title="", stage=None,
                                     last_activity=None, submissions=0, satisfactory=None))
    return rows


def heat(house: House, who: Visitor, cohort: str) -> list[HeatRow]:
    """Each trainee's latest level on each criterion that applied, in assigned attempts."""
    allow(who, "heat", cohort=cohort)
    rows: list[HeatRow] = []
    with house.store.read() as reader:
        trainees = [p for p in reader.people(role="trainee", cohort=cohort) if p.active]
        by_owner = _assigned(reader, [p.id for p in trainees])
        for person in trainees:
            latest: dict[str, HeatRow] = {}
            for history in by_owner.get(person.id, []):
                if history.newest is None:
                    continue
                findings = [s.finding for s in standing_of(reader, history.newest.id).findings]
                title = titles(house, findings)
                latest |= {f.key: HeatRow(person.name, f.key, title[f.key], f.level)
                           for f in findings if f.level in APPLIED}
            rows += [row for _, row in sorted(latest.items())]
    return rows


def progress(house: House, who: Visitor, trainee_id: str | None = None) -> list[ProgressRow]:
    """One trainee's criteria over attempts, oldest first: only what was released when they ask themselves;
    assigned attempts only when a reviewer asks."""
    owner = who.id if trainee_id is None else trainee_id
    with house.store.read() as reader:
        if owner != who.id and reader.person(owner) is None:
            raise NotYours
        allow(who, "progress", owner, who.cohort if owner == who.id else cohort_of(reader, owner))
        tried = list(_tried(house, reader, owner, reviewer=owner != who.id))
    return [ProgressRow(t.attempt, dt.date.fromisoformat(t.at[:10]), t.key, t.title, t.theme, t.level,
                        SHARE.get(t.level)) for t in tried]


def suggestion(house: House, who: Visitor) -> Suggestion:
    """What to practise next, and why, from one's own released feedback."""
    allow(who, "suggestion", who.id, who.cohort)
    with house.store.read() as reader:
        tried = list(_tried(house, reader, who.id, reviewer=False))
    scopes = {id: Scope(title=track.title, criteria=frozenset(
        a.criterion for s in track.sources for p in house.rubrics.sources[s].provisions for a in p.asks))
        for id, track in house.rubrics.tracks.items()}
    return suggest(tried, scopes)


def _tried(house: House, reader: Reader, owner: str, reviewer: bool) -> Iterator[Tried]:
    """Every criterion of every submission that may be shown; attempts count submissions in order of time."""
    found: list[tuple[Event, Standing, str]] = []
    for history in attempts_of(reader, [owner]):
        if history.declined or (reviewer and history.practice):
            continue
        found += [(e, standing_of(reader, e.id), history.track) for e in history.handed
                  if reviewer or history.released(e.id)]
    for number, (event, standing, track) in enumerate(sorted(found, key=lambda f: f[0].seq), 1):
        findings = [s.finding for s in standing.findings]
        title = titles(house, findings)
        for f in findings:
            yield Tried(attempt=number, at=event.at, track=track, criterion=f.criterion, key=f.key,
                        title=title[f.key], theme=theme_of(house, f.criterion), level=f.level,
                        of=f.of)


def _assigned(reader: Reader, owners: list[str]) -> dict[str, list[History]]:
    by_owner: dict[str, list[History]] = {}
    for history in attempts_of(reader, owners):
        if not history.practice and not history.declined:
            by_owner.setdefault(history.owner, []).append(history)
    return by_owner


def _title(history: History) -> str:
    return str(history.assignment["title"]) if history.assignment else ""
