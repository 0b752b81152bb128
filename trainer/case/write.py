"""A case as files: ``case.json`` (all of the truth) and ``record/NN-kind.md`` (what a trainee reads)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from trainer.case.model import Case, Document
from trainer.content import ContentError, Lines, Problem, problems_of, shown

_PAPER = re.compile(r"\d{2,}-[a-z-]+\.md")      # how the papers of a record are named


def write_case(case: Case, out: Path) -> tuple[Path, ...]:
    """Write a case below a folder, making it where needed; the paths written, ``case.json`` first.

    The same case gives the same bytes. Where another case stood there, its papers go, so that two records don't
    mix. OSError where the folder can't be written.
    """
    (out / "record").mkdir(parents=True, exist_ok=True)
    if (out / "case.json").exists():
        for old in (out / "record").glob("*.md"):
            if _PAPER.fullmatch(old.name):
                old.unlink()
    written = [out / "case.json"]
    written[0].write_bytes(case_json(case).encode())
    for document in case.documents:
        path = out / document.file
        path.write_bytes(paper_text(document).encode())
        written.append(path)
    return tuple(written)


def case_json(case: Case) -> str:
    """A case as JSON: keys sorted, two spaces, letters as they are, a newline at the end."""
    return json.dumps(case.model_dump(mode="json"), sort_keys=True, indent=2, ensure_ascii=False) + "\n"


def paper_text(document: Document) -> str:
    """A document as one Markdown file, each page marked by a comment and a line to read."""
    total = len(document.pages)
    pages = [f"<!-- page {n} -->\n*{document.title}, page {n} of {total}*\n\n{page}\n"
             for n, page in enumerate(document.pages, 1)]
    return "\n".join(pages)


def read_case(path: Path) -> Case:
    """A case from its JSON file, checked whole. Raises ContentError with every problem and its place."""
    name = shown(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(name, 0, "there is no such file")]) from None
    except IsADirectoryError:
        raise ContentError([Problem(name, 0, "this is a folder", "name the case.json in it")]) from None
    except UnicodeDecodeError:
        raise ContentError([Problem(name, 1, "the file is not UTF-8 text")]) from None
    return parse_case(text, name)


def parse_case(text: str, name: str = "case.json") -> Case:
    """A case from JSON text; ``name`` is named in problems. Raises ContentError."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, item in pairs:
            if key in result:
                twice.append(key)
            result[key] = item
        return result

    try:
        value = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise ContentError([Problem(name, error.lineno, f"not readable as JSON: {error.msg}")]) from None
    except RecursionError:
        raise ContentError([Problem(name, 1, "not readable as JSON: it is nested too deeply")]) from None
    if twice:
        raise ContentError(Problem(name, _line_of(text, key), f"{key!r} stands twice in one place") for key in twice)
    try:
        return Case.model_validate(value)
    except ValidationError as error:
        raise ContentError(problems_of(error, name, Lines({}), Case)) from None


def _line_of(text: str, key: str) -> int:
    return next(_lines_with(text, json.dumps(key)), 1)


def _lines_with(text: str, part: str) -> Iterator[int]:
    return (n for n, line in enumerate(text.split("\n"), 1) if part in line)
