"""The app that a server serves: Streamlit's own, behind the gate, with the plain pages beside it.

From the checkout ``streamlit run trainer/ui/app.py``; from anywhere ``python -m trainer.ui.app`` or ``uvicorn
trainer.ui.app:app``. The database is the one that ``TRAINER_DB`` names.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import pkgutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trainer.content import root
from trainer.ui import signin, visitor
from trainer.ui.gate import Gate

log = logging.getLogger("trainer")
SCRIPT = root() / "streamlit_app.py"
_WARM = ("altair", "pandas", "pyarrow", "trainer.desk", "trainer.report", "trainer.ui")


@asynccontextmanager
async def _life(app: st.App) -> AsyncIterator[dict[str, object] | None]:
    """Opens the doors and loads what pages use, so that the first page is as quick as the next."""
    if st.get_option("runner.postScriptGC"):
        log.warning("The settings in .streamlit/config.toml were not read: pages will be slow and plain.")
    await anyio.to_thread.run_sync(visitor.doors)
    await anyio.to_thread.run_sync(_warm)
    yield None


def _warm() -> None:
    for name in _WARM:
        module = importlib.import_module(name)
        if name.startswith("trainer."):
            for found in pkgutil.walk_packages(module.__path__, f"{name}."):
                if not found.name.startswith(("trainer.ui.app", "trainer.ui.pages")):
                    importlib.import_module(found.name)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok", "version": version("case-plan-trainer")})


def _explain(problem: Exception) -> bool:
    """A page's own mistake: the log has all of it, the person a sentence and a way out."""
    log.error("A page failed", exc_info=problem)
    st.error("Something on this page went wrong on our side. What you saved is kept. "
             "Load the page again; if it happens twice, tell your training coordinator.")
    return True


AROUND: dict[str, Any] = {
    "routes": [Route("/health", _health), *signin.routes()],
    "middleware": [Middleware(Gate, doors=visitor.doors)],
    "lifespan": _life,
    "on_script_error": _explain,
}
app = st.App(SCRIPT, **AROUND)


def main(arguments: list[str] | None = None) -> None:
    """Serves until stopped. The settings file is the app's own, wherever this is called from."""
    given = argparse.ArgumentParser(prog="python -m trainer.ui.app", description="Serves the trainer.")
    given.add_argument("--host", default="127.0.0.1")
    given.add_argument("--port", type=int, default=8501)
    asked = given.parse_args(arguments)
    sys.argv = [str(SCRIPT)]  # Streamlit looks for its settings beside the script that was started
    app.run(config={"server.address": asked.host, "server.port": asked.port})


if __name__ == "__main__":
    main()
