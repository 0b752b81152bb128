"""Results out, as tables: no seed, no strand, no secret, and names only for a coordinator who asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from trainer.desk.doors import Visitor
from trainer.desk.errors import Refused
from trainer.desk.feedback import names, state_of
from trainer.desk.findings import title_of
from trainer.desk.history import History, read_histories
from trainer.desk.judged import SELF, scored, standing_of
from trainer.desk.open import House
from trainer.desk.permissions import allow
from trainer.desk.views import Exported
from trainer.report.tables import to_csv
from trainer.rubric.model import Scorecard
from trainer.store import Event, Reader

What = Literal["findings", "submissions", "decisions"]
Rows = list[tuple[Any, ...]]

FINDINGS = ("trainee", "cohort", "track", "practice", "attempt", "submission", "number", "handed_in", "source",
            "criterion", "parameters", "title", "machine_level", "level", "points", "of", "critical")
SUBMISSIONS = ("trainee", "cohort", "track", "practice", "attempt", "submission", "number", "handed_in", "state",
               "points", "of", "unsure", "satisfactory")
DECISIONS = ("trainee", "cohort", "track", "attempt", "submission", "criterion", "machine_level", "level", "reason",
             "by", "role", "at")


def export_rows(house: House, who: Visitor | None, what: What) -> Exported:
    """A table of results. ``who`` is None for the command on the server itself: then people are their ids, as
    names leave this house only with a coordinator. KeyError never: an unknown table is Refused."""
    if who is not None:
        allow(who, "export_rows")
    makers = {"findings": (FINDINGS, _findings), "submissions": (SUBMISSIONS, _submissions),
              "decisions": (DECISIONS, _decisions)}
    if what not in makers:
        raise Refused(f"There is no table {str(what)[:40]!r}. Choose findings, submissions or decisions.")
    header, make = makers[what]
    with house.store.read() as reader:
        name = names(reader) if who is not None else str
        rows: Rows = []
        for history in read_histories(reader, [e.of for e in reader.events(kind="attempt")]):
            for event in history.handed:
                rows += make(house, reader, history, event, name)
    return Exported(header, rows)


def as_csv(table: Exported) -> str:
    """The table as CSV; text that a spreadsheet would take for a formula is made plain text."""
    return to_csv(table.header, table.rows)


def _start(reader: Reader, history: History, name: Callable[[str], str]) -> tuple[Any, ...]:
    person = reader.person(history.owner)
    return name(history.owner), person.cohort if person else None, history.track


def _findings(house: House, reader: Reader, history: History, event: Event, name: Callable[[str], str]) -> Rows:
    standing = {s.finding.key: s for s in standing_of(reader, event.id).findings}
    rows: Rows = []
    for row in reader.finding_rows(submission=event.id):
        stands = standing.get(row.criterion + row.with_)
        now = stands.finding if stands else None
        counts = now is not None and now.level in ("met", "partly", "missed")
        rows.append((
            *_start(reader, history, name), history.practice, history.id, event.id, event.body["number"], event.at,
            row.source, row.criterion, row.with_, title_of(house, row.criterion), row.level,
            now.level if now else row.level, now.points if now and counts else None,
            now.of if now and counts else None, now.critical if now else row.critical))
    return rows


def _submissions(house: House, reader: Reader, history: History, event: Event, name: Callable[[str], str]) -> Rows:
    standing = standing_of(reader, event.id)
    points, of = standing.points
    unsure = sum(s.finding.level == "unsure" for s in standing.findings)
    return [(*_start(reader, history, name), history.practice, history.id, event.id, event.body["number"], event.at,
             state_of(reader, history, event), points, of, unsure, standing.satisfactory)]


def _decisions(house: House, reader: Reader, history: History, event: Event, name: Callable[[str], str]) -> Rows:
    decided = [e for e in reader.events(of=event.id, kind="decided") if e.body["role"] != SELF]
    if not decided:
        return []
    machine = {f.key: f.level for f in Scorecard.model_validate(scored(reader, event.id)["scorecard"]).findings}
    return [(*_start(reader, history, name), history.id, event.id, e.body["finding"],
             machine.get(e.body["finding"]), e.body["level"], e.body["reason"], name(e.by), e.body["role"], e.at)
            for e in decided]
