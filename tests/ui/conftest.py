"""Servers and people for the tests of the screens."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import Server, chromium, serving
from tests.ui.doors import FileDoors

__all__ = ["chromium"]

Open = Callable[..., AbstractContextManager[Server]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the module's server: its doors, what is stored, its log."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def doors(folder: Path) -> FileDoors:
    """The doors of the module's server, to look at from outside."""
    return FileDoors(folder / "doors.json")


def script(name: str, folder: Path, **env: str) -> AbstractContextManager[Server]:
    """Serves a page of the tests, behind the gate, with doors and store in the folder."""
    page = Path(__file__).with_name(name)
    command = (sys.executable, "-m", "tests.ui.doors", str(folder / "doors.json"), "127.0.0.1", "{port}")
    return serving(folder, (*command, str(page)), {"STORE": str(folder), **env})


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A tab of a new person's browser."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, name: str = "ada", secret: str = "pin-4711") -> None:
    """Through the sign-in page to an address."""
    page.goto(address)
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("Password or PIN").fill(secret)
    page.get_by_role("button", name="Sign in").click()
    page.locator("h1").first.wait_for(timeout=20_000)
