"""A comment at a sentence of what somebody wrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from trainer import desk
from trainer.desk.views import GradingView
from trainer.plan.forms import Form
from trainer.plan.submission import Submission
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.evidence import place_title
from trainer.ui.parts.text import plain, sentences, short
from trainer.ui.parts.when import moment
from trainer.ui.parts.written import place_of
from trainer.ui.visitor import visitor

Place = tuple[str, str, str]


def comment_box(view: GradingView, forms: Mapping[str, Form]) -> None:
    """The comments so far, and the way to add one: the place, the sentence, the words."""
    feedback = view.feedback
    st.header(f"Comments ({len(feedback.comments)})")
    for one in feedback.comments:
        title = place_title((one.part, one.row, one.column), feedback.submission, forms)
        quote = f'<blockquote class="quote"><mark>{plain(one.quote)}</mark></blockquote>' if one.quote else ""
        st.html(f'<figure class="words"><figcaption>{plain(title)}</figcaption>{quote}<p class="said"><strong>'
                f"{plain(one.by_name)}</strong>, {plain(moment(one.at))}: {plain(one.text)}</p></figure>")
    if visitor().role == "trainee":
        return
    with (box := st.expander("Comment on a sentence", key="comment-box", on_change="rerun")):
        if box.open:
            _form(view, forms)


def places(submission: Submission, forms: Mapping[str, Form]) -> Iterator[tuple[Place, str]]:
    """Every text that was written: where it stands, and the text."""
    for form in forms.values():
        for part in form.parts:
            where = place_of(form, part)
            if part.kind == "text" and submission.text(where).strip():
                yield (where, "", ""), submission.text(where)
            for row in submission.rows(where) if part.kind == "table" else ():
                for column in part.columns:
                    text = str(row.get(column.id) or "")
                    if column.kind == "text" and text.strip():
                        yield (where, str(row.get("id")), column.id), text


def _form(view: GradingView, forms: Mapping[str, Form]) -> None:
    written = dict(places(view.feedback.submission, forms))
    if not written:
        st.html("<p>There is no text to comment on.</p>")
        return
    titles = {p: place_title(p, view.feedback.submission, forms) for p in written}
    place = st.selectbox("Where", list(written), format_func=titles.__getitem__, key="comment-place")
    text = written[place]
    spans = sentences(text) or [(0, len(text))]
    span = st.selectbox("Which sentence", spans, format_func=lambda s: short(text[s[0]:s[1]], 140),
                        key=f"comment-sentence-{place}")
    with st.form("comment", clear_on_submit=True):
        words = st.text_area("Your comment", height=90, max_chars=4000, key="comment-words")
        if st.form_submit_button("Add the comment"):
            with plainly():
                desk.comment(house(), visitor(), view.feedback.submission_id, *place, *span, words)
                st.rerun()
