"""The grader's desk: what was written, the record, and the case's truth, each a column beside the criterion."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st

from trainer.desk.views import FindingView, GradingView
from trainer.plan.forms import Form
from trainer.ui import state
from trainer.ui.parts.evidence import part_of
from trainer.ui.parts.marking import RECORD, at_hand, criterion
from trainer.ui.parts.record import HeldRecord, record_panel
from trainer.ui.parts.truth import truth
from trainer.ui.parts.written import section_html

WRITTEN, TRUTH = "What they wrote", "The case as it is"
BESIDE = (RECORD, WRITTEN, TRUTH)
_TO_THE_MARK = """<script>
/* %s */ (() => { const box = document.querySelector('.readbox'), mark = box?.querySelector('mark');
if (mark) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 80; })();
</script>"""


def grading_desk(view: GradingView, forms: Mapping[str, Form]) -> FindingView | None:
    """The whole desk. Gives the finding in hand, or None where the list is done."""
    with st.container(key="grade-desk"):
        if state.widget("grade-beside") is None:
            state.set_widget("grade-beside", [WRITTEN])
        beside = st.segmented_control("Beside the criterion", BESIDE, selection_mode="multi", key="grade-beside",
                                      help="Choose one, or several on a wide screen.")
        shown = [name for name in BESIDE if name in beside]
        *columns, right = st.columns([1] * (len(shown) + 1), gap="medium")
        with right:
            st.header("The criterion")
            finding = at_hand(view)
            criterion(view, finding, forms)
        for column, name in zip(columns, shown, strict=True):
            with column:
                st.header(name)
                _one(name, view, finding, forms)
    return finding


def _one(name: str, view: GradingView, finding: FindingView | None, forms: Mapping[str, Form]) -> None:
    if name == RECORD:
        record_panel(HeldRecord(view.papers), "grade-record")
    elif name == TRUTH:
        truth(view)
    else:
        _written(view, finding, forms)


def _written(view: GradingView, finding: FindingView | None, forms: Mapping[str, Form]) -> None:
    choices = {f"{id}/{s.id}": s.title for id, form in forms.items() for s in form.sections}
    place = section_of(finding, forms)
    key = finding.key if finding else ""
    section = st.selectbox("Section", list(choices), index=list(choices).index(place) if place in choices else 0,
                           format_func=choices.__getitem__, key=f"grade-section-{key}")
    form_id, _, section_id = str(section).partition("/")
    body = section_html(view.feedback.submission, forms[form_id], section_id, finding.evidence if finding else ())
    st.html(f'<div class="readbox" tabindex="0" role="region" aria-label="What they wrote">{body}</div>')
    at = f"{key} {section}"
    if finding and finding.evidence and state.recall("grade:marked") != at:
        st.html(_TO_THE_MARK % json.dumps(at).replace("/", "_").replace("<", "_"), unsafe_allow_javascript=True)
    state.keep("grade:marked", at)


def section_of(finding: FindingView | None, forms: Mapping[str, Form]) -> str:
    """Where a finding looks, as \"form/section\": at its first evidence, else at the part that it is about."""
    if finding is None:
        return ""
    for evidence in finding.evidence:
        for id, form in forms.items():
            part = part_of(evidence.part, {id: form})
            if part is not None:
                return f"{id}/{part.section}"
    form_id, part_id = finding.opens or ("", "")
    if form_id not in forms:
        return ""
    found = next((p for p in forms[form_id].parts if p.id == part_id), None)
    return f"{form_id}/{found.section if found else forms[form_id].sections[0].id}"
