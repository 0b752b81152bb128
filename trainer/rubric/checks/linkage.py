"""Does one thing answer another: threat to objective, need to service, step to scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from trainer.case.model import Area, Need
from trainer.language.names import resolve
from trainer.language.statements import read_statement
from trainer.plan.reading import MEANT, ReadObjective, ReadRow, ReadStep
from trainer.plan.submission import Level
from trainer.plan.truths import Truth
from trainer.rubric.checks import say
from trainer.rubric.checks.assessment import DOUBT, WORD, in_record, pages, true_items
from trainer.rubric.checks.base import Check, Who
from trainer.rubric.ground import Ground, Piece
from trainer.rubric.model import Evidence, Outcome

HELD = ("threat", "risk", "need", "capacity")      # sorts of true item that a plan may work on


def objective_piece(objective: ReadObjective) -> Piece:
    """An objective's texts as a piece."""
    return Piece("plan.objectives", objective.cells.text, objective.cells)


def step_piece(step: ReadStep) -> Piece:
    """A step's texts as a piece."""
    return Piece("plan.steps", step.cells.text, step.cells)


def answers(ground: Ground, objective: ReadObjective, truth: Truth) -> float:
    """How surely (0 to 1) an objective answers a true item: by its row, its own words, or a need and its threat."""
    sure = max((m.confidence for m in objective.means if m.truth.key == truth.key), default=0.0)
    needs = {n.id: n for n in ground.case.needs}
    for means in objective.means:
        if means.truth.sort == "need" and truth.id in _behind(needs[means.truth.id], truth):
            sure = max(sure, min(means.confidence, 0.7))
        held = means.truth.sort in ("threat", "risk")
        if truth.sort == "need" and held and means.truth.id in _first(needs[truth.id]):
            sure = max(sure, min(means.confidence, 0.7))
    return sure


def _behind(need: Need, truth: Truth) -> tuple[str, ...]:
    return need.threats if truth.sort == "threat" else need.risks if truth.sort == "risk" else ()


def _first(need: Need) -> tuple[str, ...]:
    return need.threats[:1] or need.risks[:1]


@dataclass(frozen=True)
class _Item:
    """Something to be answered: how it is named, the facts behind it, and the objectives and steps that answer it."""

    name: str
    truth: Truth | None
    objectives: tuple[ReadObjective, ...]
    steps: tuple[ReadStep, ...]
    doubtful: bool = False
    need: Need | None = None


class Linked(Check):
    """Each true item `of` a sort (about `about`, in `areas`) is answered: by an objective whose \"answers\" row means
    it or whose own words carry it (`to: objectives`), a step under such an objective or that carries it (`steps`), or
    a step that names a service (`services`; with `fitting: true` one of the kinds that serve the need). Met at
    `share`, partly at half; what has no answer is named. `trauma` means the focus child's needs after the harm;
    `assessed` the plan's own threats and needs marked as coming first, `assessed_needs` all its own needs. An
    objective that only names attendance counts half for threats, risks and priority needs. Critical where a threat
    has no objective."""

    kind: Literal["linked"]
    of: Literal["threats", "risks", "needs", "priority_needs", "trauma", "assessed", "assessed_needs"]
    to: Literal["objectives", "steps", "services"] = "objectives"
    about: Who = "anyone"
    areas: tuple[Area, ...] = ()
    fitting: bool = False
    share: float = Field(1.0, gt=0, le=1)

    def look(self, ground: Ground) -> Outcome:
        items = self._items(ground)
        word = {"assessed": "finding", "assessed_needs": "need", "trauma": "need"}.get(self.of) or WORD[self.of]
        if not items:
            if self.of in ("assessed", "assessed_needs"):
                return Outcome(level="missed", looked=ground.parts,
                               why="The assessment has no rows yet that the plan could answer.")
            return Outcome(level="not_applicable", looked=ground.parts,
                           why=f"The record of this case shows no {word} of this kind.")
        shown: list[Evidence] = []
        answered, doubtful, lacking, unfit = [], [], [], []
        for item in items:
            evidence, misfit = self._answer(ground, item)
            if evidence:
                answered.append(item)
                shown += evidence
            elif misfit:
                unfit.append((item, misfit))
            elif item.doubtful:
                doubtful.append(item)
            else:
                lacking.append(item)
        weak = [i for i in answered if self._only_attendance(i)]
        got = len(answered) - 0.5 * len(weak)
        low, high = got / len(items), (got + len(doubtful)) / len(items)
        level, top = self._level(low), self._level(high)
        for _, misfit in unfit:
            shown += [e for s in misfit for e in ground.whole(step_piece(s), "service") or ground.whole(step_piece(s))]
        missing = [*(i for i, _ in unfit), *doubtful, *lacking]
        missed = pages(ground, [i.truth for i in missing if i.truth is not None])
        critical = self.of == "threats" and self.to == "objectives" and bool(lacking)
        whole = tuple(dict.fromkeys(shown))
        if level != top:
            return Outcome(level="unsure", share=low, evidence=whole, missed_facts=missed, looked=ground.parts,
                           why=say.sentence(f"It may be answered in other words; a person has to look: "
                                            f"{say.some([i.name for i in doubtful], 2)}"))
        why = self._why(ground, word, answered, missing, unfit)
        if weak:
            name = say.short(weak[0].objectives[0].cells.first, 10)
            first = f"{why} " if missing else ""
            why = say.sentence(f"{first}\"{name}\" tells what is attended, not what would show that this is dealt "
                               f"with: {weak[0].name}")
        return Outcome(level=level, share=1.0 if level == "met" else low if level == "partly" else 0.0, why=why,
                       evidence=whole, missed_facts=() if level == "met" else missed, looked=ground.parts,
                       critical=critical)

    def _level(self, share: float) -> Level:
        if share >= self.share - 1e-9:
            return "met"
        return "partly" if share >= self.share / 2 - 1e-9 else "missed"

    def _only_attendance(self, item: _Item) -> bool:
        """Whether all objectives that answer an item name attendance, or a wish, and no change: they count half."""
        if self.to != "objectives" or self.of not in ("threats", "risks", "priority_needs"):
            return False
        kinds = [read_statement(o.cells.column("change"), "objective").kind for o in item.objectives]
        return bool(kinds) and all(k in ("service_compliance", "vague") for k in kinds)

    def _items(self, ground: Ground) -> list[_Item]:
        if self.of in ("assessed", "assessed_needs"):
            return [self._own(ground, row) for row in self._own_rows(ground)]
        return [self._true(ground, truth) for truth in self._truths(ground)]

    def _truths(self, ground: Ground) -> list[Truth]:
        needs = {n.id: n for n in ground.case.needs}
        if self.of == "trauma":
            found = [t for t in true_items(ground, "needs", "focus")
                     if needs[t.id].area in ("emotional", "mental_health", "treatment")]
            if found:
                return found
            return [Truth("need", f.id, f.says, f.about, {"what": f.elements.get("what", ())}, {}, (f.id,))
                    for f in ground.case.current("child.trauma.need", about=ground.case.focus)]
        truths = [t for t in true_items(ground, self.of, self.about) if self._can_change(ground, t)]
        if self.areas:
            truths = [t for t in truths if t.sort != "need" or needs[t.id].area in self.areas]
        return truths

    def _can_change(self, ground: Ground, truth: Truth) -> bool:
        """A risk that lies in the past, or is another child's alone, asks no objective of this child's plan."""
        if truth.sort != "risk":
            return True
        children = {c.id for c in ground.case.children}
        of_another = bool(children & set(truth.about)) and ground.case.focus not in truth.about
        return not of_another and not next((r.history for r in ground.case.risks if r.id == truth.id), False)

    def _own_rows(self, ground: Ground) -> list[ReadRow]:
        rows = ground.reading.rows
        needs = [r for r in rows.get("needs", ()) if r.cells.text.strip()]
        if self.of == "assessed_needs":
            return needs
        return [*(r for r in rows.get("threats", ()) if r.cells.text.strip()),
                *(r for r in needs if r.values.get("priority") == "comes first")]

    def _own(self, ground: Ground, row: ReadRow) -> _Item:
        """A row of the plan's own assessment, with what answers it."""
        reading = ground.reading
        truths = [m.truth for m in row.means if m.truth.sort in HELD]
        objectives = tuple(o for o in reading.objectives if (row.id and o.answers == row.id)
                           or any(answers(ground, o, t) >= MEANT for t in truths))
        keys = {m.truth.key for m in row.means}
        under = {s.id for o in objectives for s in reading.under(o.id)}
        needs = {f"need:{n.id}": n for n in ground.case.needs}
        need = next((needs[m.truth.key] for m in row.means if m.truth.key in needs), None)
        steps = tuple(s for s in reading.steps if s.id in under or keys & {m.truth.key for m in s.means}
                      or (need is not None and s.kinds_of_service & set(need.fits)))
        name = f"\"{say.short(row.cells.column('what') or row.cells.text, 10)}\""
        return _Item(name, None, objectives, steps, need=need)

    def _true(self, ground: Ground, truth: Truth) -> _Item:
        reading = ground.reading
        sure = {o.id: answers(ground, o, truth) for o in reading.objectives}
        objectives = tuple(o for o in reading.objectives if sure[o.id] >= MEANT)
        need = next((n for n in ground.case.needs if truth.sort == "need" and n.id == truth.id), None)
        under = {s.id for o in objectives for s in reading.under(o.id)}
        steps = tuple(s for s in reading.steps if s.id in under or any(m.truth.key == truth.key for m in s.means)
                      or (need is not None and bool(s.kinds_of_service & set(need.fits))))
        texts = [o.cells.text for o in reading.objectives]
        if self.to != "objectives":
            texts += [s.cells.text for s in reading.steps]
        doubtful = not objectives and any(ground.reader.weigh(truth, t).confidence >= DOUBT for t in texts if t.strip())
        return _Item(truth.says, truth, objectives, steps, doubtful, need)

    def _answer(self, ground: Ground, item: _Item) -> tuple[list[Evidence], tuple[ReadStep, ...]]:
        """What shows that an item is answered; and where a service is there but doesn't fit, the steps with it."""
        if self.to == "objectives":
            return [e for o in item.objectives[:2] for e in self._shown(ground, o, item)], ()
        if self.to == "steps":
            return [e for s in item.steps[:2] for e in ground.whole(step_piece(s), "action")], ()
        serving = [s for s in item.steps if s.kinds_of_service or s.unknown_service]
        if self.fitting and item.need is not None:
            fits = [s for s in serving if s.kinds_of_service & set(item.need.fits)]
            rest = tuple(s for s in serving if s.kinds_of_service & set(item.need.mismatched) or s not in fits)
            return _with_service(ground, fits), () if fits else rest
        return _with_service(ground, serving), ()

    def _shown(self, ground: Ground, objective: ReadObjective, item: _Item) -> tuple[Evidence, ...]:
        found = next((m.found for m in objective.own if item.truth is not None and m.truth.key == item.truth.key), {})
        piece = objective_piece(objective)
        return ground.sentences(piece, found.values()) or ground.whole(piece, "change") or ground.whole(piece)

    def _why(self, ground: Ground, word: str, answered: Sequence[_Item], missing: Sequence[_Item],
             unfit: Sequence[tuple[_Item, tuple[ReadStep, ...]]]) -> str:
        to = {"objectives": "an objective", "steps": "a step", "services": "a service"}[self.to]
        if not missing:
            if len(answered) == 1:
                return say.sentence(f"This {word} has {to}: {answered[0].name.rstrip('.')}")
            return say.sentence(f"Each of the {len(answered)} {word}s has {to}")
        parts = []
        if unfit:
            item, steps = unfit[0]
            kind = steps[0].unknown_service or say.short(steps[0].cells.column("service"), 6) or "the service named"
            parts.append(f"{kind} doesn't fit this need: {item.name.rstrip('.')}")
        rest = [i.name for i in missing if all(i is not u for u, _ in unfit)]
        if rest:
            parts.append(f"no {to.partition(' ')[2]} answers this yet: {say.some(rest, 2)}")
        return say.sentence("; ".join(parts))


def _with_service(ground: Ground, steps: Sequence[ReadStep]) -> list[Evidence]:
    """What steps do, and the service they name, as evidence."""
    return [e for s in steps[:2] for column in ("action", "service") for e in ground.whole(step_piece(s), column)]


class RestsOnAssessment(Check):
    """Each of the `rows` rests on the plan's own assessment: an objective points to one of its rows, and works neither
    on what the record shows to be a strength nor on nothing in the case; a step with a service (`rows: services`)
    stands under such an objective. Met at `share` of the rows, partly at half."""

    kind: Literal["rests_on_assessment"]
    rows: Literal["objectives", "services"] = "objectives"
    share: float = Field(1.0, gt=0, le=1)

    def look(self, ground: Ground) -> Outcome:
        objectives = {o.id: o for o in ground.reading.objectives if o.cells.text.strip()}
        verdicts: list[tuple[str, tuple[Evidence, ...]]] = []
        if self.rows == "objectives":
            for o in objectives.values():
                piece = objective_piece(o)
                verdicts.append((self._fault(ground, o), ground.whole(piece, "change") or ground.whole(piece)))
            what = "objective"
        else:
            for step in ground.reading.steps:
                if not (step.kinds_of_service or step.unknown_service):
                    continue
                over = objectives.get(step.objective)
                fault = self._fault(ground, over) if over else "stands under no objective"
                if fault == "points to no row of the assessment":
                    fault = "stands under an objective that points to no row of the assessment"
                name = step.unknown_service or step.cells.column("service") or say.short(step.cells.text, 6)
                verdicts.append((fault and f"\"{say.short(name, 6)}\" {fault}",
                                 ground.whole(step_piece(step), "action") or ground.whole(step_piece(step))))
            what = "step with a service"
        if not verdicts:
            return Outcome(level="missed", why=f"There is no {what} here yet.", looked=ground.parts)
        good = sum(not fault for fault, _ in verdicts)
        share = good / len(verdicts)
        faults = [fault for fault, _ in verdicts if fault]
        evidence = tuple(e for fault, es in verdicts for e in es if bool(fault) == bool(faults))
        if share >= self.share - 1e-9:
            return Outcome(level="met", share=1.0, evidence=evidence[:6], looked=ground.parts,
                           why=say.sentence(f"Each {what} grows out of the assessment"))
        level: Level = "partly" if share >= self.share / 2 - 1e-9 else "missed"
        first = faults[0] if self.rows == "services" else f"an objective {faults[0]}"
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=evidence[:6],
                       looked=ground.parts, why=say.sentence(first))

    def _fault(self, ground: Ground, objective: ReadObjective | None) -> str:
        """What keeps an objective from resting on the assessment; empty when nothing does."""
        if objective is None or objective.row is None:
            return "points to no row of the assessment"
        meant = objective.means
        held = max((m.confidence for m in meant if m.truth.sort in HELD), default=0.0)
        strong = max((m for m in meant if m.truth.sort == "strength"), key=lambda m: m.confidence, default=None)
        if strong is not None and strong.confidence > held + 0.02:
            return f"works on what the record shows to be a strength: {strong.truth.says.rstrip('.')}"
        if not held and not in_record(ground, objective.row.cells.text):
            return "rests on a row behind which we found nothing in the record"
        return ""


class InScope(Check):
    """Each objective and each step answers a threat, risk or need of the case; a demand that answers nothing in the
    case is shown. Partly when two in five or fewer stand outside, missed when more do."""

    kind: Literal["in_scope"]

    def look(self, ground: Ground) -> Outcome:
        reading = ground.reading
        objectives = [o for o in reading.objectives if o.cells.text.strip()]
        steps = [s for s in reading.steps if s.cells.text.strip()]
        if not objectives and not steps:
            return Outcome(level="missed", why="There are no objectives or steps yet.", looked=ground.parts)
        within = {o.id for o in objectives if self._objective(o)}
        fitting = {k for n in ground.case.needs for k in n.fits}
        outside: list[Piece] = [objective_piece(o) for o in objectives if o.id not in within]
        for step in steps:
            answers_something = any(m.truth.sort in HELD for m in step.means)
            foreign = bool(step.kinds_of_service) and not step.kinds_of_service & fitting
            if (step.objective not in within and not answers_something) or (foreign and not answers_something):
                outside.append(step_piece(step))
        share = 1 - len(outside) / (len(objectives) + len(steps))
        if not outside:
            shown = tuple(e for o in objectives[:3] for e in ground.whole(objective_piece(o), "change"))
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="Each objective and step answers a threat, a risk or a need of this family.")
        level: Level = "partly" if share >= 0.6 else "missed"
        names = [f"\"{say.short(p.cells.column('change') or p.cells.column('action') or p.text, 10)}\""
                 for p in outside if p.cells]
        shown = tuple(e for p in outside[:4] for e in ground.whole(p, "change") or ground.whole(p, "action"))
        return Outcome(level=level, share=share if level == "partly" else 0.0, evidence=shown, looked=ground.parts,
                       why=say.sentence(f"No threat, risk or need in this record calls for {say.some(names, 2)}"))

    def _objective(self, objective: ReadObjective) -> bool:
        own = any(m.truth.sort in HELD for m in objective.own)
        row = objective.row is not None and any(m.truth.sort in (*HELD, "circumstance") for m in objective.row.means)
        return own or row


class StrengthsUsed(Check):
    """At least `count` strengths of the family, as the record shows them, come back in objectives or steps."""

    kind: Literal["strengths_used"]
    count: int = Field(1, ge=1)

    def look(self, ground: Ground) -> Outcome:
        truths = true_items(ground, "strengths")
        if not truths:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why="The record of this case names no strengths.")
        needed = min(self.count, len(truths))
        pieces = [objective_piece(o) for o in ground.reading.objectives if o.cells.text.strip()]
        pieces += [step_piece(s) for s in ground.reading.steps if s.cells.text.strip()]
        used: dict[str, tuple[Truth, tuple[Evidence, ...]]] = {}
        doubtful: list[Truth] = []
        for truth in truths:
            weighed = [(ground.reader.weigh(truth, p.text), p) for p in pieces]
            means, piece = max(weighed, key=lambda w: w[0].confidence, default=(None, None))
            if means is None or piece is None:
                continue
            if means.confidence >= MEANT + 0.1 and self._same_person(ground, truth, piece):
                used[truth.key] = (truth, ground.sentences(piece, means.found.values()))
            elif means.confidence >= MEANT:
                doubtful.append(truth)
        evidence = tuple(e for _, es in used.values() for e in es)
        lacking = [t for t in truths if t.key not in used]
        if len(used) >= needed:
            first = next(iter(used.values()))[0]
            return Outcome(level="met", share=1.0, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"The plan builds on what the family does well: {first.says}"))
        if len(used) + len(doubtful) >= needed:
            return Outcome(level="unsure", share=len(used) / needed, evidence=evidence, looked=ground.parts,
                           why=say.sentence(f"A strength may be used here; a person has to look: {doubtful[0].says}"))
        level: Level = "partly" if used else "missed"
        still = say.some([t.says for t in lacking], 2)
        why = f"No objective or step uses yet what the family does well, such as: {still}"
        if used:
            why = f"{say.count(len(used), 'strength')} of {needed} has a job in the plan. Not used yet: {still}"
        return Outcome(level=level, share=len(used) / needed, evidence=evidence, looked=ground.parts,
                       missed_facts=pages(ground, lacking), why=say.sentence(say.capital(why)))

    def _same_person(self, ground: Ground, truth: Truth, piece: Piece) -> bool:
        """Whether one of the people of a strength is named in the row."""
        return bool(set(truth.about) & set(resolve(piece.text, ground.people))) or not truth.about


class StepsUnderEach(Check):
    """Each objective has at least `count` steps under it; partly when some have."""

    kind: Literal["steps_under_each"]
    count: int = Field(1, ge=1)

    def look(self, ground: Ground) -> Outcome:
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        if not objectives:
            return Outcome(level="missed", why="There are no objectives yet.", looked=ground.parts)
        under = {o.id: [s for s in ground.reading.under(o.id) if s.cells.column("action").strip()] for o in objectives}
        bare = [o for o in objectives if len(under[o.id]) < self.count]
        shown = tuple(e for o in objectives for s in under[o.id][:1] for e in ground.whole(step_piece(s), "action"))
        if not bare:
            return Outcome(level="met", share=1.0, evidence=shown[:6], looked=ground.parts,
                           why="Each objective has steps under it.")
        share = 1 - len(bare) / len(objectives)
        names = [f"\"{say.short(o.cells.column('change') or o.cells.text, 9)}\"" for o in bare]
        empty = tuple(e for o in bare for e in ground.whole(objective_piece(o), "change"))
        return Outcome(level="partly" if share > 0 else "missed", share=share, evidence=empty[:6], looked=ground.parts,
                       why=say.sentence(f"No step stands yet under {say.some(names, 2)}"))


class ServicesUnderEach(Check):
    """Each objective has at least one step with a service or a named way of helping; partly when half have."""

    kind: Literal["services_under_each"]

    def look(self, ground: Ground) -> Outcome:
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        if not objectives:
            return Outcome(level="missed", why="There are no objectives yet.", looked=ground.parts)
        helped = {o.id: next((s for s in ground.reading.under(o.id)
                              if s.kinds_of_service or s.unknown_service or s.kinds & {"provider"}), None)
                  for o in objectives}
        bare = [o for o in objectives if helped[o.id] is None]
        shown = tuple(e for s in helped.values() if s is not None
                      for e in ground.whole(step_piece(s), "service") or ground.whole(step_piece(s), "action"))
        if not bare:
            return Outcome(level="met", share=1.0, evidence=shown[:6], looked=ground.parts,
                           why="Each objective has a service or another way of helping.")
        share = 1 - len(bare) / len(objectives)
        names = [f"\"{say.short(o.cells.column('change') or o.cells.text, 9)}\"" for o in bare]
        return Outcome(level="partly" if share >= 0.5 else "missed", share=share if share >= 0.5 else 0.0,
                       evidence=shown[:6], looked=ground.parts,
                       why=say.sentence(f"No service or way of helping is named for {say.some(names, 2)}"))


class RatedNeeds(Check):
    """The needs that the family assessment tool in the record rates highest have objectives; partly when half have."""

    kind: Literal["rated_needs"]

    def look(self, ground: Ground) -> Outcome:
        rated = {n.id for n in ground.case.needs if n.rated}
        truths = [t for t in true_items(ground, "needs") if t.id in rated]
        if not truths:
            return Outcome(level="not_applicable", looked=ground.parts,
                           why="No assessment tool in this record rates needs.")
        objectives = [o for o in ground.reading.objectives if o.cells.text.strip()]
        met = {t.key: next((o for o in objectives if answers(ground, o, t) >= MEANT), None) for t in truths}
        lacking = [t for t in truths if met[t.key] is None]
        shown = tuple(dict.fromkeys(e for o in met.values() if o is not None
                                    for e in ground.whole(objective_piece(o), "change")))
        if not lacking:
            return Outcome(level="met", share=1.0, evidence=shown, looked=ground.parts,
                           why="The needs that the family assessment rates highest have objectives.")
        doubtful = [t for t in lacking
                    if any(ground.reader.weigh(t, o.cells.text).confidence >= DOUBT for o in objectives)]
        share = 1 - len(lacking) / len(truths)
        if doubtful and len(doubtful) == len(lacking):
            return Outcome(level="unsure", share=share, evidence=shown, looked=ground.parts,
                           missed_facts=pages(ground, lacking),
                           why=say.sentence(f"An objective may answer this in other words: {doubtful[0].says}"))
        return Outcome(level="partly" if share >= 0.5 else "missed", share=share if share >= 0.5 else 0.0,
                       evidence=shown, looked=ground.parts, missed_facts=pages(ground, lacking),
                       why=say.sentence(f"The family assessment rates this highest, and no objective answers it: "
                                        f"{say.some([t.says for t in lacking], 2)}"))
