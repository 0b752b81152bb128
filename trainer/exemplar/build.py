"""A submission that a fine worker could have handed in, made from the case and the strands' model content.

It stands to the right of the scorer: no check can see it. Sentences come from what is true in the case, in
the plan's own order; objectives and steps from the strands' models, filled with this family's names and days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from trainer.case.clock import named
from trainer.case.compose import again
from trainer.case.draw import Draw
from trainer.case.fill import Filler
from trainer.case.library import Library
from trainer.case.model import Case, Fact, Person, Seen
from trainer.case.strand import Model, ModelObjective, ModelStep, Words
from trainer.case.weave import Woven
from trainer.exemplar.parts import PLAN_TEXTS, WORKSHEET_TEXTS, Holds
from trainer.plan.submission import Row

MOST_STEPS = 60         # beyond which a plan asks more of a family's week than it has


def exemplar(case: Case, library: Library, asks: tuple[str, ...]) -> dict[str, Any]:
    """The exemplary submission (the shape of submission.json) for what the track asks."""
    writer = _Writer(case, library)
    result: dict[str, Any] = {"case": case.id, "handed_in": case.today.isoformat(), "asked": list(asks)}
    if any(a == "plan" or a.startswith("plan.") for a in asks):
        result["plan"] = writer.plan()
    if "team" in asks:
        result["team"] = writer.team()
    if any(a == "worksheet" or a.startswith("worksheet.") for a in asks):
        result["worksheet"] = writer.worksheet()
    return result


@dataclass(frozen=True)
class _Writer:
    case: Case
    library: Library

    @cached_property
    def filler(self) -> Filler:
        return Filler.of(self.case)

    @cached_property
    def woven(self) -> Woven:
        return again(self.library, self.case)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        return self.woven.models

    @cached_property
    def focus_part(self) -> str:
        return self.woven.known_as["focus"]

    # -- the plan ---------------------------------------------------------------------------------

    def plan(self) -> dict[str, Any]:
        plan: dict[str, Any] = {part: self.text(part, holds) for part, holds in PLAN_TEXTS.items()}
        plan = {part: text for part, text in plan.items() if text}
        plan |= self.assessment()
        plan |= self.goal()
        plan["objectives"], plan["steps"] = self.objectives()
        plan["review_on"] = (self.case.today + dt.timedelta(days=90)).isoformat()
        plan["developed_on"] = self.case.today.isoformat()
        plan["language"] = plan.get("language") or self.language()
        return plan

    def text(self, part: str, holds: Holds) -> str:
        facts = [f for topic in holds.topics for f in self.case.current(topic)]
        if holds.about == "focus":
            facts = [f for f in facts if self.case.focus in f.about]
        said = [self.sentence(f) for f in _once(facts)]
        return " ".join([*said, *self.extra(part)])

    def sentence(self, fact: Fact) -> str:
        if fact.quote and fact.quote not in fact.says and fact.speaker:
            return f'{fact.says.rstrip(".")}: "{fact.quote.strip()}"'
        return fact.says

    def extra(self, part: str) -> Iterator[str]:
        for model in self.models:
            for words in model.texts.get(part, ()):
                yield self.words(words, part)
            for child, texts in model.texts_for.items():
                if self.focus_part in self.woven.parts((child,)):
                    yield from (self.words(words, part) for words in texts.get(part, ()))

    def words(self, words: Words, purpose: str) -> str:
        return self.filler.fill(Draw(f"{self.case.id}/exemplar").words(purpose, words))

    def assessment(self) -> dict[str, list[Row]]:
        case = self.case
        threats = [
            {
                "id": f"threat-{t.id}",
                "what": t.says,
                "who": self.names(t.by),
                "whom": self.names(t.to),
                "since": " ".join(x for x in (f"Since {_day(t.since)}.", t.frequency) if x),
                "where_found": self.found(t.facts),
            }
            for t in case.threats
        ]
        risks = [
            {"id": f"risk-{r.id}", "what": r.says, "who": self.names(r.about[:1]), "where_found": self.found(r.facts)}
            for r in case.risks
        ]
        needs = [
            {
                "id": f"need-{n.id}",
                "what": n.says,
                "who": self.names(n.about),
                "priority": "comes first" if n.priority else "also matters",
                "where_found": self.found(n.facts),
            }
            for n in case.needs
        ]
        strengths = [
            {"id": f"strength-{s.id}", "what": s.says, "who": self.names(s.about), "where_found": self.found(s.facts)}
            for s in case.strengths
        ]
        return {"threats": threats, "risks": risks, "needs": needs, "family_strengths": strengths}

    def goal(self) -> dict[str, str]:
        goals = [g for g in self.case.court.goals if g.child == self.case.focus and g.ended is None]
        result: dict[str, str] = {}
        for g in goals:
            word = "another planned arrangement" if g.goal == "appla" else g.goal
            result["concurrent_goal" if g.concurrent else "permanency_goal"] = word
            if g.concurrent and g.established:
                result["concurrent_on"] = g.established.isoformat()
        result.setdefault("permanency_goal", "reunification")
        if self.case.focus in self.case.court.poor_prognosis and "concurrent_on" not in result:
            result.setdefault("concurrent_goal", "guardianship")
            result["concurrent_on"] = self.case.today.isoformat()
        return result

    def objectives(self) -> tuple[list[Row], list[Row]]:
        objectives: list[Row] = []
        steps: list[Row] = []
        threats, risks = {t.id for t in self.case.threats}, {r.id for r in self.case.risks}
        chosen = self.chosen(threats, risks)
        needs = {n.id: n for n in self.case.needs}
        own = [o for o in chosen if o.answers in needs and self.case.focus in needs[o.answers].about] or chosen
        besides = [s for m in self.models for s in m.besides if self.fits(s)]
        for number, o in enumerate(chosen, 1):
            id = f"o{number}"
            kind = "threat" if o.answers in threats else "risk" if o.answers in risks else "need"
            objectives.append(
                {
                    "id": id,
                    "answers": f"{kind}-{o.answers}",
                    "change": self.words(o.says, f"{id}/says"),
                    "measure": self.words(o.measure, f"{id}/measure"),
                    "benchmark": self.benchmark(o),
                    "by": self.day(o.by),
                }
            )
            mine = [*self.steps_of(o), *(besides if o is own[-1] else ())]
            steps += [self.step(s, id, f"s{len(steps) + n}") for n, s in enumerate(mine, 1)]
        return objectives, steps

    def chosen(self, threats: set[str], risks: set[str]) -> list[ModelObjective]:
        """The objectives of this plan: every threat's, then those of needs that come first and of what the focus
        child feels, then the child's other ones, then the rest; as many as a family can carry (``MOST_STEPS``)."""
        needs = {n.id: n for n in self.case.needs}
        fitting = [o for m in self.models for o in m.objectives
                   if self.fits(o) and (o.answers in threats | risks or o.answers in needs)]

        def weight(o: ModelObjective) -> int:
            if o.answers in threats:
                return 0
            need = needs.get(o.answers)
            mine = need is not None and self.case.focus in need.about
            if need and (need.priority or (mine and need.area == "emotional")):
                return 1        # what came of it for the child is asked of every plan
            return 2 if mine else 3

        chosen: list[ModelObjective] = []
        room = MOST_STEPS - sum(self.fits(s) for m in self.models for s in m.besides)
        for o in sorted(fitting, key=weight):
            count = len(self.steps_of(o))
            if weight(o) == 0 or count <= room:
                chosen.append(o)
                room -= count
        return sorted(chosen, key=lambda o: 0 if o.answers in threats else 2 if o.answers in risks else 1)

    def steps_of(self, o: ModelObjective) -> list[ModelStep]:
        """An objective's steps in this case, with those that other pieces add."""
        more = [s for m in self.models for s in m.steps.get(o.id, ())] if o.id else []
        found = [s for s in (*o.steps, *more) if self.fits(s)]
        for step in (s for m in self.models for s in m.each if self.fits(s)):
            if self.woven.part(step.actor) not in {self.woven.part(s.actor) for s in found}:
                found.append(step)
        return found

    def benchmark(self, o: ModelObjective) -> str:
        middle = self.case.today + (named(o.by, self.case.dates) - self.case.today) // 2
        sign = self.words(o.benchmark, f"{o.answers}/benchmark")
        return f"By {_day(middle)}: {sign}" if sign else ""

    def step(self, s: ModelStep, objective: str, id: str) -> Row:
        service = next((x.name for x in self.case.services if x.id == s.service), "")
        row = {
            "id": id,
            "objective": objective,
            "actor": self.filler.person(s.actor).name,
            "action": self.words(s.says, id),
            "by": self.day(s.by),
        }
        return row | ({"service": service} if service else {})

    def fits(self, item: ModelObjective | ModelStep) -> bool:
        """Whether something belongs into the focus child's plan, and into this case at all."""
        mine = not item.for_focus or self.focus_part in self.woven.parts(item.for_focus)
        return mine and self.woven.holds(item)

    def day(self, text: str) -> str:
        return named(text, self.case.dates).isoformat() if text else ""

    def names(self, ids: Iterable[str]) -> str:
        return " and ".join(self.case.person(i).name for i in ids)

    def found(self, facts: tuple[str, ...]) -> str:
        for id in facts:
            fact = self.case.fact(id)
            if fact.seen_in:
                return self.paper(fact.seen_in[0])
            if fact.told_by:
                return f"{self.case.person(fact.told_by[0]).name} told me"
        return ""

    def paper(self, seen: Seen) -> str:
        paper = self.case.document(seen.document)
        return f"{paper.title}, {_day(paper.date)}, page {seen.page}"

    def language(self) -> str:
        mother = next((p for p in self.case.parents(self.case.focus)), self.case.child)
        return f"{mother.language}; I asked {mother.name} at the first visit which language {_they(mother)} read best."

    # -- who took part ----------------------------------------------------------------------------

    def team(self) -> list[Row]:
        rows = []
        for number, person in enumerate(self.party(), 1):
            away = any(limit.kind == "in_custody" for limit in person.limits)
            rows.append(
                {
                    "id": f"p{number}",
                    "person": person.name,
                    "how": self.how(person, away),
                    "on": min(self.met_on(), self.case.today).isoformat(),
                    "added": self.added(person),
                    "agrees": "agree",
                }
            )
        return rows

    def party(self) -> list[Person]:
        case = self.case
        people = [case.child, *case.parents(case.focus)]
        homes = {p.caregiver for p in case.placements if p.child == case.focus and p.until is None}
        people += [case.person(id) for id in sorted(homes)]
        people += [p for p in case.people if p.role in ("relative", "provider", "teacher", "caregiver") and p.wants]
        return _once(people)

    def how(self, person: Person, away: bool) -> str:
        if person.role == "child":
            return "at a visit"
        met = next((e for e in self.case.events if e.id == "team_meeting"), None)
        there = not away and (met is None or not met.people or person.id in met.people)
        return "at the team meeting" if there else "by phone or video"

    def met_on(self) -> dt.date:
        for name in ("team_meeting", "team-meeting", "assignment"):
            if name in self.case.dates:
                return self.case.dates[name]
        return self.case.today

    def added(self, person: Person) -> str:
        topics = ("child.view",) if person.role == "child" else ("parent.view", "child.view")
        said = [self.sentence(f) for f in self.case.current(*topics) if person.id in (f.speaker, *f.about[:1])]
        wants = [f"{person.given} wants {w.rstrip('.')}." for w in person.wants]
        heard = self.extra("team_child") if person.id == self.case.focus else ()
        whole = " ".join(_once([*said[:3], *wants[:3], *heard]))
        return whole or f"{person.given} read the draft and had nothing to change."

    # -- the worksheet ----------------------------------------------------------------------------

    def worksheet(self) -> dict[str, Any]:
        sheet: dict[str, Any] = {part: self.text(part, holds) for part, holds in WORKSHEET_TEXTS.items()}
        assessed = self.assessment()
        keep = ("id", "what", "who", "where_found")
        sheet["safety_issues"] = [{k: r[k] for k in keep} for r in assessed["threats"]]
        sheet["risk_issues"] = [{k: r[k] for k in keep if k != "who"} for r in assessed["risks"]]
        review = self.case.review
        if review is not None:
            seats = [s for s in review.seats if s.by != "absent"]
            sheet["q2_present"] = [
                {
                    "id": f"p{i}",
                    "person": self.case.person(s.person).name,
                    "role": s.role + (", by phone" if s.by == "by phone" else ""),
                }
                for i, s in enumerate(seats, 1)
            ]
            parties = [s for s in review.seats if s.agrees is not None]
            sheet["q5_agreement"] = [
                {
                    "id": f"a{i}",
                    "person": self.case.person(s.person).name,
                    "agrees": "yes" if s.agrees else "no",
                    "why": s.about,
                }
                for i, s in enumerate(parties, 1)
            ]
        goals = [g for g in self.case.court.goals if g.child == self.case.focus and g.established]
        sheet["q6_timely"] = [
            {
                "id": f"g{i}",
                "goal": g.goal,
                "set_on": str(g.established),
                "timely": "yes" if g.due is None or (g.established and g.established <= g.due) else "no",
                "why": f"Set on {_day(g.established)}" + (f"; it was due by {_day(g.due)}." if g.due else "."),
            }
            for i, g in enumerate(goals, 1)
            if g.established
        ]
        read = min(self.case.today, review.date if review else self.case.today) - dt.timedelta(days=3)
        sheet["chapter_read_on"] = read.isoformat()
        return {part: value for part, value in sheet.items() if value}


def _once(items: Iterable[Any]) -> list[Any]:
    result: list[Any] = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _day(date: dt.date | None) -> str:
    return f"{date:%B} {date.day}, {date.year}" if date else ""


def _they(person: Person) -> str:
    return "she" if person.sex == "female" else "he"
