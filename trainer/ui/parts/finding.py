"""One finding as a card: what was seen in whose words, what the case says, what policy asks, what good looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from trainer.desk.views import FindingView, Missed
from trainer.plan.forms import Form
from trainer.plan.submission import Submission
from trainer.ui.parts.evidence import part_of, words_shown
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.top import hold_place, mark_place
from trainer.ui.style import chip

LONG_EXAMPLE = 420  # characters; a longer one opens when asked for
OpenPage = Callable[[str, int], None]
OpenPart = Callable[[str, str], None]


def finding_card(
    finding: FindingView,
    submission: Submission,
    forms: Mapping[str, Form],
    key: str,
    open_page: OpenPage | None = None,
    open_part: OpenPart | None = None,
    whose: str = "your",
    papers: Mapping[str, str] | None = None,
) -> None:
    """The whole card. ``key`` is unique on the page; ``open_page(paper id, page)`` (a callback) and
    ``open_part(form, part)`` are what its buttons do, left out where there is none. ``whose`` words: \"your\" or
    \"their\". ``papers`` are the record's titles by id, with what tells two of the same kind apart."""
    with st.container(border=True, key=f"finding-{key}"):
        st.html(head(finding))
        seen = words_shown(finding.evidence, submission, forms)
        st.html(_said(finding) + (_part(f"In {whose} words", seen) if seen else "") + _case_says(finding, papers or {}))
        if open_page:
            _page_buttons(finding, key, open_page, papers or {})
        st.html(_policy(finding) + _good(finding) + _next(finding))
        if open_part and finding.opens and st.button(
                f"Open this part: {label(_title(finding, forms))}", key=f"open-{key}", icon=":material/edit:"):
            open_part(*finding.opens)
        hold_place(f"finding-{key}")


def strong_card(finding: FindingView, submission: Submission, forms: Mapping[str, Form], whose: str = "your") -> None:
    """A finding that went well: what it is, and the words that earned it."""
    seen = words_shown(finding.evidence, submission, forms, most=2)
    st.html(f'<section class="strong">{head(finding)}{_said(finding)}{seen}</section>')


def head(finding: FindingView, heading: str = "h4") -> str:
    """The finding's title with its level as a chip, as HTML."""
    comes_first = ' <span class="critical">Safety: comes before everything else</span>' \
        if finding.critical and finding.level in ("missed", "partly") else ""
    return f"<{heading} class='finding'>{plain(finding.title)}</{heading}><p>{chip(finding.level)}{comes_first}</p>"


def decided(finding: FindingView) -> str:
    """What a person decided on it, as HTML; empty where nobody did."""
    if finding.decision is None:
        return ""
    d = finding.decision
    did = f"gave another level than the first reading ({chip(finding.machine_level)})" if d.differs else "agrees"
    reason = f": {plain(d.reason)}" if d.reason else "."
    return f'<p class="decided"><strong>{plain(d.by_name)}</strong> {did}{reason}</p>'


def _said(finding: FindingView) -> str:
    return (f"<p>{plain(finding.why)}</p>" if finding.why else "") + decided(finding)


def _case_says(finding: FindingView, papers: Mapping[str, str]) -> str:
    if not finding.missed:
        return ""
    lines = "".join(f"<li>{plain(m.says)} <span class='where'>({_where(m, papers)})</span></li>"
                    for m in finding.missed[:6])
    return _part("What the case says", f"<ul>{lines}</ul>")


def _where(missed: Missed, papers: Mapping[str, str]) -> str:
    if not missed.page:
        return "a person tells it, if asked"
    return f"{plain(papers.get(missed.paper_id, missed.paper_title))}, page {missed.page}"


def _page_buttons(finding: FindingView, key: str, open_page: OpenPage, papers: Mapping[str, str]) -> None:
    pages = list(dict.fromkeys((m.paper_id, m.page, m.paper_title) for m in finding.missed[:6] if m.page))
    if pages:
        with st.container(horizontal=True):
            for number, (paper, page, title) in enumerate(pages):
                words = f"Read {label(papers.get(paper, title), 60)}, page {page}"
                st.button(words, key=f"page-{key}-{number}", on_click=_turn, args=(open_page, key, paper, page),
                          icon=":material/description:", type="tertiary")


def _turn(open_page: OpenPage, key: str, paper: str, page: int) -> None:
    mark_place(f"finding-{key}", "start")  # the record opens beside, and all that stands here gets narrower
    open_page(paper, page)


def _policy(finding: FindingView) -> str:
    asks = "".join(
        f"<li>{plain(p.says)} <span class='where'>({plain(p.id)}, {plain(p.source)}, {plain(p.at)})</span></li>"
        for p in finding.provisions
    )
    why = f"<p>{plain(finding.why_it_matters)}</p>" if finding.why_it_matters else ""
    return _part("What policy asks, and why", why + (f"<ul>{asks}</ul>" if asks else "")) if asks or why else ""


def _good(finding: FindingView) -> str:
    if not finding.good_example:
        return ""
    said = f"<blockquote class='quote'>{plain(finding.good_example)}</blockquote>"
    if len(finding.good_example) > LONG_EXAMPLE:
        said = f"<details><summary>Show the example</summary>{said}</details>"
    return _part("What good looks like (from another case)", said)


def _next(finding: FindingView) -> str:
    ahead = finding.level in ("missed", "partly", "unsure")
    return _part("What to do next", f"<p>{plain(finding.feedback)}</p>") if finding.feedback and ahead else ""


def _part(title: str, body: str) -> str:
    return f"<h5>{plain(title)}</h5>{body}"


def _title(finding: FindingView, forms: Mapping[str, Form]) -> str:
    form, part = finding.opens or ("", "")
    if form in forms:
        return next((p.title for p in forms[form].parts if p.id == part), forms[form].title)
    found = part_of(part, forms)
    return found.title if found else "the plan"
