"""The supervisor's feedback letter: the draft to edit, saved while one types, and sent."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.errors import DeskError, Refused, Stale
from trainer.desk.views import FeedbackView, LetterView
from trainer.ui.editor import Saved, Unsaved, autosave_text
from trainer.ui.house import house
from trainer.ui.parts.cells import both_texts
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.saving import ELSEWHERE, SIGNED_OUT, tell, told
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.when import moment
from trainer.ui.visitor import visitor, who


def letter_desk(view: FeedbackView) -> None:
    """The letter of a submission: to edit and send, or as it was sent."""
    submission = view.submission_id

    @st.fragment
    def writing() -> None:
        person = visitor()
        with plainly():
            now = desk.letter(house(), person, submission)
            if now.sent_at:
                st.html(f'<p class="where">Sent by {plain(now.by_name)} on {plain(moment(now.sent_at))}. '
                        f'It stays as it was.</p><div class="sheet letter">{plain(now.text)}</div>')
                return
            if sentence := told():
                st.warning(label(sentence))
            _edit(submission, now, person.id)
            _send(view)

    writing()


def _edit(submission: str, now: LetterView, person: str) -> None:
    key = f"letter/{submission}"
    from_card = "It is drafted from the scorecard. " if now.drafted else ""
    typed = autosave_text(key, value=now.text, version=now.version, label="Text of the letter", height=420,
                          help=f"{from_card}Change what you like: it is yours, and it is sent only when you say so.",
                          save=lambda text, base: save_letter(submission, text, base), keep=f"{person}/{key}")
    if typed.problem is not None and typed.problem.conflict:
        both_texts(key, typed.text, now.text, lambda mine, _: _over(submission, mine, now.version))


def _send(view: FeedbackView) -> None:
    if view.state in ("waiting", "begun"):
        st.html('<p class="empty">You can send it once this is accepted or given back.</p>')
        return
    if st.button(f"Send it to {label(view.trainee_name, 40)}", key="letter-send",
                 type="primary" if view.state == "returned" else "secondary"):  # else signing is what comes next
        _confirm(view)


@st.dialog("Send the letter?")
def _confirm(view: FeedbackView) -> None:
    st.html(f"<p>{plain(view.trainee_name)} finds it with their feedback. It can't be changed after that.</p>")
    if st.button("Yes, send it", type="primary", key="letter-yes", on_click=_sent, args=(view.submission_id,)):
        st.rerun()


def _sent(submission: str) -> None:
    person = who()
    if person is None:
        return
    try:
        desk.send_letter(house(), person, submission)
    except DeskError as no:
        tell(str(no))


def save_letter(submission: str, text: str, version: int) -> Saved | Unsaved:
    """Keeps the letter on top of a version; says why where it can't."""
    person = who()
    if person is None:
        return SIGNED_OUT
    try:
        kept = desk.save_letter(house(), person, submission, text, version)
    except Stale as stale:
        return Saved(stale.stored.version, house().now) if stale.stored.value == text else ELSEWHERE
    except Refused as no:
        return Unsaved(" ".join(s[:1].lower() + s[1:] for s in no.problems))
    except DeskError as no:
        return Unsaved(str(no))
    return Saved(kept.version, house().now)


def _over(submission: str, text: str, version: int) -> str:
    answer = save_letter(submission, text, version)
    return answer.sentence if isinstance(answer, Unsaved) else ""
