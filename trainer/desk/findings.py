"""A finding in words for a screen: its criterion, its provisions, the pages, what good looks like."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from trainer.case.model import Case
from trainer.desk.open import House
from trainer.desk.views import DecisionView, FindingView, Missed, ProvisionView
from trainer.plan.forms import Column, Form, FormPart
from trainer.review.standing import Decision, Stands
from trainer.rubric.library import Asked, asked
from trainer.rubric.model import Criterion, Finding


def finding_view(house: House, case: Case, track: str, stands: Stands, title: str,
                 name: Callable[[str], str]) -> FindingView:
    """One finding as it stands, under its title. ``name`` gives a person's name by id."""
    finding = stands.finding
    criterion = house.rubrics.criteria.get(finding.criterion)
    parts = _parts(house, finding)
    forms = {f: house.rubrics.forms[f] for f in house.rubrics.tracks[track].forms}
    return FindingView(
        key=finding.key, criterion=finding.criterion, title=title,
        why_it_matters=criterion.why if criterion else "", theme=theme_of(house, finding.criterion),
        level=finding.level, machine_level=stands.machine.level, force=finding.force, domain=finding.domain,
        channel=finding.channel, critical=finding.critical, points=finding.points, of=finding.of,
        evidence=finding.evidence, missed=_missed(case, finding), why=finding.why, feedback=finding.feedback,
        provisions=tuple(_provision(house, p) for p in finding.provisions),
        good_example=_good_example(criterion, finding, parts, forms) if criterion else "",
        opens=_opens(parts, finding, forms),
        decision=decision_view(stands.decision, stands.machine, name) if stands.decision else None)


def decision_view(decision: Decision, machine: Finding | None, name: Callable[[str], str]) -> DecisionView:
    """A person's decision beside the machine's finding."""
    return DecisionView(level=decision.level, reason=decision.reason, by_name=name(decision.by), role=decision.role,
                        at=decision.at, differs=machine is not None and machine.level != decision.level)


def title_of(house: House, criterion: str, with_: Mapping[str, Any] | None = None) -> str:
    """A criterion's title as it is asked with these parameters; words made of its id where the rubrics don't have
    it any more."""
    known = house.rubrics.criteria.get(criterion)
    if known is None:
        return criterion.replace("-", " ").capitalize()
    built = _asked(house, criterion, with_ or {})
    return built.title if built else known.title


def titles(house: House, findings: Iterable[Finding]) -> dict[str, str]:
    """Titles of one scorecard's findings by their key; of several with one title each shows its parameters."""
    plain = {f.key: (title_of(house, f.criterion, f.with_), f.with_) for f in findings}
    count = Counter(title for title, _ in plain.values())
    return {key: f"{title} ({_values(with_)})" if count[title] > 1 and with_ else title
            for key, (title, with_) in plain.items()}


def _values(with_: Mapping[str, Any]) -> str:
    values = [v if isinstance(v, (list, tuple)) else [v] for _, v in sorted(with_.items())]
    return ", ".join(str(v).replace("_", " ") for group in values for v in group)


def theme_of(house: House, criterion: str) -> str:
    """The theme of a criterion: the folder that its file stands in."""
    path = house.rubrics.files.get(criterion)
    return PurePosixPath(path).parent.name if path else ""


def form_part(forms: Mapping[str, Form], place: str) -> tuple[str, str] | None:
    """The form and part that stand behind a place of a submission (\"plan.health\", \"team\")."""
    where, _, id = place.partition(".")
    for form_id, form in forms.items():
        if form.place == where and any(p.id == (id or where) for p in form.parts):
            return form_id, id or where
    return None


def _missed(case: Case, finding: Finding) -> tuple[Missed, ...]:
    papers = {d.id: d.title for d in case.documents}
    facts = {f.id: f.says for f in case.facts}
    return tuple(Missed(facts[m.fact], papers.get(m.document, ""), m.document if m.document in papers else "", m.page)
                 for m in finding.missed_facts if m.fact in facts)


def _provision(house: House, id: str) -> ProvisionView:
    found = house.rubrics.provision(id)
    if found is None:
        return ProvisionView(id, "", "", "")
    source, provision = found
    return ProvisionView(id, house.rubrics.sources[source].short, provision.at, provision.says)


def _asked(house: House, criterion: str, with_: Mapping[str, Any]) -> Asked | None:
    """The criterion as asked; None where an older scorecard's parameters don't fit the rubrics of today."""
    try:
        return asked(criterion, house.rubrics.criteria[criterion], with_)
    except (KeyError, ValidationError):
        return None


def _parts(house: House, finding: Finding) -> tuple[str, ...]:
    built = _asked(house, finding.criterion, finding.with_)
    known = house.rubrics.criteria.get(finding.criterion)
    return built.parts if built else known.parts if known else ()


def _opens(parts: tuple[str, ...], finding: Finding, forms: Mapping[str, Form]) -> tuple[str, str] | None:
    places = [*(e.part for e in finding.evidence if e.part in parts), *parts, *(e.part for e in finding.evidence)]
    return next((found for p in places if (found := form_part(forms, p))), None)


def _good_example(criterion: Criterion, finding: Finding, places: tuple[str, ...], forms: Mapping[str, Form]) -> str:
    """What good looks like: the example that is met and asked in the same way, the fullest of them."""
    own = {k: v for k, v in finding.with_.items() if k in criterion.variants}
    met = [e for e in criterion.examples if e.level == "met"]
    fitting = [e for e in met if e.with_ == finding.with_] or [
        e for e in met if {k: v for k, v in e.with_.items() if k in criterion.variants} == own]
    if not fitting:
        return ""
    parts = [forms[at[0]].part(at[1]) for place in places if (at := form_part(forms, place))]
    return _in_words(max(fitting, key=lambda e: len(str(e.given))).given, parts)


def _in_words(given: Any, parts: list[FormPart]) -> str:
    """An example's value as text: tables a line a row, several parts under their titles."""
    if isinstance(given, dt.date):
        return f"{given:%B} {given.day}, {given.year}"
    if isinstance(given, list):
        columns = {c.id: c for p in parts[:1] for c in p.columns}
        return "\n".join(filter(None, (_row(row, columns) for row in given)))
    if isinstance(given, dict):
        by_id = {p.id: p for p in parts}
        blocks = []
        for place, value in given.items():
            part = by_id.get(str(place).rpartition(".")[2])
            text = _in_words(value, [part] if part else [])
            if text:
                blocks.append(f"{part.title if part else place}:\n{text}")
        return "\n\n".join(blocks)
    return "" if given is None else str(given)


def _row(row: Any, columns: Mapping[str, Column]) -> str:
    """A row on a line; which row of another table it points to is left out, for that one's number says nothing."""
    if not isinstance(row, dict):
        return str(row)
    cells = [f"{columns[k].title}: {_cell(columns[k], v)}" for k, v in row.items()
             if v and k in columns and columns[k].kind != "ref"] or [
        str(v) for k, v in row.items() if k != "id" and k not in columns and v]
    return "; ".join(cell.rstrip(".") for cell in cells)


def _cell(column: Column, value: Any) -> str:
    if column.kind == "date":
        try:
            return _in_words(dt.date.fromisoformat(str(value)), [])
        except ValueError:
            pass
    return str(value)
