"""Content, read strictly: YAML files that practice and policy experts edit.

Every problem of every file is found before anything is refused, and each is said as
``file:line: what; what would be right``. Content holds values only: no tags, no anchors that
rewrite values, no duplicate keys.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

M = TypeVar("M", bound=BaseModel)
Loc = tuple[int | str, ...]


class Value(BaseModel):
    """Base of every value in the house: frozen, and strict about keys it doesn't know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in one file: where (path and 1-based line), what, and what would be right."""

    file: str
    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}" + (f"; {self.mend}" if self.mend else "")


class ContentError(Exception):
    """Content that can't be used. ``problems`` holds all of them, in file and line order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(p) for p in self.problems))


@cache
def root() -> Path:
    """The folder that holds ``scenarios/`` and ``rubrics/``: the checkout, or the package's own data."""
    here = Path(__file__).resolve().parent
    for folder in (here.parent, here / "_data"):
        if (folder / "scenarios").is_dir() and (folder / "rubrics").is_dir():
            return folder
    raise ContentError(
        [
            Problem(
                str(here),
                0,
                "no scenarios/ and rubrics/ folder found",
                "reinstall the package, or run from the checkout",
            )
        ]
    )


def shown(path: Path) -> str:
    """A path as a person reads it: below the content root where possible."""
    try:
        return path.resolve().relative_to(root()).as_posix()
    except (ValueError, ContentError):
        return path.as_posix()


def plain(path: Path) -> tuple[Any, Lines]:
    """The plain value of one YAML file, and the lines of its parts. Raises ContentError."""
    return _plain(_text(path), shown(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError([Problem(shown(path), 0, "there is no such file")]) from None
    except UnicodeDecodeError:
        problem = Problem(shown(path), 1, "the file is not UTF-8 text", "save it as UTF-8")
        raise ContentError([problem]) from None


def _plain(text: str, name: str) -> tuple[Any, Lines]:
    try:
        node = yaml.compose(text, Loader=_Strict)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentError(
            [
                Problem(
                    name,
                    (mark.line + 1) if mark else 1,
                    f"not readable as YAML: {error.problem or error.context}",
                    "check indentation, quotes and colons",
                )
            ]
        ) from None
    except yaml.YAMLError as error:
        raise ContentError([Problem(name, 1, f"not readable as YAML: {error}")]) from None
    lines = Lines({})
    problems: list[Problem] = []
    value = None if node is None else _build(node, (), lines, problems, name)
    if problems:
        raise ContentError(problems)
    return value, lines


def read(path: Path, model: type[M]) -> M:
    """One file as a value of ``model``. Raises ContentError with every problem and its line."""
    value, lines = plain(path)
    if value is None:
        raise ContentError([Problem(shown(path), 1, "the file is empty")])
    return fit(value, model, shown(path), lines)


def read_with_body(path: Path, model: type[M]) -> tuple[M, str]:
    """A file that opens with YAML between two lines ``---``, then a text: the value and the text.

    The text keeps its line numbers: it begins with as many empty lines as stand above it in the file.
    Raises ContentError with every problem and its line.
    """
    name, lines_of_text = shown(path), _text(path).split("\n")
    ends = [i for i, line in enumerate(lines_of_text) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        raise ContentError(
            [
                Problem(
                    name,
                    1,
                    "the file doesn't open with values between two lines of ---",
                    "begin it with ---, the values, and --- again",
                )
            ]
        )
    value, lines = _plain("\n" + "\n".join(lines_of_text[1 : ends[1]]), name)
    if value is None:
        raise ContentError([Problem(name, 1, "there is nothing between the two lines of ---")])
    body = "\n" * (ends[1] + 1) + "\n".join(lines_of_text[ends[1] + 1 :])
    return fit(value, model, name, lines), body


def read_folder(folder: Path, model: type[M], pattern: str = "*.yaml") -> dict[str, M]:
    """Every file of a folder (and below, with ``**``), by its id: the file's name without ending.

    Raises ContentError with the problems of all files at once; two files of one id are a problem.
    """
    found: dict[str, M] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob(pattern)):
        try:
            value = read(path, model)
        except ContentError as error:
            problems.extend(error.problems)
            continue
        if path.stem in found:
            problems.append(
                Problem(
                    shown(path), 1, f"a second file is named {path.stem!r}", "a file's name is its id: choose another"
                )
            )
        found[path.stem] = value
    if problems:
        raise ContentError(problems)
    return found


def fit(value: Any, model: type[M], name: str, lines: Lines | None = None) -> M:
    """A plain value as a value of ``model``; problems carry the line where one is known."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise ContentError(problems_of(error, name, lines or Lines({}), model)) from None


def problems_of(error: ValidationError, name: str, lines: Lines, model: type[BaseModel]) -> list[Problem]:
    """Pydantic's errors as problems in words that somebody who doesn't program can act on."""
    result = []
    for item in error.errors(include_url=False):
        loc: Loc = tuple(item["loc"])
        place = ".".join(str(part) for part in loc) or "the file"
        line = lines.at(loc)
        kind, found = item["type"], item.get("input")
        if kind == "extra_forbidden":
            result.append(Problem(name, line, f"{place}: this key isn't known", _did_you_mean(model, loc)))
        elif kind == "missing":
            result.append(Problem(name, line, f"{place}: is missing", f"add {loc[-1]!r}"))
        elif kind == "value_error":
            result.append(Problem(name, line, f"{place}: {item['msg'].removeprefix('Value error, ')}"))
        elif kind == "literal_error":
            expected = str(item.get("ctx", {}).get("expected", ""))
            result.append(
                Problem(name, line, f"{place}: {_short(found)} is not a choice here", _near(str(found), expected))
            )
        elif kind in ("union_tag_invalid", "union_tag_not_found"):
            expected = str(item.get("ctx", {}).get("expected_tags", ""))
            tag = str(item.get("ctx", {}).get("tag", "nothing"))
            result.append(Problem(name, line, f"{place}: there is no kind {tag!r}", _near(tag, expected)))
        else:
            mend = item["msg"][:1].lower() + item["msg"][1:]
            result.append(Problem(name, line, f"{place}: found {_short(found)}", mend))
    return result


def nearest(word: str, choices: Iterable[str]) -> str:
    """``did you mean "x"?`` for the choice most like a word, or the choices when none is like it."""
    known = sorted(set(choices))
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return f'did you mean "{close[0]}"?'
    return "choose one of " + ", ".join(known) if known and len(known) <= 30 else ""


class Lines:
    """Where each part of a YAML file stands: a path of keys and indexes to a 1-based line."""

    def __init__(self, known: dict[Loc, int]) -> None:
        self._known = known

    def put(self, loc: Loc, line: int) -> None:
        self._known[loc] = line

    def at(self, loc: Loc) -> int:
        """The line of the nearest known place at or above ``loc``; tags of unions are passed over."""
        parts = list(loc)
        while parts:
            if tuple(parts) in self._known:
                return self._known[tuple(parts)]
            for drop in range(len(parts) - 1, -1, -1):
                shorter = tuple(parts[:drop] + parts[drop + 1 :])
                if shorter in self._known and drop != len(parts) - 1:
                    return self._known[shorter]
            parts.pop()
        return self._known.get((), 1)


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)      # libyaml reads a strand ten times as fast


class _Strict(_Loader):  # type: ignore[misc]
    """YAML 1.1 without its surprises: only true and false are yes and no; numbers are plain."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if tag not in ("tag:yaml.org,2002:bool",)]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_BOOL = {"true": True, "false": False}


def _build(node: yaml.Node, loc: Loc, lines: Lines, problems: list[Problem], name: str) -> Any:
    lines.put(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in result:
                problems.append(Problem(name, line, f"{key!r} stands here twice", "keep one of the two"))
            result[key] = _build(value_node, (*loc, key), lines, problems, name)
            lines.put((*loc, key), line)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*loc, i), lines, problems, name) for i, child in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    if not node.style and node.value in _BOOL:        # a plain scalar; the two loaders say it differently
        return _BOOL[node.value]
    if not node.tag.startswith("tag:yaml.org,2002:"):
        problems.append(
            Problem(name, node.start_mark.line + 1, f"the tag {node.tag} is not for content", "write the value itself")
        )
        return None
    if node.tag == "tag:yaml.org,2002:timestamp":
        try:
            return dt.date.fromisoformat(node.value)
        except ValueError:
            problems.append(
                Problem(
                    name,
                    node.start_mark.line + 1,
                    f"{node.value} is not a date that exists",
                    "write year-month-day, such as 2026-03-01",
                )
            )
            return None
    constructor = yaml.SafeLoader("")
    try:
        return constructor.construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        problems.append(
            Problem(name, node.start_mark.line + 1, f"{node.value!r} can't be read: {error}", "put it in quotes")
        )
        return None


def _did_you_mean(model: type[BaseModel], loc: Loc) -> str:
    names = _keys_at(model, loc[:-1])
    return nearest(str(loc[-1]), names) if names else "take it out"


def _keys_at(model: Any, loc: Loc) -> set[str]:
    """The keys a nested place may have; empty where that can't be told (unions)."""
    schema = model.model_json_schema()
    defs = schema.get("$defs", {})

    def resolve(node: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        if "$ref" in node:
            return resolve(defs[node["$ref"].rsplit("/", 1)[1]])
        for word in ("anyOf", "oneOf"):
            if word in node:
                return [leaf for option in node[word] for leaf in resolve(option)]
        return [node]

    places = resolve(schema)
    for step in loc:
        inner: list[Mapping[str, Any]] = []
        for place in places:
            if isinstance(step, int) and "items" in place:
                inner += resolve(place["items"])
            elif step in place.get("properties", {}):
                inner += resolve(place["properties"][str(step)])
            elif isinstance(place.get("additionalProperties"), dict):
                inner += resolve(place["additionalProperties"])
            elif str(step) in str(place.get("properties", {}).get("kind", {})):
                inner.append(place)
        places = inner
    return {key for place in places for key in place.get("properties", {})}


def _near(word: str, expected: str) -> str:
    choices = [part.strip().strip("'\"") for part in expected.replace(" or ", ", ").split(",")]
    return nearest(word, [c for c in choices if c])


def _short(value: Any) -> str:
    text = "nothing" if value is None or value == "" else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
