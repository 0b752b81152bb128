"""What a row of a plan can mean: the case's threats, risks, needs, strengths, as words to look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.case.model import Case
from trainer.language.facts import DATE_ELEMENTS, PERSON_ELEMENTS

Sort = Literal["threat", "risk", "need", "strength", "capacity", "circumstance"]


@dataclass(frozen=True)
class Truth:
    """One true item: its sort and id, how it is said, whom it is about, and the wordings that tell it."""

    sort: Sort
    id: str
    says: str
    about: tuple[str, ...]
    elements: Mapping[str, tuple[str, ...]]
    detail: Mapping[str, tuple[str, ...]]
    facts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Sort and id in one word; ids are unique within their sort only."""
        return f"{self.sort}:{self.id}"


def truths_of(case: Case) -> tuple[Truth, ...]:
    """Everything that an assessment row, an objective or a step of this case can mean, sort by sort."""
    result = [_truth("threat", t.id, t.says, t.by or t.to, t.elements, t.facts) for t in case.threats]
    result += [_truth("risk", r.id, r.says, r.about, r.elements, r.facts) for r in case.risks]
    result += [_truth("need", n.id, n.says, n.about, n.elements, n.facts) for n in case.needs]
    result += [_truth("strength", s.id, s.says, s.about, s.elements, s.facts) for s in case.strengths]
    result += [_truth("capacity", c.id, f"{c.name}: {c.says}", (c.person,), {}, ()) for c in case.capacities]
    for fact in case.current("parent.circumstance"):
        result.append(_truth("circumstance", fact.id, fact.says, fact.about, fact.elements, (fact.id,)))
    return tuple(result)


def _truth(sort: Sort, id: str, says: str, about: tuple[str, ...], elements: Mapping[str, tuple[str, ...]],
           facts: tuple[str, ...]) -> Truth:
    core = {k: v for k, v in elements.items() if k not in PERSON_ELEMENTS and k not in DATE_ELEMENTS}
    telling = {"what": core["what"]} if "what" in core else core
    return Truth(sort, id, says, about, telling, {k: v for k, v in elements.items() if k not in telling}, facts)
