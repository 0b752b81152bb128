"""Doors for tests of the screens: two people, and sessions in a small file, so that they outlive a kill."""

from __future__ import annotations

import json
import os
import secrets
import sys
from pathlib import Path

from trainer.desk.doors import Refused, Visitor

PEOPLE = {
    "ada": ("pin-4711", Visitor("p1", "Ada Okafor", "trainee", "autumn")),
    "ben": ("long words here", Visitor("p2", "Ben Ruiz", "coordinator")),
}


class FileDoors:
    """People are fixed; sessions, people put out and the one ticket are in one small JSON file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def _read(self) -> dict[str, dict[str, str]]:
        empty: dict[str, dict[str, str]] = {"sessions": {}, "out": {}, "new": {}}
        return json.loads(self.file.read_text()) if self.file.exists() else empty

    def _write(self, state: dict[str, dict[str, str]]) -> None:
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(state))
        os.replace(new, self.file)

    def who(self, token: str | None) -> Visitor | None:
        state = self._read()
        name = state["sessions"].get(token or "")
        if name is None or name in state["out"]:
            return None
        if name in state["new"]:
            return Visitor("p0", state["new"][name], "coordinator")
        return Visitor("p9", "You", "trainee") if name == "alone" else PEOPLE[name][1]

    def sign_in(self, name: str, secret: str) -> str | Refused:
        if name in PEOPLE and PEOPLE[name][0] == secret:
            return self._begin(name)
        return Refused("That name and that password or PIN don't belong together.")

    def sign_out(self, token: str | None) -> None:
        state = self._read()
        state["sessions"].pop(token or "", None)
        self._write(state)

    def first_coordinator(self, ticket: str, name: str, sign_in: str, password: str) -> str | Refused:
        state = self._read()
        if ticket != "the-ticket" or state["new"]:
            return Refused("This link has been used or has run out. Ask for a new one on the terminal.")
        state["new"][sign_in] = name
        self._write(state)
        return self._begin(sign_in)

    def alone(self, client_host: str) -> str | None:
        return self._begin("alone") if os.environ.get("ALONE") else None

    def revoke(self, name: str) -> None:
        state = self._read()
        state["out"][name] = "yes"
        self._write(state)

    def _begin(self, name: str) -> str:
        state = self._read()
        token = secrets.token_urlsafe(32)
        state["sessions"][token] = name
        self._write(state)
        return token


if __name__ == "__main__":  # FILE HOST PORT [SCRIPT]: serves the app, or a script of the tests, with these doors
    import streamlit as st

    from trainer.ui import app, visitor

    file, host, port, *script = sys.argv[1:]
    visitor.use(FileDoors(Path(file)))
    if script:
        app.app = st.App(script[0], **app.AROUND)
    app.main(["--host", host, "--port", port])
