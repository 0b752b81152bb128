"""Whether a plan fits the lives of those who have to carry it out: hours, miles, custody, and how much at a time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from trainer.case.model import Limit, Person, Service
from trainer.language.lexicons import lexicons
from trainer.language.match import listed
from trainer.language.passage import read
from trainer.plan.reading import ReadStep
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.base import Check
from trainer.rubric.checks.linkage import step_piece
from trainer.rubric.ground import Ground
from trainer.rubric.model import Evidence, Outcome

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS = {"monday": "Mon", "tuesday": "Tue", "wednesday": "Wed", "thursday": "Thu", "friday": "Fri",
            "saturday": "Sat", "sunday": "Sun"}
PARTS_OF_DAY = {"mornings": 10 * 60, "afternoons": 15 * 60, "evenings": 19 * 60}     # when only these are said
INSIDE = ("fathering-letters", "reentry-help")     # kinds of service that reach into custody, beside prison-...
FREE = 60           # minutes of a service's day that must lie outside somebody's work
_TIME = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*(am|pm|a\.m\.|p\.m\.|o'clock)?", re.IGNORECASE)
_WORD_TIMES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
               "ten": 10, "eleven": 11, "twelve": 12, "noon": 12}


def minutes(hour: int, minute: int, half: str) -> int:
    """Minutes since midnight; without am or pm, one to six are taken for the afternoon."""
    half = half.lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    elif not half and 1 <= hour <= 6:
        hour += 12
    return hour * 60 + minute


def opening(service: Service) -> tuple[int, int] | None:
    """A service's hours as minutes since midnight, from its first time to its last; None when they aren't told."""
    times = []
    for m in _TIME.finditer(service.hours):
        hour, minute = int(m.group(1)), int(m.group(2) or 0)
        if hour <= 24 and minute < 60:
            times.append((hour, minute, m.group(3) or ""))
    if len(times) < 2:
        return None
    first, last = times[0], times[-1]
    half = first[2] or ("" if first[0] > last[0] else last[2] if last[0] != 12 and first[0] < last[0] else "")
    begin, end = minutes(first[0], first[1], half), minutes(last[0], last[1], last[2] or "pm")
    return (begin, end) if begin < end else (minutes(first[0], first[1], "am"), end)


def told_times(text: str) -> list[int]:
    """Times of day that a text names after \"at\", \"from\", \"by\", \"before\" or with am or pm, in minutes."""
    result = []
    for m in _TIME.finditer(text):
        before = text[max(0, m.start() - 8):m.start()].lower().split()
        hour, minute = int(m.group(1)), int(m.group(2) or 0)
        if 0 < hour <= 12 and minute < 60 and (m.group(3) or m.group(2) or (before and before[-1] in ("at", "from"))):
            half = m.group(3) or _part_of_day(text)
            result.append(minutes(hour, minute, half))
    words = read(text).words
    if not result:
        result = [at for part, at in PARTS_OF_DAY.items() if part in {w.lower for w in words}]
    for at, word in enumerate(words[:-1]):
        if word.lower == "at" and words[at + 1].lower in _WORD_TIMES:
            hour = _WORD_TIMES[words[at + 1].lower]
            result.append(minutes(hour, 0, "pm" if hour == 12 else _part_of_day(text)))
    return result


def _part_of_day(text: str) -> str:
    lower = text.lower()
    if "in the morning" in lower or "mornings" in lower:
        return "am"
    return "pm" if "afternoon" in lower or "evening" in lower or "at night" in lower else ""


def told_days(text: str) -> set[str]:
    """Days of the week that a text names."""
    lower = [w.lower.rstrip("s") for w in read(text).words]
    found = {WEEKDAYS[w] for w in lower if w in WEEKDAYS}
    if "weekday" in lower:
        found |= set(WEEK[:5])
    if "weekend" in lower:
        found |= set(WEEK[5:])
    return found


class Achievable(Check):
    """No step collides with the life of the person who has to take it: hours of work or school against a service's
    days and hours, custody, no car and more than `miles` miles without a ride; and each service exists locally.
    Partly at one collision in five steps or fewer, missed at more."""

    kind: Literal["achievable"]
    miles: float = Field(5, gt=0)

    def look(self, ground: Ground) -> Outcome:
        steps = [s for s in ground.reading.steps if s.cells.column("action").strip()]
        if not steps:
            return Outcome(level="missed", why="There are no steps yet.", looked=ground.parts)
        faults: list[tuple[ReadStep, str]] = []
        for step in steps:
            fault = self._fault(ground, step)
            if fault:
                faults.append((step, fault))
        if not faults:
            first = tuple(e for s in steps[:3] for e in ground.whole(step_piece(s), "action"))
            return Outcome(level="met", share=1.0, evidence=first, looked=ground.parts,
                           why="No step collides with the work, the way or the week of the person who takes it.")
        share = 1 - len(faults) / len(steps)
        evidence: tuple[Evidence, ...] = tuple(e for s, _ in faults[:4] for e in ground.whole(step_piece(s), "action"))
        level: Level = "partly" if share >= 0.8 - 1e-9 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=evidence, looked=ground.parts,
                       why=say.sentence(say.some([f for _, f in faults], 2)))

    def _fault(self, ground: Ground, step: ReadStep) -> str:
        services = [s for s in ground.case.services if s.id in step.services]
        if step.unknown_service and not step.kinds_of_service:
            return f"the record knows no service called \"{say.short(step.unknown_service, 6)}\" nearby"
        local = {s.kind for s in ground.case.services}
        cell = step.cells.column("service").strip()
        if cell and not services and step.kinds_of_service and not step.kinds_of_service & local:
            return f"the record knows no \"{say.short(cell, 6)}\" nearby"
        for id in step.actors:
            person = ground.case.person(id)
            for limit in person.limits:
                fault = self._collides(ground, step, person, limit, services)
                if fault:
                    return fault
        return ""

    def _collides(self, ground: Ground, step: ReadStep, person: Person, limit: Limit,
                  services: Sequence[Service]) -> str:
        name, text = ground.name(person.id), step.cells.column("action")
        passage = read(text)
        if limit.kind == "in_custody":
            away = listed(passage, lexicons().from_afar)
            inside = any(s.kind.startswith("prison") or s.kind in INSIDE for s in services)
            if services and not inside and not away:
                return f"{name} is in custody and can't come to {services[0].name}"
            return ""
        if limit.kind == "no_car":
            far = next((s for s in services if s.miles > self.miles), None)
            if far is not None and not self._ride(ground, step):
                return f"{far.name} is {far.miles:g} miles away, {name} has no car, and no step says who drives"
            return ""
        if limit.kind in ("work_hours", "school_hours") and limit.begins and limit.ends:
            return self._at_work(name, limit, step, services)
        return ""

    def _at_work(self, name: str, limit: Limit, step: ReadStep, services: Sequence[Service]) -> str:
        text = step.cells.column("action")
        begin, end = _clock(limit.begins), _clock(limit.ends)
        if begin is None or end is None:
            return ""
        what = "at school" if limit.kind == "school_hours" else "at work"
        night = end <= begin
        days, times = told_days(text), told_times(text)
        if days and times and days <= set(limit.days or WEEK):
            at = times[0]
            inside = (at >= begin or at < end) if night else begin <= at < end
            if inside:
                return f"{name} is {what} then ({limit.says.rstrip('.')})"
            return ""
        for service in services:
            open_ = opening(service)
            if open_ is None or not service.days or times:
                continue
            free = [d for d in service.days if d not in (limit.days or WEEK)
                    or _free(open_, begin, end) >= FREE or night]
            if not free:
                return f"{service.name} is open only while {name} is {what} ({limit.says.rstrip('.')})"
        return ""

    def _ride(self, ground: Ground, step: ReadStep) -> bool:
        """Whether the step, or another under the same objective, says how one gets there."""
        near = [step, *ground.reading.under(step.objective)]
        return any(listed(read(s.cells.text), lexicons().rides) or listed(read(s.cells.text), lexicons().from_afar)
                   for s in near)


def _free(open_: tuple[int, int], begin: int, end: int) -> int:
    """The longest stretch in minutes that a service is open outside of somebody's work."""
    return max(min(open_[1], begin) - open_[0], open_[1] - max(open_[0], end), 0)


def _clock(text: str) -> int | None:
    m = re.fullmatch(r"(\d{1,2}):(\d\d)", text.strip())
    return int(m.group(1)) * 60 + int(m.group(2)) if m else None


class Load(Check):
    """No person of the family carries more than `per_week` weekly duties at a time, nor more than `steps` steps in all.
    Partly when one or two too many."""

    kind: Literal["load"]
    per_week: int = Field(6, ge=1)
    steps: int = Field(12, ge=1)

    def look(self, ground: Ground) -> Outcome:
        steps = [s for s in ground.reading.steps if s.cells.column("action").strip()]
        if not steps:
            return Outcome(level="missed", why="There are no steps yet.", looked=ground.parts)
        weekly: dict[str, list[ReadStep]] = defaultdict(list)
        every: dict[str, list[ReadStep]] = defaultdict(list)
        working = {p.id for p in ground.case.people
                   if p.role in ("caseworker", "supervisor", "provider", "doctor", "teacher")}
        for step in steps:
            for id in step.actors:
                if id in working:
                    continue
                every[id].append(step)
                weekly[id] += [step] * _times(step.cells.column("action"))
        over = {id: len(w) - self.per_week for id, w in weekly.items() if len(w) > self.per_week}
        over.update({id: max(over.get(id, 0), len(e) - self.steps) for id, e in every.items() if len(e) > self.steps})
        if not over:
            busiest = max(every, key=lambda i: (len(weekly[i]), len(every[i]), i), default="")
            shown = tuple(e for s in every.get(busiest, [])[:4] for e in ground.whole(step_piece(s), "action"))
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="Nobody has more to do in a week than fits beside the rest of life.")
        id = max(over, key=lambda i: (over[i], i))
        level: Level = "partly" if over[id] <= 2 else "missed"
        own = {s.id: s for s in weekly[id] or every[id]}
        shown = tuple(e for s in own.values() for e in ground.whole(step_piece(s), "action"))
        many = f"{len(weekly[id])} duties a week" if len(weekly[id]) > self.per_week else f"{len(every[id])} steps"
        return Outcome(level=level, share=0.5 if level == "partly" else 0.0, evidence=shown[:10], looked=ground.parts,
                       why=say.sentence(f"{ground.name(id)} has {many} here, beside work and visits"))


def _times(action: str) -> int:
    """How many times a week a step comes round: 0 when it doesn't; two for \"twice a week\"; a daily habit is one."""
    passage = read(action)
    if any(h.phrase in ("every other", "other", "monthly") for h in listed(passage, ("every other", "monthly"))):
        return 0
    if not listed(passage, lexicons().recurring):
        return 0
    lower = " ".join(w.lower for w in passage.words)
    number = re.search(r"\b(twice|two times|three times|2 times|3 times|four times) (?:a|per|each|every) week", lower)
    if number:
        return {"tw": 2, "2 ": 2, "th": 3, "3 ": 3, "fo": 4}[number.group(1)[:2]]
    days = {w.lower.rstrip("s") for w in passage.words} & WEEKDAYS.keys()
    return max(1, len(days)) if len(days) < 4 else 1     # most days of the week is a daily habit
