"""The library: everything under scenarios/, read strictly and checked together.

Each strand, home, life, frame, kind of document, place and kind of service is one value; what they say about
one another is checked before anything is made from them (``trainer.case.check``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from trainer import content
from trainer.case.check import check
from trainer.case.check_woven import Source
from trainer.case.life import bind
from trainer.case.people import Names
from trainer.case.record.kind import Kind, read_kind
from trainer.case.setting import Places, ServiceKinds
from trainer.case.strand import Strand
from trainer.content import ContentError, Lines, Problem, Value
from trainer.kept import kept

M = TypeVar("M", bound=Value)

# Which kinds of piece stand in which folder.
FOLDERS = {"strands": ("core", "crossing"), "homes": ("home",), "commons": ("common",), "lives": ("life",),
           "frames": ("frame",)}


@dataclass(frozen=True)
class Library:
    """What cases are made from; ``fingerprint`` is the SHA-256 of the files it was read from."""

    strands: Mapping[str, Strand]
    homes: Mapping[str, Strand]
    commons: Mapping[str, Strand]
    lives: Mapping[str, Strand]
    frames: Mapping[str, Strand]
    kinds: Mapping[str, Kind]
    services: ServiceKinds
    places: Places
    names: Names
    topics: Mapping[str, str]
    fingerprint: str
    _bound: dict[tuple[str, str], Strand] = field(default_factory=dict, repr=False, compare=False)

    def bound(self, life: str, part: str) -> Strand:
        """A life bound to a part, made once. KeyError for a life that isn't there."""
        known = self._bound.get((life, part))
        if known is None:
            known = self._bound[life, part] = bind(self.lives[life], part)
        return known

    @property
    def pieces(self) -> dict[str, Strand]:
        """Every piece by the name it has in what is woven; lives unbound."""
        shelves = {"": self.strands, "homes/": self.homes, "commons/": self.commons, "lives/": self.lives,
                   "frames/": self.frames}
        return {f"{folder}{name}": strand for folder, shelf in shelves.items() for name, strand in shelf.items()}

    @property
    def cores(self) -> tuple[str, ...]:
        """The names of the core strands, sorted."""
        return tuple(sorted(name for name, strand in self.strands.items() if strand.kind == "core"))

    @property
    def crossings(self) -> tuple[str, ...]:
        """The names of the crossing strands, sorted."""
        return tuple(sorted(name for name, strand in self.strands.items() if strand.kind == "crossing"))


@cache
def library() -> Library:
    """The library that ships with the program, read once, each file checked by itself. Raises ContentError.

    What its files say about one another was checked when they were written (``trainer check``, and the tests).
    """
    scenarios = content.root() / "scenarios"
    return kept("library", fingerprint(scenarios), lambda: load(scenarios, woven=False))


def load(scenarios: Path, woven: bool = True) -> Library:
    """The library of a folder ``scenarios/``. Raises ContentError with every problem as file:line.

    ``woven`` also weaves the pieces with one another, and checks what comes of it.
    """
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    shelves = {folder: _strands(scenarios / folder, sources, problems) for folder in FOLDERS}
    kinds: dict[str, Kind] = {}
    for path in sorted((scenarios / "documents").glob("*.md")):
        try:
            kinds[path.stem] = read_kind(path)
        except ContentError as error:
            problems += error.problems
    services = _one(scenarios / "services.yaml", ServiceKinds, problems)
    places = _one(scenarios / "places.yaml", Places, problems)
    names = _one(scenarios / "names.yaml", Names, problems)
    topics = _topics(scenarios / "topics.yaml", problems)
    if services is None or places is None or names is None or problems:
        raise ContentError(problems)
    found = Library(shelves["strands"], shelves["homes"], shelves["commons"], shelves["lives"], shelves["frames"],
                    kinds, services, places, names, topics, fingerprint(scenarios))
    problems += check(found, sources, content.shown(scenarios), woven)
    if problems:
        raise ContentError(problems)
    return found


def fingerprint(scenarios: Path) -> str:
    """SHA-256 over the names and bytes of the files that a library is read from."""
    total = hashlib.sha256()
    files = [*(scenarios / f"{name}.yaml" for name in ("services", "places", "names", "topics")),
             *scenarios.glob("documents/*.md"),
             *(path for folder in FOLDERS for path in scenarios.glob(f"{folder}/*.yaml"))]
    for path in sorted(files, key=lambda p: p.relative_to(scenarios).as_posix()):
        body = path.read_bytes()
        total.update(f"{path.relative_to(scenarios).as_posix()}\n{len(body)}\n".encode())
        total.update(body)
    return total.hexdigest()


def _strands(folder: Path, sources: dict[str, Source], problems: list[Problem]) -> dict[str, Strand]:
    found: dict[str, Strand] = {}
    for path in sorted(folder.glob("*.yaml")):
        name = content.shown(path)
        try:
            value, lines = content.plain(path)
            if value is None:
                raise ContentError([Problem(name, 1, "the file is empty")])
            strand = content.fit(value, Strand, name, lines)
        except ContentError as error:
            problems += error.problems
            continue
        if strand.kind not in FOLDERS[folder.name]:
            right = next(name for name, kinds in FOLDERS.items() if strand.kind in kinds)
            problems.append(Problem(name, lines.at(("kind",)), f"a {strand.kind} doesn't stand in {folder.name}/",
                                    f"move the file to {right}/ or change its kind"))
        piece = path.stem if folder.name == "strands" else f"{folder.name}/{path.stem}"
        found[path.stem] = strand
        sources[piece] = Source(name, lines)
    return found


def _one(path: Path, model: type[M], problems: list[Problem]) -> M | None:
    try:
        return content.read(path, model)
    except ContentError as error:
        problems += error.problems
        return None


def _topics(path: Path, problems: list[Problem]) -> dict[str, str]:
    try:
        value, lines = content.plain(path)
    except ContentError as error:
        problems += error.problems
        return {}
    if not isinstance(value, dict):
        problems.append(Problem(content.shown(path), 1, "topics are lines of the form  name: what it is about"))
        return {}
    problems += [Problem(content.shown(path), _line(lines, key), f"{key}: what it is about is missing")
                 for key, says in value.items() if not isinstance(says, str) or not says.strip()]
    return {str(key): str(says) for key, says in value.items()}


def _line(lines: Lines, key: str) -> int:
    return lines.at((key,))
