"""One section of a form at a time: its parts one below another, each saving by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from trainer.desk.views import PartView
from trainer.plan.forms import Form, FormPart
from trainer.ui import state
from trainer.ui.editor import Unsaved, autosave_text
from trainer.ui.parts.cards import table_cards
from trainer.ui.parts.cells import FIRST, LAST, Offer, as_date, as_text, both_texts
from trainer.ui.parts.earlier import earlier_versions, shown
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.rows import blank, nested, parent_column, rows_of
from trainer.ui.parts.saving import Work, parts_now, save_text, save_value, tell, told
from trainer.ui.parts.text import label, plain
from trainer.ui.visitor import visitor


def form_section(work: Work, section: str, offer: Callable[[], Offer]) -> None:
    """The section's parts to write in, or to read where nothing can be changed any more."""

    @st.fragment
    def writing() -> None:
        person = visitor()
        with plainly():
            if sentence := told():
                st.warning(label(sentence))
            stored = parts_now(work)
            values = {id: view.value for id, view in stored.items()}
            _tell_the_page(work, section, values)
            inside = {p.id for one in work.form.in_section(section) if (p := nested(work.form, one))}
            offered = offer()
            for part in work.form.in_section(section):
                if part.id not in inside:
                    _part(work, part, stored[part.id], values, offered, person.id)

    if work.attempt.can_write:
        writing()
    else:
        for part in work.form.in_section(section):
            st.html(f"<h3>{plain(part.title)}</h3>{shown(part, parts_now(work)[part.id].value)}")


def _tell_the_page(work: Work, section: str, values: Mapping[str, Any]) -> None:
    """The list of sections stands outside this fragment: when a part is no longer empty, or is empty again, the
    whole page runs."""
    name, now = f"full:{work.form_id}:{section}", how_full(work.form, section, values)
    before = state.recall(name, now)
    state.keep(name, now)
    if before != now:
        st.rerun()


def _part(work: Work, part: FormPart, stored: PartView, values: Mapping[str, Any], offer: Offer, person: str) -> None:
    with st.container(key=f"part-{part.id}"):
        match part.kind:
            case "text":
                _text(work, part, stored, person)
            case "table":
                _heading(part)
                table_cards(work, part, values, offer)
                _earlier_button(work, part, stored)
            case _:
                _one_value(work, part, stored)


def _heading(part: FormPart) -> None:
    optional = ' <span class="optional">(only if it applies)</span>' if part.optional else ""
    help = f'<p class="help">{plain(part.help)}</p>' if part.help else ""
    st.html(f"<h3>{plain(part.title)}{optional}</h3>{help}")


def _text(work: Work, part: FormPart, stored: PartView, person: str) -> None:
    key = work.key(part.id)
    text = str(stored.value or "")
    typed = autosave_text(
        key,
        value=text,
        version=stored.version,
        label=part.title + (" (only if it applies)" if part.optional else ""),
        help=part.help,
        height=130,
        save=lambda new, base: save_text(work, part.id, new, base),
        keep=f"{person}/{key}",
        saved_at=stored.saved_at,
    )
    if typed.problem is not None and typed.problem.conflict:
        both_texts(key, typed.text, text, _keep_text(work, part.id, stored.version))
    _earlier_button(work, part, stored)


def _keep_text(work: Work, part: str, version: int) -> Callable[[str, str], str]:
    def keep(mine: str, _: str) -> str:
        answer = save_text(work, part, mine, version)
        return answer.sentence if isinstance(answer, Unsaved) else ""

    return keep


def _one_value(work: Work, part: FormPart, stored: PartView) -> None:
    key = f"{work.key(part.id)}:value"
    value = str(stored.value or "")
    title = label(part.title) + (" (only if it applies)" if part.optional else "")
    if part.kind == "date":
        state.follow(key, as_date(value))
        st.date_input(title, None, min_value=FIRST, max_value=LAST, format="MM/DD/YYYY", key=key,
                      help=part.help or None, on_change=_chosen, args=(work, part.id, key), width=320)
    else:
        state.follow(key, value if value in part.options else None)
        st.selectbox(title, part.options, index=None, placeholder="Choose", key=key, help=part.help or None,
                     on_change=_chosen, args=(work, part.id, key))


def _chosen(work: Work, part: str, key: str) -> None:
    problem = save_value(work, part, as_text(state.widget(key)))
    if problem:
        tell(f"Not saved: {problem}")
    else:
        state.in_step(key, state.widget(key))


def _earlier_button(work: Work, part: FormPart, stored: PartView) -> None:
    if stored.version and st.button("Earlier versions", key=f"{work.key(part.id)}:earlier", type="tertiary",
                                        icon=":material/history:", help=f"Of: {label(part.title)}"):
        earlier_versions(work, part)


def filled(part: FormPart, value: Any) -> bool:
    """Whether something of one's own stands in a part: enough to tell empty ones, no judgment."""
    if part.kind == "table":
        parent = parent_column(part)
        return any(not blank({k: v for k, v in row.items() if not parent or k != parent.id}) for row in rows_of(value))
    return bool(str(value or "").strip())


def how_full(form: Form, section: str, values: Mapping[str, Any]) -> tuple[int, int]:
    """How many of a section's parts are filled, of how many that are asked for (optional ones are left out)."""
    asked = [p for p in form.in_section(section) if not p.optional]
    return sum(filled(p, values.get(p.id)) for p in asked), len(asked)
