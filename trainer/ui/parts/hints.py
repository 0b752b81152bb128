"""While revising: what the newest feedback says about the section one is writing in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from trainer import desk
from trainer.desk.views import AttemptView, FindingView
from trainer.plan.forms import Form
from trainer.ui.house import house
from trainer.ui.parts.conversation import OPEN, RANK
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.way import way
from trainer.ui.style import chip
from trainer.ui.visitor import visitor

REVISING = ("feedback", "revise")
MOST = 6  # what one can hold in mind while writing


def hints(attempt: AttemptView, forms: Mapping[str, Form], form_id: str, section: str) -> None:
    """A closed box with what is to change here; nothing while nothing was handed in, or all here is met."""
    if attempt.stage not in REVISING or not attempt.can_write:
        return
    view = desk.feedback(house(), visitor(), attempt.id)
    found = to_change(view.findings, forms, form_id, section) if view.released else []
    if not found:
        return
    many = "1 thing" if len(found) == 1 else f"{len(found)} things"
    with st.expander(f"From your feedback: {many} to change here", icon=":material/forum:", key=f"hints-{section}"):
        lines = "".join(f"<li><strong>{plain(f.title)}</strong> {chip(f.level)}<br>{plain(f.why)}<br>"
                        f"<span class='where'>{plain(f.feedback)}</span></li>" for f in found[:MOST])
        rest = f"<p>The {MOST} that weigh most are above; the feedback has all.</p>" if len(found) > MOST else ""
        st.html(f"<ul>{lines}</ul>{rest}")
        way(f"Read the feedback of version {label(view.number)}", "feedback", f"hints-to-{section}", "tertiary",
            submission=view.submission_id)


def to_change(findings: tuple[FindingView, ...], forms: Mapping[str, Form], form_id: str,
              section: str) -> list[FindingView]:
    """The findings that are missed or partly met and open a part of this section, what weighs most first."""
    here = {part.id for part in forms[form_id].in_section(section)}
    found = [f for f in findings if f.level in OPEN and f.opens and f.opens[0] == form_id and f.opens[1] in here]
    return sorted(found, key=lambda f: (not f.critical, RANK.get(f.level, 9), -f.of))
