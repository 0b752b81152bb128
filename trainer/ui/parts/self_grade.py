"""Grade yourself, then compare: for whoever practises alone, before the feedback is read.

One's own levels are kept as decisions of one's own; they change nothing that the scorer found.
"""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.views import FeedbackView, FindingView
from trainer.plan.submission import Level
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.levels import level_words
from trainer.ui.parts.text import label, plain
from trainer.ui.visitor import visitor

CHOICES: tuple[Level, ...] = ("met", "partly", "missed")
MOST = 8
REASON = "My own reading, before I saw the feedback."


def grade_myself(view: FeedbackView) -> bool:
    """Straight after handing in it is offered once; afterwards one sees how the two readings differ. True while
    nothing of the feedback is to be shown yet."""
    mine = _mine(view)
    if mine:
        _compared(view, mine)
        return False
    if state.recall("fresh") != view.submission_id:
        return False
    grading = f"grading:{view.submission_id}"
    if state.recall(grading):
        _form(view, grading)
        return True
    st.html("<p>It is handed in, and the feedback is ready. You can grade your work yourself first, then compare: it "
            "sharpens the eye.</p>")
    with st.container(horizontal=True):
        st.button("Show me the feedback", key="self-grade-off", type="primary", on_click=state.drop, args=("fresh",))
        st.button("Grade it myself first", key="self-grade-on", on_click=state.keep, args=(grading, True))
    return True


def worth_asking(view: FeedbackView) -> list[FindingView]:
    """The criteria to grade oneself on: those that weigh most, not two of the same kind, in the scorecard's order."""
    counted = [f for f in view.findings if f.level in CHOICES]
    seen: set[str] = set()
    chosen = []
    for finding in sorted(counted, key=lambda f: (not f.critical, -f.of)):
        if finding.criterion not in seen:
            seen.add(finding.criterion)
            chosen.append(finding.key)
    return [f for f in counted if f.key in chosen[:MOST]]


def _mine(view: FeedbackView) -> dict[str, Level]:
    own = desk.grading(house(), visitor(), view.submission_id).feedback
    return {f.key: f.decision.level for f in own.findings if f.decision is not None}


def _form(view: FeedbackView, grading: str) -> None:
    asked = worth_asking(view)
    st.header("Grade it yourself first")
    st.html("<p>For each, choose what you think a careful reader would say. Leave out what you can't tell.</p>")
    with st.form("self-grading"):
        for number, finding in enumerate(asked):
            st.html(f"<p class='rowname'>{plain(finding.title)}</p>"
                    f"<p class='where'>{plain(finding.why_it_matters)}</p>")
            st.segmented_control(label(finding.title), CHOICES, format_func=level_words, key=f"mine-{number}",
                                 label_visibility="collapsed")
        if st.form_submit_button("Compare with the feedback", type="primary"):
            with plainly():
                for number, finding in enumerate(asked):
                    if level := state.widget(f"mine-{number}"):
                        desk.decide(house(), visitor(), view.submission_id, finding.key, level, REASON)
                state.drop("fresh")
                st.rerun()
    st.button("Skip this, show me the feedback", key="self-grade-off", type="tertiary", on_click=state.drop,
              args=("fresh",))


def _compared(view: FeedbackView, mine: dict[str, Level]) -> None:
    found = [f for f in view.findings if f.key in mine]
    same = sum(mine[f.key] == f.level for f in found)
    body = "".join(f"<tr><th scope='row'>{plain(f.title)}</th><td>{plain(level_words(mine[f.key]))}</td>"
                   f"<td>{plain(level_words(f.level))}</td></tr>" for f in found)
    with st.expander(f"My own grading: {same} of {len(found)} as the feedback has it", key="self-graded"):
        st.html('<div class="wide" tabindex="0" role="group" aria-label="My grading beside the feedback">'
                '<table class="plain"><thead><tr><th scope="col">Criterion</th><th scope="col">Mine</th>'
                f'<th scope="col">The feedback</th></tr></thead><tbody>{body}</tbody></table></div>')
