"""What is accepted and waits to be signed off, and its papers as they are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from trainer import desk
from trainer.desk.views import FeedbackView, FindingView, QueueItem
from trainer.plan.forms import Form
from trainer.ui.house import house
from trainer.ui.parts.levels import level_words
from trainer.ui.parts.printing import print_button, to_print
from trainer.ui.parts.signature import TITLES, signatures_html
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.way import way
from trainer.ui.parts.when import moment
from trainer.ui.parts.written import section_html
from trainer.ui.visitor import visitor

GROUPS = (("Waiting for signatures", "accepted"), ("Given back: a letter can go with it", "returned"),
          ("Signed off", "signed"))
WRITTEN, SCORECARD, LETTER = "What they wrote, with signatures", "Scorecard", "Letter"


def waiting(items: Sequence[QueueItem]) -> None:
    """Everything that an advisor has answered, by what comes next for it."""
    shown = [(title, [i for i in items if i.state == state]) for title, state in GROUPS]
    if not any(found for _, found in shown):
        st.html("<p>Nothing is accepted yet. When an advisor accepts a submission, it comes here for its letter and "
                "its signatures.</p>")
        return
    for title, found in shown:
        if found:
            st.header(f"{title} ({len(found)})")
        for number, one in enumerate(found):
            _line(one, first=number == 0 and one.state == "accepted")


def _line(one: QueueItem, first: bool) -> None:
    with st.container(border=True, key=f"signoff-{one.submission_id}"):
        left, right = st.columns([3, 1], vertical_alignment="center")
        signed = {s.role: s.holds for s in desk.signatures(house(), visitor(), one.submission_id)}
        missing = [title.lower() for role, title in TITLES.items() if role not in signed]
        broken = [title.lower() for role, title in TITLES.items() if signed.get(role) is False]
        said = "" if one.state == "returned" else (
            f"not signed yet by: {', '.join(missing)}" if missing else "signed by all three")
        if broken:
            said += f"; no longer holds: {', '.join(broken)}"
        told = " · ".join(filter(None, (f"Version {one.number}", one.cohort, said)))
        left.html(f'<p class="queued">{plain(one.trainee_name)} · {plain(one.title)}</p><p>{plain(told)}</p>')
        with right:
            way(f"Open {label(one.trainee_name, 24)}", "signoff", f"open-{one.submission_id}",
                "primary" if first else "secondary", submission=one.submission_id)


def papers(view: FeedbackView, forms: Mapping[str, Form]) -> None:
    """One paper at a time, as it is printed."""
    choices = (WRITTEN, SCORECARD) + ((LETTER,) if view.letter is not None else ())
    chosen = st.segmented_control("Paper", choices, default=WRITTEN, required=True, key="paper")
    print_button("Print this paper", "paper")
    with to_print("paper"):
        if chosen == SCORECARD:
            st.html(scorecard_html(view))
        elif chosen == LETTER and view.letter is not None:
            sent = f"Sent {moment(view.letter.sent_at)}" if view.letter.sent_at else "Not sent yet"
            st.html(f'<article class="sheet forprint">{_head("Feedback letter", view)}'
                    f'<p class="letter">{plain(view.letter.text)}</p><p class="where">{plain(sent)}</p></article>')
        else:
            st.html(written_html(view, forms))


def written_html(view: FeedbackView, forms: Mapping[str, Form]) -> str:
    """What was handed in, form by form, with the three lines to sign on."""
    body = "".join(f"<h3>{plain(form.title)}</h3>"
                   + "".join(section_html(view.submission, form, s.id) for s in form.sections)
                   for form in forms.values())
    signed = desk.signatures(house(), visitor(), view.submission_id)
    return (f'<article class="sheet forprint">{_head(view.title, view)}{body}<h3>Signatures</h3>'
            f"{signatures_html(signed)}</article>")


def scorecard_html(view: FeedbackView) -> str:
    """The verdict and every criterion that applied, with who decided it and why."""
    lines = "".join(_finding(f) for f in view.findings if f.level not in ("not_applicable", "not_observed"))
    return (f'<article class="sheet forprint">{_head("Scorecard", view)}'
            f"<p><strong>{plain(view.verdict_sentence)}</strong></p><table><thead><tr><th scope='col'>Criterion</th>"
            "<th scope='col'>Level</th><th scope='col'>Decided by</th></tr></thead>"
            f"<tbody>{lines}</tbody></table></article>")


def _finding(finding: FindingView) -> str:
    given = finding.decision
    by = "the scorer" if given is None else given.by_name
    why = f": {given.reason}" if given and given.reason else ""
    return (f"<tr><td>{plain(finding.title)}</td><td class='nowrap'>"
            f"{plain(level_words(finding.level))}</td><td>{plain(by + why)}</td></tr>")


def _head(title: str, view: FeedbackView) -> str:
    return (f"<h2>{plain(title)}</h2><p><strong>{plain(view.trainee_name)}</strong>, version {view.number}, handed in "
            f"{plain(moment(view.handed_in_at))}. Everything in this case is invented.</p>")
