"""The app's pages without a browser: the frame run by AppTest, with a real house and a chosen visitor."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.desk.world import World
from trainer.desk.doors import Visitor
from trainer.ui import house, visitor
from trainer.ui.state import PAGES

FRAME = Path(__file__).resolve().parents[2] / "streamlit_app.py"
_SHOWN = ("title", "header", "subheader", "markdown", "caption", "html", "info", "warning", "error", "success")


class OneDoor:
    """Doors that let in whoever stands in ``person``."""

    person: Visitor | None = None

    def who(self, token: str | None) -> Visitor | None:
        return self.person

    def alone(self, client_host: str) -> str | None:
        return None


@dataclass
class Screen:
    """One tab of one person."""

    world: World
    person: Visitor
    tab: AppTest = field(init=False)

    def __post_init__(self) -> None:
        self.tab = AppTest.from_file(str(FRAME), default_timeout=30)

    def open(self, name: str, /, **address: str) -> Screen:
        """Goes to a page, as a link with that address would."""
        for key in list(self.tab.query_params):
            del self.tab.query_params[key]
        self.run()
        self.tab.switch_page(str(PAGES / f"{name}.py"))
        for key, value in address.items():
            self.tab.query_params[key] = value
        return self.run()

    def run(self, step: Any = None) -> Screen:
        """Runs the page, after a step such as ``screen.tab.button(key="x").click()``."""
        doors = OneDoor()
        doors.person = self.person
        visitor.use(doors)  # type: ignore[arg-type]
        house.use(self.world.house)
        self.tab.run()
        assert not self.tab.exception, [e.value for e in self.tab.exception]
        return self

    def click(self, key: str) -> Screen:
        """Presses a button by its key."""
        return self.run(self.tab.button(key=key).click())

    def press(self, label: str) -> Screen:
        """Presses the first button whose label holds these words."""
        return self.run(next(b for b in self.tab.button if label in b.label).click())

    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return [b.label for b in self.tab.button]

    def html(self) -> str:
        """All that is said on the page as it was sent, in its order by kind."""
        said = [str(element.value) for kind in _SHOWN for element in getattr(self.tab, kind)]
        return "\n".join(one for one in said if "<style" not in one)

    def text(self) -> str:
        """The same as a person reads it: without tags."""
        return unescape(re.sub(r"<[^>]*>", " ", self.html()))


def past_the_note(screen: Screen) -> Screen:
    """A tab whose person has read the content note already."""
    screen.tab.session_state["my:noted"] = True
    return screen
