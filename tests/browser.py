"""A real browser and a real server for tests: Chromium by Playwright, axe-core, a server on a free port."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_HERE = Path(__file__).resolve().parent.parent
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
          "--disable-background-networking", "--disable-component-update"]
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium with a fresh profile; ``chromium.new_context()`` is a new person's browser.

    Only as long as the module: while Playwright runs, ``asyncio.run`` fails in every other test.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=_FLAGS)
        yield browser
        browser.close()


def missing(reason: str) -> None:
    """Skips the test with the reason; where skips are forbidden (TRAINER_NO_SKIPS=1), fails it."""
    if os.environ.get("TRAINER_NO_SKIPS") == "1":
        pytest.fail(f"{reason}, and TRAINER_NO_SKIPS=1 forbids to skip")
    pytest.skip(reason)


def axe(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA on the page: a readable line each."""
    answer = Axe().run(page, options={"runOnly": _WCAG, "resultTypes": ["violations"]}).response
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['target']}: {node['html'][:200]}: "
        + "; ".join(check["message"] for check in node["any"] + node["all"] + node["none"])
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


class Server:
    """One server process on a port of this machine that stays the same over stops and starts."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [part.replace("{port}", str(self.port)) for part in command]
        self.env = {**os.environ, **env}
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, wait: float = 60.0) -> None:
        """Starts it, and returns when it answers to /_stcore/health."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=self.log.parent, stdout=log, stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + wait
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.kill()
        raise AssertionError("The server did not come up:\n" + self.log.read_text(errors="replace")[-4000:])

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def serving(
    folder: Path,
    command: Sequence[str] = (sys.executable, "-m", "trainer.ui.app", "--port", "{port}"),
    env: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A running server: the app itself on a new database in ``folder``, unless another command is given.

    ``{port}`` in the command stands for the port. The server runs in ``folder``, so that nothing leans on the
    checkout being the current folder; its log is ``folder/server.log``.
    """
    base = {"TRAINER_DB": str(folder / "trainer.db"), "PYTHONPATH": str(_HERE), "PYTHONUNBUFFERED": "1"}
    server = Server(command, {**base, **(env or {})}, folder / "server.log")
    server.start()
    try:
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
