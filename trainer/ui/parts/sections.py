"""The sections of an attempt's forms at the left, with what is empty; one at a time, and the way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from trainer import desk
from trainer.desk.views import AttemptView
from trainer.plan.forms import Form
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.cells import Offer
from trainer.ui.parts.hints import hints
from trainer.ui.parts.saving import Work
from trainer.ui.parts.section import form_section, how_full
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.top import from_the_top
from trainer.ui.parts.way import way
from trainer.ui.visitor import visitor


@dataclass(frozen=True)
class Place:
    """One section of one form, and how much of it is filled."""

    form_id: str
    section: str
    title: str
    about: str
    filled: int
    asked: int

    @property
    def id(self) -> str:
        """How the address names it."""
        return f"{self.form_id}.{self.section}"

    @property
    def says(self) -> str:
        """How full it is, in words."""
        if not self.asked:
            return "only if it applies"
        if self.filled == self.asked:
            return "✓ something in every part"
        return "empty" if not self.filled else f"{self.filled} of {self.asked} parts written"


def places(attempt: AttemptView, forms: Mapping[str, Form]) -> list[Place]:
    """All sections of all forms, in their order."""
    found = []
    for id, form in forms.items():
        values = {part: view.value for part, view in desk.parts(house(), visitor(), attempt.id, id).items()}
        for one in form.sections:
            filled, asked = how_full(form, one.id, values)
            found.append(Place(id, one.id, one.title, one.about, filled, asked))
    return found


def choose_section(all_of: Sequence[Place], name: str) -> Place:
    """The list of sections at the left; the chosen one stands in the address."""
    by_id = {place.id: place for place in all_of}
    asked = state.address("section")
    if state.widget("section-list") not in by_id:
        state.set_widget("section-list", asked if asked in by_id else next(
            (p.id for p in all_of if p.filled < p.asked), all_of[0].id))
    with st.sidebar:
        chosen = st.radio(f"Sections of the {name}", list(by_id), format_func=lambda id: label(by_id[id].title),
                          captions=[label(p.says) for p in all_of], key="section-list")
    state.set_address(section=str(chosen))
    return by_id[str(chosen)]


def write_section(attempt: AttemptView, forms: Mapping[str, Form], all_of: Sequence[Place], place: Place) -> None:
    """The chosen section to write in."""
    where = f"Section {[p.id for p in all_of].index(place.id) + 1} of {len(all_of)}"
    about = f'<p class="about">{plain(place.about)}</p>' if place.about else ""
    st.html(f'<p class="rowname">{where}</p><h2>{plain(place.title)}</h2>{about}')
    hints(attempt, forms, place.form_id, place.section)
    work = Work(attempt, place.form_id, forms[place.form_id])
    form_section(work, place.section, lambda: _offer(attempt.id))


def onward(all_of: Sequence[Place], here: Place) -> None:
    """The buttons to the section before and after; after the last one comes handing in."""
    from_the_top("section", here.id)
    at = [p.id for p in all_of].index(here.id)
    with st.container(horizontal=True, key="onward"):
        if at + 1 < len(all_of):
            st.button(f"Next: {label(all_of[at + 1].title)}", type="primary", key="next-section", on_click=_turn,
                      args=(all_of[at + 1].id,))
        else:
            way("Next: hand in", "hand_in", "next-section", "primary")
        if at:
            st.button(f"Back: {label(all_of[at - 1].title)}", key="back-section", on_click=_turn,
                      args=(all_of[at - 1].id,), type="tertiary")


def _turn(section: str) -> None:
    state.set_widget("section-list", section)
    state.set_address(section=section)


def _offer(attempt: str) -> Offer:
    person = visitor()
    return Offer(desk.names_met(house(), person, attempt), desk.services_met(house(), person, attempt))
