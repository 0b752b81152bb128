"""A page with one box over a file, to see that nothing typed is lost.

``STORE`` names the folder. In the address, ``part`` names the part, ``fragment`` puts the box into a fragment.
"""

import json
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from trainer.ui.editor import Saved, Unsaved, autosave_text, kept_words, settle
from trainer.ui.style import dress
from trainer.ui.visitor import stay_connected, visitor, who

PART = st.query_params.get("part", "needs")
FILE = Path(os.environ["STORE"]) / f"{PART}.json"
LOCK = threading.Lock()


def stored() -> dict[str, object]:
    return json.loads(FILE.read_text()) if FILE.exists() else {"text": "", "version": 0, "at": None}


def save(text: str, version: int) -> Saved | Unsaved:
    person = who()
    if person is None:
        return Unsaved("you are signed out.")
    if text.endswith("!!"):
        raise RuntimeError("the disk is full")
    time.sleep(float(os.environ.get("SLOW", "0")))
    with LOCK:
        now = stored()
        if now["version"] != version:
            return Unsaved("another text was saved in between.", conflict=True)
        new = {"text": text, "version": version + 1, "at": datetime.now(UTC).isoformat(), "by": person.id}
        spare = FILE.with_suffix(".new")
        spare.write_text(json.dumps(new))
        os.replace(spare, FILE)
    return Saved(version + 1, str(new["at"]))


def box() -> None:
    visitor()
    now = stored()
    typed = autosave_text(
        f"box-{PART}", value=str(now["text"]), version=int(str(now["version"])), label="What the children need",
        save=save, keep=f"p1/a1/{PART}", help="Write in your own words.",
        saved_at=None if now["at"] is None else str(now["at"]),
    )
    if typed.problem and typed.problem.conflict:
        st.write("Saved elsewhere: " + str(now["text"]))
        st.write("Yours: " + typed.text)
        st.button("Keep mine", on_click=keep, args=(typed.text,))
        st.button("Take the other", on_click=settle, args=(f"box-{PART}",))


def keep(text: str) -> None:
    save(text, int(str(stored()["version"])))
    settle(f"box-{PART}")


def plan() -> None:
    st.title("Plan")
    if "fragment" in st.query_params:
        st.fragment(box)()
    else:
        box()
    beside()
    st.button("Whole page", on_click=count, args=("whole",))
    st.write(f"Whole page: {st.session_state.get('whole', 0)}")


@st.fragment
def beside() -> None:
    st.button("Beside", on_click=count, args=("beside",))
    st.write(f"Beside: {st.session_state.get('beside', 0)}")


def count(name: str) -> None:
    st.session_state[name] = st.session_state.get(name, 0) + 1


def record() -> None:
    st.title("Record")
    st.write("Only here: " + (", ".join(kept_words("p1/a1/")) or "nothing"))


st.set_page_config(page_title="Desk")
dress()
visitor()
stay_connected()
st.navigation([st.Page(plan, title="Plan", default=True), st.Page(record, title="Record")]).run()
