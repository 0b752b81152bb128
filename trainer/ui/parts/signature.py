"""Signatures under an accepted submission: what each attests, by whom, when, whether it still holds; and signing."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer import desk
from trainer.desk.views import SignatureView
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor

TITLES = {
    "trainee": "Trainee",
    "advisor": "Field practice advisor",
    "coordinator": "Supervisor / training coordinator",
}


def signatures_block(submission_id: str, key: str, can_sign: bool = True) -> None:
    """The three lines to sign on, and, for whoever may sign and hasn't, the way to do it. ``key`` is unique."""

    @st.fragment
    def block() -> None:
        person = visitor()
        with plainly():
            signed = desk.signatures(house(), person, submission_id)
            st.html(signatures_html(signed))
            mine = [s for s in signed if s.role == person.role and s.holds]
            if can_sign and not mine:
                _sign_form(submission_id, person.role, key)

    block()


def signatures_html(signed: Sequence[SignatureView]) -> str:
    """The lines as HTML; a line without a signature says so in words."""
    lines = []
    for role, title in TITLES.items():
        found = [s for s in signed if s.role == role]
        newest = found[-1] if found else None
        if newest is None:
            body = f'<p class="empty">Not signed yet</p><p class="where">{plain(desk.attests(role))}</p>'
        else:
            holds = "Holds" if newest.holds else "No longer holds: something under it has changed since"
            body = (f'<p class="signed">{plain(newest.name)}</p><p>{plain(moment(newest.at))} · {holds}</p>'
                    f'<p class="where">{plain(newest.attests)}</p>')
        lines.append(f'<div class="signature"><p class="rowname">{plain(title)}</p>{body}</div>')
    return f'<div class="signatures">{"".join(lines)}</div>'


def _sign_form(submission_id: str, role: str, key: str) -> None:
    word = "PIN" if role == "trainee" else "password"
    with st.form(f"sign-{key}", clear_on_submit=True):
        st.html(f"<p>By signing you say: {plain(desk.attests(role))}</p>")
        secret = st.text_input(f"Your {word}", type="password", autocomplete="off", key=f"sign-{key}-secret")
        if st.form_submit_button("Sign", type="primary"):
            with plainly():
                desk.sign(house(), visitor(), submission_id, secret)
                st.rerun()
