"""How it is put together: what stands first, where it leads, how a child is described."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from trainer.language.lexicons import lexicons
from trainer.language.match import listed
from trainer.language.passage import read
from trainer.language.spans import Span
from trainer.plan.reading import MEANT, PLAIN, ReadObjective
from trainer.plan.submission import Level
from trainer.rubric.checks import say
from trainer.rubric.checks.assessment import true_items
from trainer.rubric.checks.base import Check
from trainer.rubric.checks.facts import PASTED_WHY, wanted
from trainer.rubric.checks.linkage import answers, objective_piece, step_piece
from trainer.rubric.checks.presence import CHOSEN, GOAL_WORDS, fill, named
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome
from trainer.rubric.truth import goal_now


def answers_threat(objective: ReadObjective) -> bool:
    """Whether an objective works on a safety threat, by the row it points to or by its own words."""
    if objective.row is not None:
        return objective.row.table == "threats"
    return any(m.truth.sort == "threat" and m.confidence >= PLAIN for m in objective.own)


class Ranked(Check):
    """Objectives that answer safety threats stand before all others: the order of rows is the order of priority."""

    kind: Literal["ranked"]

    def look(self, ground: Ground) -> Outcome:
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        if not objectives:
            return Outcome(level="missed", why="There are no objectives yet.", looked=ground.parts)
        safety = [answers_threat(o) for o in objectives]
        shown = ground.whole(objective_piece(objectives[0]), "change")
        if not any(safety):
            return Outcome(level="missed", evidence=shown, looked=ground.parts,
                           why="No objective answers a safety threat, so nothing shows what comes first.")
        first = safety.index(True)
        last = len(safety) - 1 - safety[::-1].index(True)
        if all(safety[:last + 1]):
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="What answers a safety threat stands first.")
        name = say.short(objectives[safety.index(False)].cells.column("change"), 9)
        threat = say.short(objectives[last].cells.column("change"), 9)
        level: Level = "partly" if first == 0 else "missed"
        return Outcome(level=level, share=0.5 if first == 0 else 0.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(f"\"{name}\" stands before \"{threat}\", which answers a safety threat"))


class Description(Check):
    """The text describes the child as a person, with at least `count` facts of who they are (`child.description`,
    `child.strength`, friends, interests), which are neither diagnosis nor allegation."""

    kind: Literal["description"]
    count: int = Field(3, ge=1)

    def look(self, ground: Ground) -> Outcome:
        topics = ("child.description", "child.strength", "child.social_support", "child.culture")
        facts = wanted(ground, topics, "focus")
        if not facts:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why="The record of this case doesn't describe the child.")
        child = ground.name(ground.case.focus)
        if ground.blank:
            return Outcome(level="missed", looked=ground.parts, missed_facts=ground.missed(facts),
                           why=f"Nothing is written about {child} yet.")
        needed = min(self.count, len(facts))
        heard = [(f, *ground.cover(f)) for f in facts]
        told = [(f, c, p) for f, c, p in heard if c.label == "covered"]
        half = [(f, c, p) for f, c, p in heard if c.label == "partial"]
        open_ = [(f, c, p) for f, c, p in heard if c.label == "unsure"]
        evidence: tuple[Evidence, ...] = tuple(dict.fromkeys(
            e for _, c, p in (*told, *half) if p is not None for e in ground.sentences(p, c.found.values())))
        low = min(1.0, (len(told) + 0.5 * len(half)) / needed)
        high = min(1.0, low + len(open_) / needed)
        lacking = [f for f, c, _ in heard if c.label in ("absent", "partial", "contradicted")]
        level, top = _described(low), _described(high)
        if level in ("met", "partly") and ground.pasted:
            return Outcome(level="unsure", share=low, evidence=evidence[:3], looked=ground.parts, why=PASTED_WHY)
        if level != top:
            return Outcome(level="unsure", share=low, evidence=evidence, looked=ground.parts,
                           missed_facts=ground.missed(lacking),
                           why=say.sentence(f"{child} may be described here in other words; a person has to look"))
        if level == "met":
            why = f"One gets to know {child}: {say.some([f.says for f, _, _ in told], 3)}"
        elif told or half:
            why = f"Something of {child} is here. The record also shows: {say.some([f.says for f in lacking], 2)}"
        else:
            why = f"One doesn't get to know {child} yet. The record shows: {say.some([f.says for f in lacking], 3)}"
        return Outcome(level=level, share=1.0 if level == "met" else low if level == "partly" else 0.0,
                       evidence=evidence, missed_facts=() if level == "met" else ground.missed(lacking),
                       looked=ground.parts, why=say.sentence(why))


def _described(share: float) -> Level:
    return "met" if share >= 1 - 1e-9 else "partly" if share >= 0.3 else "missed"


class SupportsGoal(Check):
    """The child's own objectives lead to the permanency goal: a goal is chosen, at least one objective is about the
    child, and none works toward another goal than the case's goal or concurrent goal."""

    kind: Literal["supports_goal"]

    def look(self, ground: Ground) -> Outcome:
        goal, second = goal_now(ground.case), goal_now(ground.case, concurrent=True)
        if goal is None:
            return Outcome(level="not_applicable", why="The record sets no goal for this child.", looked=ground.parts)
        child = ground.name(ground.case.focus)
        own = [o for o in ground.reading.objectives if o.cells.text.strip() and self._about_child(ground, o)]
        if not own:
            return Outcome(level="missed", why=f"No objective is about {child} yet.", looked=ground.parts)
        fine = {goal.goal, second.goal if second else ""} | ({"guardianship"} if second else set())
        for objective in own:
            other = {g: s for g, s in named(objective.cells.text, GOAL_WORDS).items() if g not in fine}
            if other:
                piece = objective_piece(objective)
                return Outcome(level="missed", looked=ground.parts,
                               evidence=ground.sentences(piece, [s for ss in other.values() for s in ss]),
                               why=say.sentence(f"This leads to {say.names(sorted(other))}; the goal for {child} is "
                                                f"{goal.goal}" + (f", with {second.goal} beside it" if second else "")))
        shown = tuple(e for o in own[:3] for e in ground.whole(objective_piece(o), "change"))
        chosen = ground.submission.text("plan.permanency_goal")
        if CHOSEN.get(chosen, chosen) != goal.goal:
            return Outcome(level="partly", share=0.5, evidence=shown, looked=ground.parts,
                           why=say.sentence(f"Objectives for {child} are here; the plan doesn't name the goal they "
                                            f"should lead to, {goal.goal}"))
        return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(f"What {child} works on fits the goal of {goal.goal}"))

    def _about_child(self, ground: Ground, objective: ReadObjective) -> bool:
        focus = ground.case.focus
        if objective.row is not None and focus in objective.row.who and len(objective.row.who) == 1:
            return True
        return ground.first_named(objective.cells.column("change")) == focus


class Serves(Check):
    """The plan serves `safety` (an objective for a safety threat stands first), `permanency` (the goal is named, and a
    step says what agency or court does toward it) or `well-being` (health, school and feelings each have a state and,
    where there is a need, an answer)."""

    kind: Literal["serves"]
    of: Literal["safety", "permanency", "well-being"]

    def look(self, ground: Ground) -> Outcome:
        return {"safety": self._safety, "permanency": self._permanency, "well-being": self._well_being}[self.of](ground)

    def _safety(self, ground: Ground) -> Outcome:
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        safe = [o for o in objectives if answers_threat(o)]
        if not safe:
            why = "No objective answers a safety threat yet." if objectives else "There are no objectives yet."
            return Outcome(level="missed", looked=ground.parts, why=why)
        shown = ground.whole(objective_piece(safe[0]), "change")
        if safe[0] is objectives[0]:
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="The first objective answers a safety threat.")
        return Outcome(level="partly", share=0.5, evidence=shown, looked=ground.parts,
                       why="An objective answers a safety threat, but it doesn't stand first.")

    def _permanency(self, ground: Ground) -> Outcome:
        goal = goal_now(ground.case)
        text = ground.submission.text("plan.permanency_goal")
        fine = bool(text.strip()) and (goal is None or CHOSEN.get(text, text) == goal.goal)
        toward = [s for s in ground.reading.steps if s.kinds & {"worker", "court"} and _leads_home(s.cells.text)]
        evidence = ground.shown(Piece("plan.permanency_goal", text), [Span(0, len(text), text)]) if text.strip() else ()
        evidence += tuple(e for s in toward[:2] for e in ground.whole(step_piece(s), "action"))
        if fine and toward:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why="The goal is named, and a step says what is done toward it.")
        name = f"The goal in the record is {goal.goal}" if goal else "No goal is named"
        if fine:
            return Outcome(level="partly", share=0.5, evidence=evidence, looked=ground.parts,
                           why="The goal is named. No step says yet what the agency or the court does toward it.")
        return Outcome(level="partly" if toward else "missed", share=0.5 if toward else 0.0, evidence=evidence,
                       looked=ground.parts, why=say.sentence(f"The plan doesn't name the goal yet. {name}"))

    def _well_being(self, ground: Ground) -> Outcome:
        parts = ("plan.health", "plan.education", "plan.emotional")
        fills = {p: fill(ground, p, 5) for p in parts}
        empty = [f.why for f in fills.values() if f.share < 1]
        needs = {n.id: n for n in ground.case.needs}
        truths = [t for t in true_items(ground, "needs", "focus")
                  if needs[t.id].area in ("health", "education", "emotional", "mental_health")]
        objectives, steps = ground.reading.objectives, ground.reading.steps
        open_ = [t for t in truths
                 if not any(answers(ground, o, t) >= MEANT for o in objectives)
                 and not any(m.truth.key == t.key for s in steps for m in s.means)
                 and not any(s.kinds_of_service & set(needs[t.id].fits) for s in steps)]
        total = len(parts) + len(truths)
        share = (sum(f.share for f in fills.values()) + len(truths) - len(open_)) / total
        evidence = tuple(e for f in fills.values() for e in f.evidence)
        if not empty and not open_:
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why="Health, school and feelings are described, and each need has an answer.")
        lacking = [*empty, *(f"nothing is done yet about this: {t.says.rstrip('.')}" for t in open_)]
        level: Level = "partly" if share >= 0.4 else "missed"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=evidence, looked=ground.parts,
                       why=say.sentence(say.some(lacking, 3)))


def _leads_home(text: str) -> bool:
    return bool(listed(read(text), lexicons().permanency))
