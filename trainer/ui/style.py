"""The look: one style file, given to the app once a run and to the plain pages before it.

Colours of widgets and charts are the theme's (``.streamlit/config.toml``). The fonts are the ones that
Streamlit ships, so nothing is fetched from elsewhere.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

_FILE = Path(__file__).with_name("style.css")
_FONT_FILES = Path(st.__file__).parent / "static/static/media"
FONTS = tuple(f"/static/media/{file.name}" for file in sorted(_FONT_FILES.glob("SourceSansVF-*.woff2")))

LEVELS = {
    "met": ("●", "met"),
    "partly": ("◐", "partly"),
    "missed": ("○", "missed"),
    "unsure": ("?", "unsure"),
    "not_applicable": ("–", "not applicable"),
    "not_observed": ("–", "not observed"),
}


def dress() -> None:
    """Gives the page its look. Call it once a run, in the frame, before anything is shown."""
    st.html(_FILE)


def chip(level: str) -> str:
    """A level as HTML for ``st.html``: its sign and its word, in its colour."""
    sign, word = LEVELS[level]
    return f'<span class="level level-{level}"><span aria-hidden="true">{sign}</span> {word}</span>'


def plain_page(title: str, body: str) -> tuple[str, str]:
    """A whole HTML page that needs no script, and the content security policy to send with it.

    ``title`` is text; ``body`` is HTML whose values are escaped already.
    """
    html = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · Case Plan Trainer</title>
<link rel="icon" href="data:,">
<style>{_css()}</style>
</head>
<body class="door"><main>
<p class="house">Case Plan Trainer</p>
<h1>{escape(title)}</h1>
{body}
</main></body>
</html>
"""
    return html, _policy()


@cache
def _css() -> str:
    faces = (
        f'@font-face {{ font-family: "Source Sans"; src: url("{address}") format("woff2"); '
        f'font-weight: 200 900; font-style: {"italic" if "Italic" in address else "normal"}; }}'
        for address in FONTS
    )
    return "\n".join([*faces, _FILE.read_text(encoding="utf-8")])


@cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_css().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src 'self'; img-src data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
