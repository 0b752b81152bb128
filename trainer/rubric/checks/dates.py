"""When: clocks, deadlines of steps, the order of things."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from trainer.language.spans import Span
from trainer.plan.cells import cell, join
from trainer.plan.reading import day, first_day
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome
from trainer.rubric.truth import goals_in_force


def shown_day(ground: Ground, part: str) -> tuple[dt.date | None, tuple[Evidence, ...]]:
    """A date part's day, and the evidence for it."""
    text = ground.submission.text(part)
    return day(text), ground.shown(Piece(part, text), [Span(0, len(text), text)]) if text else ()


class WithinDays(Check):
    """The part's date lies between the `anchor` (a named day of the case) and the end of its clock, `days` days or
    `months` months later, and not after the day of handing in. Without an anchor: any day up to handing in."""

    kind: Literal["within_days"]
    anchor: str = ""
    days: int = Field(0, ge=0)
    months: int = Field(0, ge=0)

    @model_validator(mode="after")
    def _one_clock(self) -> WithinDays:
        if self.days and self.months:
            raise ValueError("give days or months, not both")
        return self

    def look(self, ground: Ground) -> Outcome:
        part = ground.parts[0]
        begin = ground.case.dates.get(self.anchor) if self.anchor else None
        if self.anchor and begin is None:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why=f"This case has no day of {_name(self.anchor)}.")
        told, evidence = shown_day(ground, part)
        end = self._end(begin) if begin else None
        clock = self._clock(begin, end)
        if told is None:
            return Outcome(level="missed", why=say.sentence(f"No day is given here. {clock}"), looked=ground.parts)
        if told > ground.submission.handed_in:
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"{say.day(told)} lies after the day of handing in, "
                                            f"{say.day(ground.submission.handed_in)}. {clock}"))
        if begin is not None and told < begin:
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"{say.day(told)} lies before the {_name(self.anchor)} of "
                                            f"{say.day(begin)}. {clock}"))
        if end is not None and told > end:
            late = (told - end).days
            return Outcome(level="missed", evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"{clock}; {say.day(told)} is {say.count(late, 'day')} later"))
        why = f"{clock}; {say.day(told)} is in time" if begin else f"{say.day(told)} is given"
        return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts, why=say.sentence(why))

    def _end(self, begin: dt.date) -> dt.date | None:
        if self.months:
            return add_months(begin, self.months)
        return begin + dt.timedelta(days=self.days) if self.days else None

    def _clock(self, begin: dt.date | None, end: dt.date | None) -> str:
        if begin is None or end is None:
            return "Give the day on which it was done" if begin is None else f"It counts from {say.day(begin)}"
        length = say.count(self.months, "month") if self.months else f"{self.days} days"
        return f"Counted from the {_name(self.anchor)} on {say.day(begin)}, {length} end on {say.day(end)}"


class Dated(Check):
    """Each row has, in `column`, a date (a date column, or a date within a text) after the plan's own day and within
    `within_days` days of it; with `before` also before the date in that column. Met at `share` of the rows, partly
    at half. All rows on one and the same day are partly: a date of its own belongs to each."""

    kind: Literal["dated"]
    column: str = "by"
    before: str = ""
    share: float = Field(1.0, gt=0, le=1)
    within_days: int = Field(400, ge=1)

    def look(self, ground: Ground) -> Outcome:
        part = ground.parts[0]
        texts = ground.columns(part, ("text",))
        rows = [r for r in ground.rows(part) if not texts or join(r, texts).text]
        form = ground.form_part(part)
        what = form.row if form and form.row else "row"
        if not rows:
            return Outcome(level="missed", why=f"There is no {what} here yet.", looked=ground.parts)
        good: list[dt.date] = []
        evidence: list[Evidence] = []
        wrong: list[str] = []
        for row in rows:
            told, shown, why = self._row(ground, part, row)
            if told is None or why:
                name = say.short(join(row, ground.columns(part, ("text",))).text, 7)
                wrong.append(f"\"{name}\" {why}")
                evidence += shown
            else:
                good.append(told)
                evidence += shown
        share = len(good) / len(rows)
        if share >= self.share - 1e-9:
            if len(good) >= 3 and len(set(good)) == 1:
                return Outcome(level="partly", share=0.5, evidence=tuple(evidence[:6]), looked=ground.parts,
                               why=f"All {len(good)} {what}s have one and the same day, {say.day(good[0])}.")
            return Outcome(level="met", share=1.0, evidence=tuple(evidence[:6]), looked=ground.parts,
                           why=f"{say.capital(say.count(len(good), what))} of {len(rows)} say by when.")
        level: Level = "partly" if share >= self.share / 2 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=tuple(evidence[:6]),
                       looked=ground.parts, why=say.sentence(f"The {what} {say.some(wrong, 2)}"))

    def _row(self, ground: Ground, part: str,
             row: Mapping[str, Any]) -> tuple[dt.date | None, tuple[Evidence, ...], str]:
        text = cell(row, self.column)
        cells = join(row, (self.column,))
        piece = Piece(part, cells.text, cells)
        told, where = day(text), Span(0, len(text), text)
        if told is None:
            found = first_day(text, ground.plan_date)
            if found is None:
                return None, (), "has no day yet" if not text.strip() else "names no day"
            told, where = found
        shown = ground.shown(piece, [where])
        if told <= ground.plan_date:
            return told, shown, f"is due on {say.day(told)}, which is not after the plan's own day"
        if (told - ground.plan_date).days > self.within_days:
            return told, shown, f"is due on {say.day(told)}, which is very far off"
        limit = day(cell(row, self.before)) if self.before else None
        if limit is not None and told >= limit:
            return told, shown, f"has its first sign on {say.day(told)}, no earlier than its end on {say.day(limit)}"
        return told, shown, ""


class InOrder(Check):
    """`first` is not later than `then`; each is a date part of the submission (\"plan.developed_on\") or a named day of
    the case (\"assessment\")."""

    kind: Literal["in_order"]
    first: str
    then: str

    def look(self, ground: Ground) -> Outcome:
        one, shown_one = self._day(ground, self.first)
        two, shown_two = self._day(ground, self.then)
        for name, told in ((self.first, one), (self.then, two)):
            if told is None and "." not in name:
                return Outcome(level="not_applicable", looked=ground.parts,
                               why=f"This case has no day of {_name(name)}.")
        looked = tuple(n for n in (self.first, self.then) if "." in n) or ground.parts
        titles = {n: self._title(ground, n) for n in (self.first, self.then)}
        if one is None or two is None:
            empty = self.first if one is None else self.then
            return Outcome(level="missed", why=say.sentence(f"{titles[empty]} has no day yet"), looked=looked)
        right = one <= two
        why = f"{titles[self.first]} is {say.day(one)}, {titles[self.then]} {say.day(two)}"
        if not right:
            why += "; the first has to come first"
        return Outcome(level="met" if right else "missed", share=1.0 if right else 0.0, why=say.sentence(why),
                       evidence=(*shown_one, *shown_two), looked=looked)

    def _day(self, ground: Ground, name: str) -> tuple[dt.date | None, tuple[Evidence, ...]]:
        return shown_day(ground, name) if "." in name else (ground.case.dates.get(name), ())

    def _title(self, ground: Ground, name: str) -> str:
        form = ground.form_part(name)
        return f"\"{form.title}\"" if form else f"the day of the {_name(name)}"


class GoalsTimely(Check):
    """The worksheet's goals against the court's: every goal in force for the focus child is listed, with the day it
    was set, and rightly judged in time or late by its due date."""

    kind: Literal["goals_timely"]

    def look(self, ground: Ground) -> Outcome:
        goals = [g for g in goals_in_force(ground.case) if g.established is not None]
        if not goals:
            return Outcome(level="not_applicable", why="The record sets no goal for this child.", looked=ground.parts)
        part = ground.parts[0]
        rows = ground.rows(part)
        missing: list[str] = []
        evidence: list[Evidence] = []
        points = 0.0
        for goal in goals:
            assert goal.established is not None
            name = "another planned arrangement" if goal.goal == "appla" else goal.goal
            here = f"{'the concurrent goal ' if goal.concurrent else ''}{name}, set on {say.day(goal.established)}"
            row = next((r for r in rows if cell(r, "goal") == name), None)
            if row is None:
                missing.append(f"{here}, isn't listed")
                continue
            cells = join(row, ("goal", "set_on", "timely"))
            whole = [Span(a, b, cells.text[a:b]) for _, a, b in cells.starts]
            evidence += ground.shown(Piece(part, cells.text, cells), whole)
            right_day = day(cell(row, "set_on")) == goal.established
            if not right_day:
                missing.append(f"{here}, stands with another day")
            due = goal.due
            in_time = due is None or goal.established <= due
            right_judged = cell(row, "timely") == ("yes" if in_time else "no")
            if not right_judged and due is not None:
                missing.append(f"{here}, was due by {say.day(due)} and so came {'in time' if in_time else 'late'}")
            points += (0.5 if right_day else 0.0) + (0.5 if right_judged else 0.0)
        known = {"another planned arrangement" if g.goal == "appla" else g.goal for g in goals}
        extra = [cell(r, "goal") for r in rows if cell(r, "goal") and cell(r, "goal") not in known]
        if extra:
            missing.append(f"{say.names(extra)} is listed and isn't in force")
        share = points / len(goals)
        if not missing:
            return Outcome(level="met", share=1.0, evidence=tuple(evidence), looked=ground.parts,
                           why="Each goal in force is listed with its day and rightly judged.")
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=min(share, 0.9) if level == "partly" else 0.0, evidence=tuple(evidence),
                       looked=ground.parts, why=say.sentence(say.capital(say.some(missing))))


class PromptService(Check):
    """Each service that a step relies on can start within `days` days; where it has a waiting list, another step
    bridges the wait or is dated so that the wait is allowed for."""

    kind: Literal["prompt_service"]
    days: int = Field(30, ge=1)

    def look(self, ground: Ground) -> Outcome:
        services = {s.id: s for s in ground.case.services}
        steps = ground.reading.steps
        used = [(step, services[i]) for step in steps for i in step.services]
        if not used:
            return Outcome(level="missed", looked=ground.parts,
                           why="No step names a service of this place, so nobody can tell when help starts.")
        slow: dict[str, str] = {}
        evidence: list[Evidence] = []
        prompt = 0
        for step, service in used:
            piece = Piece("plan.steps", step.cells.text, step.cells)
            wait = service.waiting_weeks * 7
            if wait <= self.days or self._bridged(ground, step.objective, step.id, service.kind):
                prompt += 1
                continue
            ready = ground.plan_date + dt.timedelta(days=wait)
            if step.by is not None and step.by >= ready:
                prompt += 1
                continue
            slow[service.id] = (f"{service.name} has a waiting list of {say.count(service.waiting_weeks, 'week')}, "
                                "and no step says what helps meanwhile")
            evidence += ground.whole(piece, "action")
        share = prompt / len(used)
        if not slow:
            first = ground.whole(Piece("plan.steps", used[0][0].cells.text, used[0][0].cells), "action")
            return Outcome(level="met", share=1.0, evidence=first, looked=ground.parts,
                           why="Each service can start soon, or something helps while the family waits.")
        level: Level = "partly" if share >= 0.5 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=tuple(evidence[:4]),
                       looked=ground.parts, why=say.sentence(say.some(list(slow.values()), 2)))

    def _bridged(self, ground: Ground, objective: str, own: str, kind: str) -> bool:
        """Whether another step under the same objective helps at once: a service without a long wait, or a person
        of the family's own who acts within the days."""
        services = {s.id: s for s in ground.case.services}
        for step in ground.reading.under(objective):
            if step.id == own:
                continue
            soon = step.by is not None and (step.by - ground.plan_date).days <= self.days
            free = any(services[i].waiting_weeks * 7 <= self.days for i in step.services)
            if soon and (free or step.kinds & {"kin", "friend", "provider", "caregiver", "worker"}):
                return True
        return False


def add_months(day_: dt.date, months: int) -> dt.date:
    """A day so many calendar months later; the month's last day where it would be too short."""
    month = day_.month - 1 + months
    year, month = day_.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(day_.day, calendar.monthrange(year, month)[1]))


def _name(anchor: str) -> str:
    return anchor.replace("_", " ").replace("-", " ")
