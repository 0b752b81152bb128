"""Pictures of a case from what was told so far, each with the same in words for who would rather read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import streamlit as st

from trainer.desk.views import Disclosed, DisclosedPerson
from trainer.report import genogram as kin
from trainer.report import timeline as line
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import day, short_day


def family(told: Disclosed) -> None:
    """The genogram, its ties in sentences below."""
    if not told.people:
        st.html('<p class="empty">Open a document, and the people it names appear here.</p>')
        return
    tied = {key for bond in told.bonds for key in (bond.a, bond.b)}
    members = [kin.Member(key=p.key, name=p.name, note=_note(p), sex=p.sex, child=p.child, focus=p.focus)
               for p in told.people if p.key in tied or p.child]
    links = [kin.Link(a=b.a, b=b.b, tie=b.tie, sure=b.sure) for b in told.bonds]
    words = kin.in_words(members, links)
    _so_far(told)
    if members:
        picture("family", kin.genogram(members, links, _width(members)),
                "The family as a genogram. " + " ".join(words[:40]))
        st.caption("Squares: men and boys. Circles: women and girls. Heavy edge: the child of this plan. "
                   "Dashed line: said to be, not settled.")
    with st.expander("The family in words", expanded=not members):
        st.html("<ul>" + "".join(f"<li>{plain(w)}</li>" for w in words) + "</ul>" if words
                else '<p class="empty">No tie between people is known yet.</p>')


def timeline(told: Disclosed, today: dt.date) -> None:
    """What happened when; the legal clocks once everything is told."""
    if not told.events:
        st.html('<p class="empty">Open a document, and the days it tells appear here.</p>')
        return
    moments = [line.Moment(date=e.date, says=e.says, where=_where(e.paper_title, e.page)) for e in told.events]
    clocks = [line.Deadline(begins=c.anchor_date or c.due, due=c.due, title=c.title, provision=c.provision)
              for c in told.clocks]
    words = line.in_words(moments, clocks)
    _so_far(told)
    picture("timeline", line.timeline(moments, clocks, today),
            "The case on a line of time. " + " ".join(words[:60]))
    st.caption(f"Dashed line: today in the case, {day(today)}." + (
        "" if clocks else " Count the due dates yourself: they are shown with your feedback."))
    with st.expander("The timeline in words"):
        st.html("<ol>" + "".join(f"<li>{plain(w)}</li>" for w in words) + "</ol>")


def people_and_services(told: Disclosed) -> None:
    """Who was named, with what they are called; which services, with where one read of them."""
    _so_far(told)
    st.html("<h3>People</h3>" + _table(
        "People named so far", ("Name", "Called", "Age", "Work"),
        [(p.name, p.called, "" if p.age is None else str(p.age), p.work) for p in told.people]))
    st.html("<h3>Services</h3>" + _table(
        "Services named so far", ("Service", "Where you read of it"),
        [(s.name, _where(s.paper_title, s.page)) for s in told.services]))


def picture(name: str, chart: Any, alt: str) -> None:
    """A chart with its words for who can't see it; on a narrow screen it scrolls in its own frame."""
    with st.container(key=f"picture-{name}"):
        st.altair_chart(chart, alt=alt, width="content")


def clocks_table(told: Disclosed) -> None:
    """The legal clocks as a table."""
    if told.clocks:
        st.html("<h3>Legal clocks</h3>" + _table(
            "Legal clocks", ("What is due", "Counted from", "Due on", "Provision"),
            [(c.title, f"{c.anchor}{', ' + short_day(c.anchor_date) if c.anchor_date else ''}", day(c.due),
              c.provision) for c in told.clocks]))


def _so_far(told: Disclosed) -> None:
    if not told.whole:
        st.caption("Drawn from the documents that you have opened so far.")


def _width(members: Sequence[kin.Member]) -> int:
    """Room enough that the names of the fullest row don't touch."""
    children = sum(m.child for m in members)
    return max(680, 116 * max(children, len(members) - children))


def _note(person: DisclosedPerson) -> str:
    age = "" if person.age is None else f"{person.age} years"
    return ", ".join(filter(None, (person.called, age)))


def _where(title: str, page: int) -> str:
    if not title:
        return ""
    return f"{title}, page {page}" if page else title


def _table(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return '<p class="empty">None yet.</p>'
    top = "".join(f'<th scope="col">{plain(h)}</th>' for h in heads)
    body = "".join("<tr>" + "".join(f"<td>{plain(c)}</td>" for c in row) + "</tr>" for row in rows)
    return (f'<div class="wide" tabindex="0" role="group" aria-label="{plain(name)}"><table class="plain">'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>")
