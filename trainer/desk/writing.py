"""Writing: the parts of the forms, saved one by one, with earlier states at hand."""

from __future__ import annotations

from typing import Any

from trainer.desk.doors import Visitor
from trainer.desk.errors import NotYours, Refused, Stale
from trainer.desk.history import History, the_attempt
from trainer.desk.open import House
from trainer.desk.stages import forms_of_track
from trainer.desk.views import Disclosed, PartState, PartView
from trainer.plan.forms import Form, FormPart
from trainer.plan.submission import part_problems
from trainer.store import Conflict, Part, Unstorable

ROW_ID_LIMIT = 64       # characters of a row's id
HANDED_IN = "This is handed in and being read. It opens again when your advisor returns it."
CLOSED = "This attempt is closed. Nothing in it changes any more."

NOTHING = PartView(value=None, version=0, saved_at=None)


def forms_of(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """The ids of the forms to fill in, in order."""
    with house.store.read() as reader:
        return list(forms_of_track(house, the_attempt(reader, who, "forms_of", attempt_id).track))


def form(house: House, form_id: str) -> Form:
    """A form. Raises NotYours when there is none."""
    try:
        return house.rubrics.forms[form_id]
    except KeyError:
        raise NotYours from None


def part(house: House, who: Visitor, attempt_id: str, form: str, part: str) -> PartView:
    """A part as it stands."""
    with house.store.read() as reader:
        _known(house, the_attempt(reader, who, "part", attempt_id), form, part)
        return part_view(reader.part(attempt_id, form, part))


def parts(house: House, who: Visitor, attempt_id: str, form: str) -> dict[str, PartView]:
    """Every part of a form, in its order."""
    with house.store.read() as reader:
        history = the_attempt(reader, who, "parts", attempt_id)
        known = forms_of_track(house, history.track)
        if form not in known:
            raise NotYours
        stored = {p.part: p for p in history.parts if p.form == form}
        return {p.id: part_view(stored.get(p.id)) for p in known[form].parts}


def save(house: House, who: Visitor, attempt_id: str, form: str, part: str, value: Any, version: int) -> PartView:
    """Keep a part; ``version`` is the one that the writer saw.

    Raises Stale when it was saved elsewhere in the meantime, Refused when it can't be kept. Saving once more
    what is stored already is no conflict: it is the answer to a save whose answer was lost.
    """
    with house.store.write() as writer:
        history = the_attempt(writer, who, "save", attempt_id)
        field = _known(house, history, form, part)
        problems = value_problems(field, value)
        if problems:
            raise Refused(problems)
        stored = writer.part(attempt_id, form, part)
        if stored is not None and stored.value == value:
            return part_view(stored)
        if not history.open_to_writing:
            raise Refused(CLOSED if history.closed or history.declined else HANDED_IN)
        try:
            return part_view(writer.save_part(attempt_id, form, part, value, version, who.id, house.now))
        except Conflict as conflict:
            raise Stale(value, part_view(conflict.stored)) from None
        except Unstorable:
            raise Refused(f"{field.title}: holds characters that are no text. Paste it again as plain text.") from None


def earlier(house: House, who: Visitor, attempt_id: str, form: str, part: str) -> list[PartState]:
    """Earlier states of a part, newest first."""
    with house.store.read() as reader:
        _known(house, the_attempt(reader, who, "earlier", attempt_id), form, part)
        return [PartState(p.version, p.at, p.value) for p in reader.part_states(attempt_id, form, part)]


def names_met(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """Names that the opened papers told, to offer while writing."""
    return sorted({p.name for p in _met(house, who, "names_met", attempt_id).people})


def services_met(house: House, who: Visitor, attempt_id: str) -> list[str]:
    """Services that the opened papers told."""
    return sorted({s.name for s in _met(house, who, "services_met", attempt_id).services})


def part_view(part: Part | None) -> PartView:
    """A stored part as screens show it."""
    return PartView(part.value, part.version, part.at) if part else NOTHING


def value_problems(field: FormPart, value: Any) -> tuple[str, ...]:
    """What keeps a value out of a part, in sentences. References to rows that are gone pass: a row can be
    deleted in another part at any time; handing in clears them."""
    there: dict[str, list[dict[str, Any]]] = {}
    for row in value if isinstance(value, list) else []:
        for column in field.columns:
            if column.kind == "ref" and isinstance(row, dict) and isinstance(row.get(column.id), str):
                there.setdefault(column.ref[0], []).append({"id": row[column.id]})
    problems = [f"{field.title}{p.file}: {p.what}" + (f" ({p.mend})." if p.mend else ".")
                for p in part_problems(field, value, there)]
    for number, row in enumerate(value if isinstance(value, list) else [], 1):
        id = row.get("id") if isinstance(row, dict) else None
        if isinstance(id, str) and len(id) > ROW_ID_LIMIT:
            problems.append(f"{field.title} row {number}: its id is longer than {ROW_ID_LIMIT} characters.")
    return tuple(problems)


def _known(house: House, history: History, form: str, part: str) -> FormPart:
    try:
        return forms_of_track(house, history.track)[form].part(part)
    except KeyError:
        raise NotYours from None


def _met(house: House, who: Visitor, verb: str, attempt_id: str) -> Disclosed:
    with house.store.read() as reader:
        history = the_attempt(reader, who, verb, attempt_id)
        case = house.shelf.case(reader, history.case_id)
    return house.shelf.told(case, history.opened, attempt_id)


