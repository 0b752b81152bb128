"""One criterion at a time: what was seen, the case, the policy, and one's own level beside the scorer's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from trainer import desk
from trainer.desk.errors import DeskError
from trainer.desk.views import FindingView, GradingView
from trainer.plan.forms import Form
from trainer.plan.submission import Level
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.finding import finding_card
from trainer.ui.parts.levels import level_words
from trainer.ui.parts.record import show_page
from trainer.ui.parts.text import label, short
from trainer.ui.visitor import visitor, who

CHOICES: tuple[Level, ...] = ("met", "partly", "missed", "not_applicable")
FILTERS = ("To check first", "Not yet looked at", "All")
RECORD = "The record"
_WAY, _HAND, _SAID = "grade-filter", "grade:finding", "grade:said"


def at_hand(view: GradingView) -> FindingView | None:
    """The finding in hand, with the list to choose from, and previous and next. None where there is nothing."""
    asked = [f for f in view.feedback.findings
             if f.level not in ("not_applicable", "not_observed") or f.decision is not None]
    done = sum(f.decision is not None for f in asked)
    way = st.segmented_control("Which criteria", FILTERS, default=FILTERS[0], required=True, key=_WAY,
                               persist_state="session",
                               help="To check first: what the scorer couldn't tell, what safety hangs on, and what "
                                    "it found missing; the weightiest first.")
    shown = filtered(asked, str(way))
    st.caption(f"{done} of {len(asked)} criteria looked at. Each decision is kept at once; you can go on later.")
    if not shown:
        st.html("<p>Nothing is left in this list. Choose another above, or give your answer below.</p>")
        return None
    keys = [f.key for f in shown]
    now = state.recall(_HAND)
    index = keys.index(now) if now in keys else 0
    state.keep(_HAND, keys[index])
    titles = {f.key: f"{level_words(f.level)}: {short(f.title, 90)}{' (decided)' if f.decision else ''}"
              for f in shown}
    state.set_widget("grade-finding", keys[index])
    st.selectbox(f"Criterion {index + 1} of {len(keys)}", keys, format_func=titles.__getitem__, key="grade-finding",
                 on_change=_chosen)
    with st.container(horizontal=True):
        st.button("Previous", key="grade-before", disabled=index == 0, on_click=_turn, args=(keys[index - 1],))
        st.button("Next", key="grade-after", disabled=index == len(keys) - 1, on_click=_turn,
                  args=(keys[min(index + 1, len(keys) - 1)],))
    return shown[index]


def criterion(view: GradingView, finding: FindingView | None, forms: Mapping[str, Form]) -> None:
    """One's own level first, where it is at hand; then the finding as the scorer made it, with all that it means."""
    if finding is None:
        return
    if view.can_decide:
        _decide(view, finding)
    else:
        st.caption("This is accepted: its decisions stay as they are.")
    finding_card(finding, view.feedback.submission, forms, "grade", _open_page, whose="their")


def filtered(found: Sequence[FindingView], way: str) -> list[FindingView]:
    """The findings of a list, in the order in which they ask for a person."""
    open_ = [f for f in found if f.decision is None]
    if way == FILTERS[2]:
        return list(found)
    if way == FILTERS[1]:
        return open_
    first = [f for f in open_ if f.level == "unsure"] + [f for f in open_ if f.critical and f.level != "unsure"]
    rest = [f for f in open_ if f not in first and f.level in ("missed", "partly")]
    return first + sorted(rest, key=lambda f: -f.of)


def _decide(view: GradingView, finding: FindingView) -> None:
    machine, given = finding.machine_level, finding.decision
    if said := state.recall(_SAID):
        st.warning(label(said))
        state.drop(_SAID)
    if machine in CHOICES and (given is None or given.differs):
        st.button(f"I agree: {level_words(machine)}", type="primary", key="grade-agree", on_click=_agree,
                  args=(view, finding, machine))
    others = [level for level in CHOICES if level != machine]
    with st.form(f"decide-{finding.key}", border=True):
        before = others.index(given.level) if given and given.level in others else None
        level = st.radio("I see another level" if machine in CHOICES else "The scorer can't tell. Your level", others,
                         index=before, format_func=level_words, horizontal=True, key=f"level-{finding.key}")
        reason = st.text_area("Why (the trainee reads it)", key=f"reason-{finding.key}", height=90, max_chars=4000,
                              value=given.reason if given else "")
        if st.form_submit_button("Keep my level", type="secondary" if machine in CHOICES else "primary"):
            with plainly():
                if level is None:
                    st.warning("Choose a level first.")
                    return
                following = _following(view, finding)
                desk.decide(house(), visitor(), view.feedback.submission_id, finding.key, level, reason)
                state.keep(_HAND, following)
                st.rerun()


def _agree(view: GradingView, finding: FindingView, level: Level) -> None:
    person = who()
    if person is None:
        return
    try:
        desk.decide(house(), person, view.feedback.submission_id, finding.key, level, "")
        state.keep(_HAND, _following(view, finding))
    except DeskError as no:
        state.keep(_SAID, str(no))


def _following(view: GradingView, finding: FindingView) -> str:
    """What comes after this one in the list that is shown; the same again at its end."""
    keys = [f.key for f in filtered(view.feedback.findings, str(state.widget(_WAY, FILTERS[0])))]
    later = keys[keys.index(finding.key) + 1:] if finding.key in keys else keys
    return later[0] if later else finding.key


def _turn(key: str) -> None:
    state.keep(_HAND, key)


def _chosen() -> None:
    state.keep(_HAND, state.widget("grade-finding"))


def _open_page(paper: str, page: int) -> None:
    show_page("grade-record", paper, page)
    beside = list(state.widget("grade-beside", []))
    if RECORD not in beside:
        state.set_widget("grade-beside", [*beside, RECORD])
