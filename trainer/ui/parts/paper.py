"""A paper of the record as a sheet: our own small reading of the Markdown that the record's templates write.

Every sign of a paper's text is escaped; the only markup is what this file writes. So a paper can hold dollar
signs, colons, angle brackets or formulas, and shows them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

import streamlit as st

from trainer.desk.views import PaperView
from trainer.ui.parts.text import plain
from trainer.ui.parts.when import day

_ON, _OFF = "\ue000", "\ue001"
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"\s{0,3}[-*+]\s+(.*)")
_NUMBER = re.compile(r"\s{0,3}\d{1,3}[.)]\s+(.*)")
_RULE = re.compile(r"\s{0,3}([-*_])(\s*\1){2,}\s*$")
_TABLE_EDGE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>$:&=^\"'])")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__", re.S)
_SOFT = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])",
                   re.S)


def sheet(view: PaperView, page: int, text: str, marks: Sequence[str] = ()) -> None:
    """One page of a paper as a sheet, with its page mark; passages in ``marks`` are highlighted."""
    st.html(sheet_html(view, page, text, marks))


def sheet_html(view: PaperView, page: int, text: str, marks: Sequence[str] = ()) -> str:
    """``sheet`` as HTML."""
    mark = f"{plain(view.title)} · page {page} of {view.pages}"
    name = f"{view.title}, page {page} of {view.pages}"
    return (f'<article class="sheet" aria-label="{escape(name, quote=True)}">{paper_html(text, marks)}'
            f'<p class="pagemark">{mark}</p></article>')


def byline(view: PaperView) -> str:
    """\"Dana Reyes, intake worker · March 3, 2026\", as text."""
    who = ", ".join(filter(None, (view.author_name, view.author_work)))
    return " · ".join(filter(None, (who, day(view.date))))


def paper_html(text: str, marks: Sequence[str] = ()) -> str:
    """A page's Markdown as HTML: headings, paragraphs, lists, tables, rules, quotes, strong and soft words."""
    clean = text.replace("\r\n", "\n").replace(_ON, "").replace(_OFF, "")
    for quote in marks:
        clean = _mark(clean, quote)
    return "".join(_blocks(clean.split("\n"))).replace(_ON, "<mark>").replace(_OFF, "</mark>")


def words_of(text: str) -> str:
    """A page's words without its markup, a line a block: to choose sentences from and to search in."""
    lines = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if _RULE.match(line) or ("|" in line and _TABLE_EDGE.match(line)):
            continue
        found = _HEADING.match(line) or _BULLET.match(line) or _NUMBER.match(line)
        line = found.groups()[-1] if found else line.lstrip("> ")
        if "|" in line:
            line = " · ".join(cell.strip() for cell in _CELL.split(line.strip().strip("|")))
        line = _STRONG.sub(lambda m: m[1] or m[2], line)
        line = _SOFT.sub(lambda m: m[1] or m[2], line)
        lines.append(unescape(_ESCAPED.sub(r"\1", line)))
    return "\n".join(lines)


def _blocks(lines: list[str]) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif heading := _HEADING.match(line):
            depth = min(len(heading[1]) + 1, 5)
            out.append(f"<h{depth}>{_inline(heading[2])}</h{depth}>")
            at += 1
        elif _RULE.match(line):
            out.append("<hr>")
            at += 1
        elif "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and _TABLE_EDGE.match(lines[at + 1]):
            at, table = _table(lines, at)
            out.append(table)
        elif _BULLET.match(line) or _NUMBER.match(line):
            at, items = _list(lines, at)
            out.append(items)
        elif line.lstrip().startswith(">"):
            end = at
            while end < len(lines) and lines[end].lstrip().startswith(">"):
                end += 1
            inner = [quoted.lstrip()[1:].removeprefix(" ") for quoted in lines[at:end]]
            out.append(f"<blockquote>{''.join(_blocks(inner))}</blockquote>")
            at = end
        else:
            end = at + 1
            while end < len(lines) and lines[end].strip() and not _begins_block(lines, end):
                end += 1
            out.append(f"<p>{_paragraph(lines[at:end])}</p>")
            at = end
    return out


def _begins_block(lines: list[str], at: int) -> bool:
    line = lines[at]
    table = "|" in line and at + 1 < len(lines) and "|" in lines[at + 1] and bool(_TABLE_EDGE.match(lines[at + 1]))
    return bool(_HEADING.match(line) or _RULE.match(line) or _BULLET.match(line) or _NUMBER.match(line) or table
                or line.lstrip().startswith(">"))


def _paragraph(lines: list[str]) -> str:
    pieces = []
    for line in lines[:-1]:
        hard = line.endswith("  ") or line.endswith("\\")
        pieces.append(line.rstrip().removesuffix("\\") + ("\x1f" if hard else "\n"))
    return _inline("".join([*pieces, lines[-1]])).replace("\x1f", "<br>")


def _list(lines: list[str], at: int) -> tuple[int, str]:
    kind = _BULLET if _BULLET.match(lines[at]) else _NUMBER
    items: list[str] = []
    while at < len(lines) and lines[at].strip():
        found = kind.match(lines[at])
        if found:
            items.append(found[1])
        elif lines[at].startswith("  ") and items:
            items[-1] += "\n" + lines[at].strip()
        else:
            break
        at += 1
    tag = "ul" if kind is _BULLET else "ol"
    return at, f"<{tag}>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + f"</{tag}>"


def _table(lines: list[str], at: int) -> tuple[int, str]:
    heads = _cells(lines[at])
    at += 2
    rows = []
    while at < len(lines) and "|" in lines[at] and lines[at].strip():
        cells = _cells(lines[at])
        rows.append((cells + [""] * len(heads))[: len(heads)])
        at += 1
    top = "".join(f'<th scope="col">{_inline(h)}</th>' for h in heads)
    body = "".join("<tr>" + "".join(f"<td>{_inline(c)}</td>" for c in row) + "</tr>" for row in rows)
    head = f"<thead><tr>{top}</tr></thead>" if any(h.strip(_ON + _OFF + " ") for h in heads) else ""
    return at, f'<div class="wide" tabindex="0" role="group" aria-label="Table"><table>{head}<tbody>{body}</tbody>' \
               "</table></div>"


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip() for cell in _CELL.split(line)]


def _inline(text: str) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[1])
        return f"\x02{len(held) - 1}\x03"

    text = escape(unescape(_ESCAPED.sub(hold, text.replace("\x02", "").replace("\x03", ""))), quote=False)
    text = _STRONG.sub(lambda m: f"<strong>{m[1] or m[2]}</strong>", text)
    text = _SOFT.sub(lambda m: f"<em>{m[1] or m[2]}</em>", text)
    return re.sub("\x02(\\d+)\x03", lambda m: escape(held[int(m[1])], quote=False), text)


def _mark(text: str, quote: str) -> str:
    """Signs around the first place where a quote's words stand, whatever space or markup lies between them."""
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return text
    found = re.search(r"[\s*_\\>]+".join(words), text)
    if found is None:
        return text
    return f"{text[:found.start()]}{_ON}{found.group()}{_OFF}{text[found.end():]}"
