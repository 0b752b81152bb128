"""The whole truth of the case, for whoever grades: people, dangers, needs, facts with their pages, clocks."""

from __future__ import annotations

import streamlit as st

from trainer.desk.views import GradingView, TruthFact
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import day

KINDS = (("threat", "Safety threats"), ("risk", "Risk factors"), ("need", "Needs"), ("strength", "Strengths"))
MOST = 40


def truth(view: GradingView) -> None:
    """Dangers, risks, needs and strengths, legal clocks, people, and the facts to search."""
    for kind, title in KINDS:
        lines = "".join(f"<li>{plain(line.says)}</li>" for line in view.lines if line.kind == kind)
        st.html(f"<h3>{title}</h3>" + (f"<ul>{lines}</ul>" if lines else '<p class="empty">None</p>'))
    clocks = "".join(f"<li>{plain(c.title)}: due {plain(day(c.due))} <span class='where'>({plain(c.provision)})</span>"
                     "</li>" for c in view.clocks)
    if clocks:
        st.html(f"<h3>Legal clocks</h3><ul>{clocks}</ul>")
    people = "".join(
        f"<tr><th scope='row'>{plain(p.name)}</th><td>{plain(p.role)}</td>"
        f"<td>{'' if p.age is None else p.age}</td><td>{plain('; '.join(p.ties))}</td></tr>" for p in view.people)
    st.html('<h3>People</h3><div class="wide" tabindex="0" role="group" aria-label="People of the case">'
            '<table class="plain"><thead><tr><th scope="col">Who</th><th scope="col">Role</th><th scope="col">Age</th>'
            f'<th scope="col">Ties</th></tr></thead><tbody>{people}</tbody></table></div>')
    words = st.text_input("Find a fact", key="truth-find").casefold().split()
    found = [f for f in view.facts if all(w in f"{f.says} {f.topic} {' '.join(f.about)}".casefold() for w in words)]
    st.html("<h3>Facts</h3>" + (f"<ul>{''.join(_fact(f) for f in found[:MOST])}</ul>" if found
                                else '<p class="empty">No fact holds these words.</p>'))
    if len(found) > MOST:
        st.caption(f"{len(found) - MOST} more: search for a word.")


def _fact(fact: TruthFact) -> str:
    where = [f"{title}, page {page}" for title, _, page in fact.pages] + [f"{n} tells it" for n in fact.told_by]
    past = "" if fact.current else " <strong>(no longer so)</strong>"
    return f"<li>{plain(fact.says)}{past} <span class='where'>({plain('; '.join(where))})</span></li>"
