"""A page with one box over a file, to see that nothing typed is lost: ``STORE`` names the folder."""

import json
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from trainer.ui.editor import Saved, Unsaved, autosave_text, settle
from trainer.ui.style import dress
from trainer.ui.visitor import stay_connected, visitor, who

FILE = Path(os.environ["STORE"]) / "part.json"
LOCK = threading.Lock()


def stored() -> dict[str, object]:
    return json.loads(FILE.read_text()) if FILE.exists() else {"text": "", "version": 0, "at": None}


def save(text: str, version: int) -> Saved | Unsaved:
    person = who()
    if person is None:
        return Unsaved("you are signed out.")
    with LOCK:
        now = stored()
        if now["version"] != version:
            return Unsaved("another text was saved in between.", conflict=True)
        new = {"text": text, "version": version + 1, "at": datetime.now(UTC).isoformat(), "by": person.id}
        spare = FILE.with_suffix(".new")
        spare.write_text(json.dumps(new))
        os.replace(spare, FILE)
    with FILE.with_name("log.jsonl").open("a") as log:
        log.write(json.dumps({"t": time.time(), "thread": threading.get_ident(), "text": text}) + "\n")
    return Saved(version + 1, str(new["at"]))


def box() -> None:
    visitor()
    part = stored()
    typed = autosave_text(
        "needs", value=str(part["text"]), version=int(str(part["version"])), label="What the children need",
        save=save, keep="p1/a1/needs", help="Write in your own words.", saved_at=part["at"],
    )
    if typed.problem and typed.problem.conflict:
        st.write("Saved elsewhere: " + str(part["text"]))
        st.write("Yours: " + typed.text)
        left, right = st.columns(2)
        left.button("Keep mine", on_click=keep, args=(typed.text,))
        right.button("Take the other", on_click=settle, args=("needs",))


def keep(text: str) -> None:
    save(text, int(str(stored()["version"])))
    settle("needs")


def plan() -> None:
    st.title("Plan")
    if "fragment" in st.query_params:
        st.fragment(box)()
    else:
        box()
    part()
    st.button("Whole page", on_click=count)
    st.write(f"Clicked {st.session_state.get('clicks', 0)} times")


@st.fragment
def part() -> None:
    st.button("A part")


def count() -> None:
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1


def record() -> None:
    st.title("Record")


st.set_page_config(page_title="Desk")
dress()
visitor()
stay_connected()
st.navigation([st.Page(plan, title="Plan", default=True), st.Page(record, title="Record")]).run()
