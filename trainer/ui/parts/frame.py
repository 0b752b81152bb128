"""The list of pages by role, and who is signed in. What isn't on one's list doesn't answer; each page asks again."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.desk.doors import Visitor
from trainer.desk.errors import DeskError
from trainer.ui.parts.here import attempt_in_hand, forms_here, writing_page
from trainer.ui.parts.text import plain
from trainer.ui.state import PAGES

TITLES = {
    "today": "Today",
    "record": "Record",
    "plan": "Plan",
    "review": "Review",
    "hand_in": "Hand in",
    "feedback": "Feedback",
    "progress": "Progress",
    "queue": "Queue",
    "grade": "Grade",
    "cohort": "Cohort",
    "assign": "Assign",
    "people": "People",
    "signoff": "Sign-off",
}
ICONS = {
    "today": "today",
    "record": "folder_open",
    "plan": "edit_document",
    "review": "fact_check",
    "hand_in": "send",
    "feedback": "forum",
    "progress": "trending_up",
    "queue": "inbox",
    "grade": "rate_review",
    "cohort": "groups",
    "assign": "assignment_add",
    "people": "badge",
    "signoff": "draw",
}
OF_ROLE: dict[str, tuple[str, ...]] = {
    "trainee": ("today", "record", "plan", "review", "hand_in", "feedback", "progress"),
    "advisor": ("queue", "grade", "cohort"),
    "coordinator": ("cohort", "assign", "people", "queue", "grade", "signoff"),
}
ALONE = "alone"
ICON = str(PAGES.parent / "icon.svg")  # our own: a page's sign would be fetched from elsewhere for the tab
_ROLES = {"trainee": "trainee", "advisor": "field practice advisor", "coordinator": "training coordinator"}


def pages_for(person: Visitor) -> list[st.Page]:
    """The pages of a person's role; those that have nothing to show yet answer, but aren't on the list."""
    names = OF_ROLE[person.role] + (("grade",) if person.id == ALONE else ())
    hidden = _without_use(person) if person.role == "trainee" else frozenset()
    return [
        st.Page(PAGES / f"{name}.py", title=TITLES[name], icon=f":material/{ICONS[name]}:", url_path=name,
                default=number == 0, visibility="hidden" if name in hidden else "visible")
        for number, name in enumerate(names)
    ]


def whoami(person: Visitor) -> None:
    """Below the list of pages: who is signed in, and the way out."""
    with st.sidebar, st.container(key="whoami"):
        if person.id == ALONE:
            st.html('<p class="whoami">You practise on your own machine, without an account.</p>')
            return
        role = _ROLES[person.role]
        st.html(f'<p class="whoami">Signed in as <strong>{plain(person.name)}</strong>, {role}<br>'
                '<a href="/sign-out" target="_self">Sign out</a></p>')


def _without_use(person: Visitor) -> frozenset[str]:
    try:
        attempt = attempt_in_hand(person)
        if attempt is None:
            return frozenset({"record", "plan", "review", "hand_in", "feedback", "grade"})
        other = {"plan": "review", "review": "plan"}[writing_page(forms_here(attempt))]
    except DeskError:
        return frozenset()
    unread: Sequence[str] = () if attempt.submissions else ("feedback", "grade")
    return frozenset({other, *unread})
