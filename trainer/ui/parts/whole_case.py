"""The whole case, shown from feedback on: the full family, what happened when, the legal clocks."""

from __future__ import annotations

import streamlit as st

from trainer import desk
from trainer.desk.views import AttemptView
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.pictures import clocks_table, family, timeline
from trainer.ui.visitor import visitor


def whole_case(attempt: AttemptView) -> None:
    """Two boxes, made when they are opened."""
    st.header("The whole case")

    @st.fragment
    def boxes() -> None:
        person = visitor()
        with plainly():
            with (kin := st.expander("The family", key="whole-family", on_change="rerun")):
                if kin.open:
                    family(desk.disclosed(house(), person, attempt.id))
            with (line := st.expander("What happened when, with the legal clocks", key="whole-line",
                                      on_change="rerun")):
                if line.open:
                    told = desk.disclosed(house(), person, attempt.id)
                    timeline(told, attempt.case_today)
                    clocks_table(told)

    boxes()
