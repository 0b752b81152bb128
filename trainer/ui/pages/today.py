"""Today: the case in hand and its next step, what was given, a practice of one's own, progress at a glance."""

import streamlit as st

from trainer import desk
from trainer.ui import state
from trainer.ui.house import house
from trainer.ui.parts.errors import plainly
from trainer.ui.parts.here import DONE, attempt_in_hand
from trainer.ui.parts.today import assignments_list, case_in_hand, glance, other_attempts, practice
from trainer.ui.visitor import visitor

person = visitor()
st.title("Today")

with plainly():
    attempt = attempt_in_hand(person)
    given = desk.assignments(house(), person)
    own = desk.attempts(house(), person)
    working = attempt is not None and attempt.stage not in DONE

    if attempt is not None:
        state.take_in_hand(attempt.id)
        case_in_hand(attempt, primary=working)
    elif not given:
        st.html("<p>Here you practise case plans on invented cases: you read the record, write the plan, hand it in, "
                "and learn the same hour what it missed. Begin with a practice case.</p>")
    assignments_list(given, primary=not working)
    practice(primary=not working and not given)
    other_attempts([a for a in own if attempt is None or a.id != attempt.id])
    glance(desk.progress(house(), person))
