"""What waits to be graded: one line a submission, in groups by what comes next for it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.desk.views import QueueItem
from trainer.ui.parts.text import label, plain
from trainer.ui.parts.way import way
from trainer.ui.parts.when import moment

GROUPS = (
    ("Waiting", ("waiting", "begun")),
    ("Given back, not yet handed in again", ("returned",)),
    ("Accepted", ("accepted",)),
    ("Signed", ("signed",)),
)
EVERYBODY = "Everybody's"
MINE = "Mine"
ALL_COHORTS = "All cohorts"


def narrowed(items: Sequence[QueueItem]) -> list[QueueItem]:
    """What the person wants to see: what they have read already or everything; one cohort or all of them."""
    cohorts = sorted({i.cohort for i in items if i.cohort})
    with st.container(horizontal=True, vertical_alignment="bottom", key="onscreen-queue"):
        whose = st.segmented_control("Show", (EVERYBODY, MINE), default=EVERYBODY, required=True, key="queue-whose",
                                     help="Mine: what you have begun to read.", persist_state="session")
        cohort = ALL_COHORTS
        if len(cohorts) > 1:
            cohort = str(st.selectbox("Cohort", (ALL_COHORTS, *cohorts), key="queue-cohort", width=280,
                                      persist_state="session"))
    return [i for i in items if (i.mine or whose != MINE) and cohort in (ALL_COHORTS, i.cohort)]


def in_groups(items: Sequence[QueueItem]) -> list[tuple[str, list[QueueItem]]]:
    """The groups that hold something, in the order in which they ask for attention."""
    groups = [(title, [i for i in items if i.state in states]) for title, states in GROUPS]
    return [(title, found) for title, found in groups if found]


def item(one: QueueItem, first: bool = False) -> None:
    """One submission: whose, what, since when, what the scorer couldn't decide; and the way to it."""
    with st.container(border=True, key=f"queue-{one.submission_id}"):
        left, right = st.columns([3, 1], vertical_alignment="center")
        told = (f"Version {one.number}, handed in {moment(one.waiting_since)}", _sure(one), one.cohort,
                f"read by {', '.join(one.read_by)}" if one.read_by else "")
        left.html(f'<p class="queued">{plain(one.trainee_name)} · {plain(one.title)}</p>'
                  f"<p>{plain(' · '.join(filter(None, told)))}</p>")
        with right:
            words = "Grade" if one.state in ("waiting", "begun") else "Look at"
            way(f"{words} {label(one.trainee_name, 24)}", "grade", f"grade-{one.submission_id}",
                "primary" if first else "secondary", submission=one.submission_id)


def _sure(one: QueueItem) -> str:
    if one.unsure:
        return f"the scorer is unsure about {one.unsure} " + ("finding" if one.unsure == 1 else "findings")
    return "the scorer is sure of every finding"
