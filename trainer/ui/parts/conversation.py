"""Feedback as a conversation: each piece shows one thing of a submission's feedback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from trainer.desk.views import CommentView, FeedbackView, FindingView
from trainer.plan.forms import Form
from trainer.rubric.model import WORDS_OF_LEVEL
from trainer.ui import state
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.evidence import place_title
from trainer.ui.parts.finding import OpenPart, finding_card, strong_card
from trainer.ui.parts.levels import ORDER, level_counts
from trainer.ui.parts.record import show_page
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.when import moment
from trainer.ui.style import chip
from trainer.ui.visitor import visitor

Forms = Mapping[str, Form]
Papers = Mapping[str, str]
RANK = {level: rank for rank, level in enumerate(("missed", "partly", "unsure", "met"))}
OPEN = ("missed", "partly")
CHANNELS = {
    "observation": "What was observed",
    "documentation": "What is on paper",
    "interview": "What was asked and heard",
    "supervision": "What was talked over in supervision",
}


def verdict(view: FeedbackView) -> None:
    """The verdict in a sentence, then how many findings of each level."""
    mood = {True: "good", False: "ahead", None: "open"}[view.satisfactory]
    st.html(f'<p class="verdict verdict-{mood}">{plain(view.verdict_sentence)}</p>')
    level_counts(f.level for f in view.findings if f.level not in ("not_applicable", "not_observed"))
    st.caption(f"Version {view.number}, handed in {moment(view.handed_in_at)}. Points weigh what policy insists on "
               "most: 3 for what it requires, 2 for what it expects, 1 for good practice.")


def from_people(view: FeedbackView, forms: Forms) -> None:
    """What people wrote: returned or accepted with words, the letter, comments at their passages."""
    for word in view.words:
        did = "gave this back to you" if word.kind == "returned" else "accepted this"
        said = f"<blockquote class='quote'>{plain(word.words)}</blockquote>" if word.words else ""
        tone = "attention" if word.kind == "returned" else "note"
        st.html(f'<div class="{tone}"><p><strong>{plain(word.by_name)}</strong> {did} on '
                f"{plain(moment(word.at))}.</p>{said}</div>")
    if view.letter is not None and view.letter.sent_at:
        with st.expander(f"Letter from {label(view.letter.by_name)}", expanded=True, icon=":material/mail:"):
            st.html(f'<div class="letter">{plain(view.letter.text)}</div>'
                    f'<p class="where">Sent {plain(moment(view.letter.sent_at))}</p>')
    if view.comments:
        st.header("Comments on your words")
        for comment in view.comments:
            _comment(comment, view, forms)


def strong(view: FeedbackView, forms: Forms) -> None:
    """What is strong, with the words that show it."""
    st.header("What is strong")
    if not view.strong:
        st.html('<p class="empty">Nothing is met in full yet. The three changes below are where to begin.</p>')
    for finding in view.strong:
        strong_card(finding, view.submission, forms)


def change_first(view: FeedbackView, forms: Forms, papers: Papers) -> None:
    """The three changes worth most, each as a whole card."""
    if not view.change_first:
        return
    count = {1: "The change", 2: "The two changes", 3: "The three changes"}
    st.header(f"{count.get(len(view.change_first), 'The changes')} worth most")
    for number, finding in enumerate(view.change_first):
        finding_card(finding, view.submission, forms, f"first-{number}", _open_page, _open_part(view, forms),
                     papers=papers)


def to_the_plan(view: FeedbackView, forms: Forms, words: str) -> None:
    """The next step: to the part that the first change is about."""
    first = next((f.opens for f in view.change_first if f.opens), None)
    go = _open_part(view, forms)
    if first and st.button(words, type="primary", key="change"):
        go(*first)


def everything(view: FeedbackView, forms: Forms, papers: Papers) -> None:
    """Every finding, by theme, by policy or by channel; a group's cards are made when it is opened."""
    st.header("Everything")

    @st.fragment
    def groups() -> None:
        visitor()
        with plainly():
            way = st.segmented_control("Grouped by", ["Theme", "Policy", "Channel"], default="Theme", required=True,
                                       key="grouped", persist_state="session")
            for name, title, found in grouped(view.findings, str(way)):
                _group(view, forms, papers, f"{way}-{name}", title, found)

    groups()


def grouped(findings: Sequence[FindingView], way: str) -> list[tuple[str, str, list[FindingView]]]:
    """Findings in groups: (name, title, findings with what is to change first); the group with most to win first."""
    groups: dict[str, list[FindingView]] = {}
    for finding in findings:
        for name in _names(finding, way):
            groups.setdefault(name, []).append(finding)
    ordered = sorted(groups.items(), key=lambda pair: -sum(f.of - f.points for f in pair[1] if f.level in OPEN))
    return [(name, CHANNELS.get(name, name.replace("-", " ")[:1].upper() + name.replace("-", " ")[1:]),
             sorted(found, key=lambda f: (RANK.get(f.level, 9), -f.of))) for name, found in ordered]


def _names(finding: FindingView, way: str) -> Iterable[str]:
    if way == "Policy":
        return dict.fromkeys(p.source or p.id for p in finding.provisions)
    return (finding.channel,) if way == "Channel" else (finding.theme or "other",)


def _group(view: FeedbackView, forms: Forms, papers: Papers, key: str, title: str,
           found: Sequence[FindingView]) -> None:
    with (box := st.expander(f"**{label(title)}** · {counts(found)}", key=f"group-{key}", on_change="rerun")):
        if not box.open:
            return
        asked = [f for f in found if f.level not in ("not_applicable", "not_observed")]
        for number, finding in enumerate(asked):
            finding_card(finding, view.submission, forms, f"{key}-{number}", _open_page, _open_part(view, forms),
                         papers=papers)
        rest = [f for f in found if f not in asked]
        if rest:
            lines = "".join(f"<li>{plain(f.title)} {chip(f.level)}<br><span class='where'>{plain(f.why)}</span></li>"
                            for f in rest)
            st.html(f"<h5>Not counted here</h5><ul>{lines}</ul>")


def counts(found: Sequence[FindingView]) -> str:
    """\"● 4 met · ○ 1 missed\"."""
    counted = [(*WORDS_OF_LEVEL[level], sum(f.level == level for f in found)) for level in ORDER]
    return " · ".join(f"{sign} {n} {word}" for sign, word, n in counted if n)


def _comment(comment: CommentView, view: FeedbackView, forms: Forms) -> None:
    title = place_title((comment.part, comment.row, comment.column), view.submission, forms)
    quote = f'<blockquote class="quote"><mark>{plain(comment.quote)}</mark></blockquote>' if comment.quote else ""
    st.html(f'<figure class="words"><figcaption>{plain(title)}</figcaption>{quote}<p class="said"><strong>'
            f"{plain(comment.by_name)}:</strong> {plain(comment.text)}</p></figure>")


def _open_page(paper: str, page: int) -> None:
    show_page("record", paper, page)
    st.rerun()


def _open_part(view: FeedbackView, forms: Forms) -> OpenPart:
    def go(form_id: str, part: str) -> None:
        form = forms.get(form_id)
        section = next((p.section for p in form.parts if p.id == part), "") if form else ""
        page = "review" if form is not None and form.place == "worksheet" else "plan"
        state.set_widget("section-list", f"{form_id}.{section}")
        state.go(page, attempt=view.attempt_id, section=f"{form_id}.{section}")

    return go
