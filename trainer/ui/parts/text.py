"""Text that people or cases wrote, made safe to show: it is always text, never markup, formula or emoji."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&=^])")
_NO_END = re.compile(r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|St|Jr|Sr|No)\.$")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”’')\]]*|(?=\n)|$)")


def plain(text: object) -> str:
    """Text as HTML for ``st.html``: every sign stands for itself; line breaks are kept."""
    return escape(str(text)).replace("\r\n", "\n").replace("\n", "<br>")


def label(text: object, longest: int = 0) -> str:
    """Text as Markdown for labels, buttons and ``st.markdown``: one line, every sign stands for itself.
    ``longest`` > 0 cuts it there, with an ellipsis."""
    line = " ".join(str(text).split())
    if longest and len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return _MARKDOWN.sub(r"\\\1", line)


def short(text: object, longest: int) -> str:
    """Text on one line, cut at ``longest`` characters with an ellipsis; not escaped (options of a selectbox)."""
    line = " ".join(str(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Text as HTML with passages highlighted. Spans are code points; those that overlap become one, those
    outside the text are left out."""
    inside = sorted((max(0, a), min(len(text), b)) for a, b in spans if a < b and a < len(text) and b > 0)
    joined: list[tuple[int, int]] = []
    for a, b in inside:
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    out, at = [], 0
    for a, b in joined:
        out += [plain(text[at:a]), "<mark>", plain(text[a:b]), "</mark>"]
        at = b
    return "".join([*out, plain(text[at:])])


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, as (start, end) without the space around them."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        piece = match.group()
        start = match.start() + len(piece) - len(piece.lstrip())
        end = match.start() + len(piece.rstrip())
        if end <= start:
            continue
        if found and (start == found[-1][1] or _NO_END.search(text[: found[-1][1]])) and "\n" not in text[
                found[-1][1]:start]:
            start = found.pop()[0]  # "Dr. Brandt", "4 p.m.", "3.5 miles": no end of a sentence
        found.append((start, end))
    return found


def around(text: str, start: int, end: int, spare: int = 0) -> tuple[int, int]:
    """The whole sentences that hold a passage, and ``spare`` sentences on each side."""
    all_of = sentences(text)
    touched = [i for i, (a, b) in enumerate(all_of) if a < end and b > start]
    if not touched:
        return max(0, start), min(len(text), max(end, start))
    first, last = max(0, touched[0] - spare), min(len(all_of) - 1, touched[-1] + spare)
    return all_of[first][0], all_of[last][1]
