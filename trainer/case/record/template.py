"""Templates of papers: Jinja2's sandbox with names, if, for, and the functions and filters listed here."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import FunctionType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from trainer.case.record.told import MARK, Text, Told, cell, escape
from trainer.content import Problem, nearest

# What a template may name: values, and functions.
VALUES = ("paper", "author", "about", "child", "children", "parent", "family", "case_number", "place", "court",
          "services", "seats", "review", "placements", "ratings")
FUNCTIONS = ("tell", "has", "page_break", "vary", "habit", "someone", "day", "sign", "ref", "phone", "word",
             "way", "order", "number", "closing")
_TEXT_THEN_TAG = re.compile(r"^(?!\s*\{%[^%]*%\}\s*$)(.*[^\s+])\s*%\}$", re.M)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_OF_ONE = {"children": "child", "Children": "Child", "are": "is", "Are": "Is"}
_SEVERAL = re.compile(rf"\b({'|'.join(_OF_ONE)})\b")
_FULL_HOUR = re.compile(r"\b(\d\d?):00\b")
_PARTS_OF_A_TEMPLATE = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.For, nodes.Filter,
    nodes.Call, nodes.Keyword, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Getattr,
    nodes.CondExpr, nodes.Tuple, nodes.List,
)


def _as_written(body: str) -> str:
    """A line of text that ends with a tag keeps its line end; a line that is only a tag leaves none."""
    return _TEXT_THEN_TAG.sub(r"\1+%}", body)


def problems(body: str, file: str) -> list[Problem]:
    """What a template holds that it may not: unknown names, functions, filters, or other programming."""
    try:
        tree = _ENVIRONMENT.parse(_as_written(body))
    except TemplateSyntaxError as error:
        return [Problem(file, error.lineno, f"not readable as a template: {error.message}")]
    found = []
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _PARTS_OF_A_TEMPLATE):
            found.append(Problem(file, node.lineno, f"a template has no {type(node).__name__.lower()}",
                                 "it may have names, if, for, and the listed functions and filters"))
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            found.append(Problem(file, node.lineno, f"{node.attr!r} can't be named",
                                 "name a value that the README lists"))
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            found.append(Problem(file, node.lineno, f"there is no filter {node.name!r}", nearest(node.name, FILTERS)))
        elif isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS):
            called = node.node.name if isinstance(node.node, nodes.Name) else "this"
            found.append(Problem(file, node.lineno, f"{called!r} can't be called", nearest(called, FUNCTIONS)))
    if found:
        return found
    known = {*VALUES, *FUNCTIONS}
    for name in meta.find_undeclared_variables(tree) - known - {"loop"}:
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        found.append(Problem(file, line, f"{name!r} isn't known in a template", nearest(name, known)))
    return found


def topics_told(body: str) -> tuple[list[tuple[str, int]], bool]:
    """The topics that a template tells or asks for, each with its line; and whether it tells all that is left."""
    named: list[tuple[str, int]] = []
    rest = False
    for call in _ENVIRONMENT.parse(_as_written(body)).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("tell", "has"):
            named += [(a.value, call.lineno) for a in call.args if isinstance(a, nodes.Const)]
            rest = rest or (call.node.name == "tell" and not call.args and not call.kwargs)
    return named, rest


@lru_cache(maxsize=256)
def named(body: str) -> tuple[str, ...]:
    """The values (of ``VALUES``) that a template names."""
    names = meta.find_undeclared_variables(_ENVIRONMENT.parse(_as_written(body)))
    return tuple(value for value in VALUES if value in names)


class BrokenTemplate(Exception):
    """A template failed while it ran: ``line`` of its file, and what was wrong."""

    def __init__(self, line: int, what: str) -> None:
        self.line, self.what = line, what
        super().__init__(what)


def run(body: str, file: str, context: Mapping[str, Any]) -> str:
    """The rendered text. Raises BrokenTemplate."""
    try:
        return _compiled(body, file).render(context)
    except (TemplateError, TypeError, ValueError, AttributeError, KeyError) as error:
        lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
        raise BrokenTemplate(lines[-1] or 1 if lines else 1, str(error)) from error


@lru_cache(maxsize=256)
def _compiled(body: str, file: str) -> Template:
    code = _ENVIRONMENT.compile(_as_written(body), name=file, filename=file)
    return Template.from_code(_ENVIRONMENT, code, _ENVIRONMENT.globals)


# Filters

def prose(items: Iterable[Any]) -> Text:
    """Told texts as one paragraph."""
    return Text(" ".join(_shown(item) for item in items))


def bullets(items: Iterable[Any]) -> Text:
    """A bulleted list, one text an item."""
    return Text("\n".join(_item("- ", _shown(item)) for item in items))


def numbered(items: Iterable[Any]) -> Text:
    """A numbered list."""
    return Text("\n".join(_item(f"{n}. ", _shown(item)) for n, item in enumerate(items, 1)))


def in_cell(value: Any) -> Text:
    """Anything as one cell of a table; several texts follow one another."""
    return Text(cell(prose(value) if isinstance(value, Told) else _shown(value)))


def names(people: Iterable[Any]) -> str:
    """People's full names: A, B and C."""
    shown = [str(person) for person in people]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def given(people: Iterable[Any]) -> str:
    """People's given names: A, B and C."""
    return names(person.given for person in people)


def heads(items: Iterable[Any]) -> list[tuple[Text, Text]]:
    """Each told text in two: what stands before its first colon, and the rest; no head where that is long."""
    result = []
    for item in items:
        head, colon, rest = _shown(item).partition(": ")
        whole = not colon or len(MARK.sub("", head)) > 60
        result.append((Text(""), Text(_shown(item))) if whole else (Text(head), Text(rest)))
    return result


def upper(value: Any) -> str:
    """In capitals; what was Markdown stays so."""
    return type(value)(str(value).upper()) if isinstance(value, Text) else str(value).upper()


def counted(value: Any, people: Sequence[Any]) -> Any:
    """Words about several children as they are said of one, where there is one: How the child is."""
    if len(people) != 1:
        return value
    return Text(_SEVERAL.sub(lambda found: _OF_ONE[found[0]], str(value)))


def brief(value: Any) -> str:
    """Hours as a busy person writes them: Mon to Fri, 9 am to 6 pm."""
    return _FULL_HOUR.sub(r"\1", _WEEKDAY.sub(lambda found: found[0][:3], str(value)))


def lines(items: Iterable[Any]) -> Text:
    """One line each, broken as Markdown breaks lines."""
    return Text("  \n".join(_shown(item) for item in items))


def _shown(value: Any) -> str:
    """What an expression shows: nothing for None, Markdown as it is, everything else escaped."""
    if isinstance(value, (Text, Told)):
        return str(value)
    return escape(str(value)) if value is not None else ""


def _item(sign: str, text: str) -> str:
    """One item of a list; a text that is a list itself goes in as its items."""
    return text if text.startswith("- ") else sign + text.replace("\n", "\n" + " " * len(sign))


FILTERS: dict[str, Callable[..., Any]] = {
    "prose": prose, "bullets": bullets, "numbered": numbered, "cell": in_cell, "names": names, "upper": upper,
    "lines": lines, "heads": heads, "brief": brief, "counted": counted, "given": given,
    "lower": lambda value: str(value).lower(), "length": len, "first": lambda items: next(iter(items), None),
}


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with what ``problems`` lets through at its gate: our functions, and public attributes.

    Jinja2's own asks many questions at each call and attribute, for templates that may call anything; ours are
    read node by node when they are loaded, and hold a call of a listed name and nothing else.
    """

    def call(__self, __context: Context, __obj: Any, *args: Any, _loop_vars: Any = None, _block_vars: Any = None,
             **kwargs: Any) -> Any:
        if not isinstance(__obj, FunctionType):
            raise SecurityError(f"{__obj!r} can't be called")
        return __obj(*args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if attribute.startswith("_"):
            return self.unsafe_undefined(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)       # an item of that name, or undefined


def _environment() -> ImmutableSandboxedEnvironment:
    environment = _Sandbox(undefined=StrictUndefined, autoescape=False, finalize=_shown,
                                                trim_blocks=True, lstrip_blocks=True)
    environment.filters.clear()
    environment.filters.update(FILTERS)
    environment.tests.clear()
    environment.globals.clear()
    return environment


_ENVIRONMENT = _environment()
