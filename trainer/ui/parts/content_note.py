"""What a case is about, said before its first paper is opened, with a quiet way to ask for another one."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.errors import DeskError
from trainer.desk.views import AttemptView
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.text import label, plain
from trainer.ui.visitor import visitor


def nothing_opened(attempt_id: str) -> bool:
    """Whether no paper of the record has been opened yet."""
    return not any(paper.opened for paper in desk.papers(house(), visitor(), attempt_id))


def content_note(attempt: AttemptView) -> None:
    """The note; nothing where the case needs none."""
    if attempt.content_note:
        st.html('<aside class="note" aria-label="Before you open it"><p><strong>Before you open it.</strong> '
                f"{plain(attempt.content_note)} Everything in it is invented. You can stop at any time; what you "
                "wrote is kept.</p></aside>")


def told_before(attempt: AttemptView, page: str) -> None:
    """On every page that can open a paper: until one is open, the note comes first, and the page stops there."""
    if state.recall("noted") or not attempt.content_note or attempt.submissions:
        return
    if not nothing_opened(attempt.id):
        state.keep("noted", True)
        return
    content_note(attempt)
    with st.container(horizontal=True):
        st.button("Go on", type="primary", key="noted", on_click=state.keep, args=("noted", True))
        want_another(attempt, page)
    st.stop()


def want_another(attempt: AttemptView, key: str) -> None:
    """The quiet way: another case, without a reason."""
    st.button("I would rather have another case", key=f"{key}-another", type="tertiary", on_click=_another,
              args=(attempt,), help="No reason needed. Nobody is told.")


def _another(attempt: AttemptView) -> None:
    person = visitor()
    try:
        desk.decline(house(), person, attempt.id)
        state.forget_work()
        state.set_address(attempt="")
        if attempt.practice:
            state.take_in_hand(desk.practise(house(), person, attempt.track, content_ok=False))
    except DeskError as no:
        st.toast(label(no))
