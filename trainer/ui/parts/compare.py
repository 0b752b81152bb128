"""Two versions of a submission, criterion by criterion."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.views import Compared, FeedbackView
from trainer.plan.submission import Level
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.levels import level_words
from trainer.ui.parts.text import plain
from trainer.ui.visitor import visitor


def compare_versions(view: FeedbackView) -> None:
    """This version beside the one before it; nothing where it is the first."""
    before = next((s for s in view.submissions if s.number == view.number - 1), None)
    if before is None:
        return
    st.header("Compared with my last version")

    @st.fragment
    def table() -> None:
        with (box := st.expander(f"Version {before.number} and version {view.number}", key="compare",
                                 on_change="rerun")):
            if not box.open:
                return
            with plainly():
                rows = desk.compare(house(), visitor(), view.attempt_id, before.id, view.submission_id)
                changed = [r for r in rows if r.level_before != r.level_after]
                same = len(rows) - len(changed)
                st.html(compared_html(changed, before.number, view.number)
                        + f"<p>{same} {'criterion is' if same == 1 else 'criteria are'} as before.</p>")

    table()


def compared_html(rows: list[Compared], before: int, after: int) -> str:
    """The rows that changed, as a table of words."""
    if not rows:
        return '<p class="empty">No level changed between the two.</p>'
    body = "".join(
        f"<tr><th scope='row'>{plain(r.title)}</th><td>{_words(r.level_before)}</td>"
        f"<td>{_words(r.level_after)}</td></tr>"
        for r in rows)
    return ('<div class="wide" tabindex="0" role="group" aria-label="What changed"><table class="plain"><thead><tr>'
            f'<th scope="col">Criterion</th><th scope="col">Version {before}</th><th scope="col">Version {after}</th>'
            f"</tr></thead><tbody>{body}</tbody></table></div>")


def _words(level: Level | None) -> str:
    return plain(level_words(level)) if level else "not asked"
