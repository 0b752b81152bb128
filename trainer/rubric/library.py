"""The rubrics as they stand in files: sources, criteria, tracks and forms, read strictly, all problems at once.

``load(root)`` gives them, or raises ContentError with every problem as ``file:line: what; what would be
right``. ``Rubrics.rubric(track)`` gives what ``score`` needs for one track.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from trainer import content
from trainer.case.generate import TrackCase
from trainer.content import ContentError, Lines, Loc, Problem, fit, nearest, plain, shown
from trainer.plan.forms import Form, forms
from trainer.rubric.checks import KINDS, build
from trainer.rubric.checks.base import Check
from trainer.rubric.conditions import CONDITIONS
from trainer.rubric.model import Criterion, Domain, Provision, Source, Track, Tracks, finding_key

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Asked:
    """A criterion with the parameters of a provision: where it looks and its check, built."""

    id: str
    with_: dict[str, Any]
    criterion: Criterion
    title: str
    domain: Domain
    parts: tuple[str, ...]
    check: Check


@dataclass(frozen=True)
class Instance:
    """A criterion with one set of parameters, and the provisions that ask for it so: scored once."""

    asked: Asked
    provisions: tuple[Provision, ...]


@dataclass(frozen=True)
class Rubric:
    """What ``score`` needs of one track: its sources in order, their criteria, the forms that are filled in."""

    track_id: str
    track: Track
    sources: Mapping[str, Source]
    criteria: Mapping[str, Criterion]
    forms: Mapping[str, Form]
    fingerprints: Mapping[str, str]

    @property
    def pass_share(self) -> float:
        """The share of points that is enough."""
        return self.track.pass_share

    @cached_property
    def instances(self) -> dict[str, Instance]:
        """Every criterion with its parameters, by the finding's key, in the order of the policies."""
        found: dict[str, tuple[Asked, list[Provision]]] = {}
        for source in self.sources.values():
            for provision in source.provisions:
                for ask in provision.asks:
                    key = finding_key(ask.criterion, ask.with_)
                    if key not in found:
                        found[key] = (asked(ask.criterion, self.criteria[ask.criterion], ask.with_), [])
                    if provision not in found[key][1]:
                        found[key][1].append(provision)
        return {key: Instance(a, tuple(ps)) for key, (a, ps) in found.items()}

    @cached_property
    def source_of(self) -> dict[str, str]:
        """Each provision's source."""
        return {p.id: id for id, source in self.sources.items() for p in source.provisions}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Each provision by its id."""
        return {p.id: p for source in self.sources.values() for p in source.provisions}


@dataclass(frozen=True)
class Rubrics:
    """Everything under ``rubrics/``: sources, criteria by id, tracks, forms; where each criterion's file stands."""

    sources: Mapping[str, Source]
    criteria: Mapping[str, Criterion]
    tracks: Mapping[str, Track]
    forms: Mapping[str, Form]
    files: Mapping[str, str] = field(default_factory=dict)

    def rubric(self, track: str, sources: Iterable[str] | None = None) -> Rubric:
        """What a track scores by; other ``sources`` than its own where named. ContentError for an unknown name."""
        if track not in self.tracks:
            raise ContentError([Problem("rubrics/tracks.yaml", 0, f"there is no track {track!r}",
                                        nearest(track, self.tracks))])
        chosen = tuple(self.tracks[track].sources if sources is None else dict.fromkeys(sources))
        unknown = [s for s in chosen if s not in self.sources]
        if unknown:
            raise ContentError([Problem("rubrics/sources", 0, f"there is no source {s!r}", nearest(s, self.sources))
                                for s in unknown])
        named = {a.criterion for s in chosen for p in self.sources[s].provisions for a in p.asks}
        return Rubric(
            track_id=track, track=self.tracks[track], sources={s: self.sources[s] for s in chosen},
            criteria={c: self.criteria[c] for c in sorted(named)},
            forms={f: self.forms[f] for f in self.tracks[track].forms},
            fingerprints={s: self.fingerprint(s) for s in chosen})

    def track_case(self, track: str) -> TrackCase:
        """What a track gives to its cases: frame, clocks, words. KeyError for an unknown track."""
        known = self.tracks[track]
        return TrackCase(id=track, frame=known.frame, clocks=known.clocks, words=known.words)

    def fingerprint(self, source: str) -> str:
        """What a source asks, as a hash: its provisions and the criteria they name, whole."""
        policy = self.sources[source]
        named = sorted({a.criterion for p in policy.provisions for a in p.asks})
        whole = {"source": policy.model_dump(mode="json", by_alias=True),
                 "criteria": {c: self.criteria[c].model_dump(mode="json", by_alias=True) for c in named}}
        return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def provision(self, id: str) -> tuple[str, Provision] | None:
        """A provision with its source's id; None when there is none."""
        for source, policy in self.sources.items():
            for provision in policy.provisions:
                if provision.id == id:
                    return source, provision
        return None


def asked(id: str, criterion: Criterion, with_: Mapping[str, Any]) -> Asked:
    """A criterion with the parameters that a provision or an example gives. ``with`` holds the criterion's own
    parameters (its variants), keys of its check, and ``part``. Raises pydantic's ValidationError where they don't fit,
    KeyError for a value that a variant doesn't have."""
    check, part, domain, titles = dict(criterion.check), criterion.part, criterion.domain, []
    for key, value in with_.items():
        if key in criterion.variants:
            variant = criterion.variants[key][str(value)]
            check = dict(variant.check) if "kind" in variant.check else {**check, **variant.check}
            part, domain = variant.part or part, variant.domain or domain
            titles.append(variant.title)
    for key, value in with_.items():
        if key == "part":
            part = value if isinstance(value, str) else tuple(value)
        elif key not in criterion.variants:
            check[key] = value
    parts = (part,) if isinstance(part, str) else tuple(part)
    title = next((t for t in titles if t), criterion.title)
    return Asked(id=id, with_=dict(with_), criterion=criterion, title=title, domain=domain,
                 parts=parts, check=build(check))


@cache
def rubrics() -> Rubrics:
    """The installed rubrics, read once. Raises ContentError with all problems."""
    return load()


def criterion_schema() -> dict[str, Any]:
    """The JSON Schema of a criterion's file, with the kinds of check."""
    from trainer.rubric.document import criterion_schema as schema

    return schema()


def load(root: Path | None = None) -> Rubrics:
    """Everything under a content root's ``rubrics/``, strictly. Raises ContentError with all problems."""
    found, problems = survey(root)
    if problems:
        raise ContentError(problems)
    return found


def survey(root: Path | None = None) -> tuple[Rubrics, list[Problem]]:
    """What could be read under a content root's ``rubrics/``, and every problem there is."""
    folder = (root or content.root()) / "rubrics"
    read = _Reader()
    known_forms = read.all_forms(folder / "forms")
    tracks = read.file(folder / "tracks.yaml", Tracks)
    sources = read.folder(folder / "sources", Source, "*.yaml")
    criteria = read.folder(folder / "criteria", Criterion, "*/*.yaml")
    rubrics = Rubrics(
        sources={k: s for k, (_, s) in sources.items()}, criteria={k: c for k, (_, c) in criteria.items()},
        tracks=tracks.tracks if tracks else {}, forms=known_forms,
        files={k: p.as_posix() for k, (p, _) in criteria.items()})
    _tie(rubrics, read, folder, {k: p for k, (p, _) in sources.items()}, {k: p for k, (p, _) in criteria.items()})
    return rubrics, read.problems


def places(known: Mapping[str, Form]) -> dict[str, str]:
    """Every place a criterion can look at, with the kind of its value: \"plan.health\": text, \"team\": table."""
    result: dict[str, str] = {}
    for form in known.values():
        for part in form.parts:
            whole = form.place in ("team", "contacts")
            result[form.place if whole and part.id == form.place else f"{form.place}.{part.id}"] = part.kind
    return result


class _Reader:
    """Reads files and keeps every problem, and the lines of what was read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[Path, Lines] = {}

    def file(self, path: Path, model: type[M]) -> M | None:
        try:
            value, lines = plain(path)
            self.lines[path] = lines
            if value is None:
                raise ContentError([Problem(shown(path), 1, "the file is empty")])
            return fit(value, model, shown(path), lines)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None

    def folder(self, folder: Path, model: type[M], pattern: str) -> dict[str, tuple[Path, M]]:
        found: dict[str, tuple[Path, M]] = {}
        for path in sorted(folder.glob(pattern)):
            value = self.file(path, model)
            if path.stem in found:
                self.say(path, (), f"a second file is named {path.stem!r}", "a file's name is its id: choose another")
            elif value is not None:
                found[path.stem] = (path, value)
        return found

    def all_forms(self, folder: Path) -> dict[str, Form]:
        try:
            return forms(folder)
        except ContentError as error:
            self.problems.extend(error.problems)
            return {}

    def say(self, path: Path, loc: Loc, what: str, mend: str = "") -> None:
        line = self.lines[path].at(loc) if path in self.lines else 1
        self.problems.append(Problem(shown(path), line, what, mend))


def _tie(rubrics: Rubrics, read: _Reader, folder: Path, source_files: dict[str, Path],
         criterion_files: dict[str, Path]) -> None:
    """What is right only across files: names that exist, parameters that fit, nothing left over."""
    known_places = places(rubrics.forms)
    for id, criterion in rubrics.criteria.items():
        _check_criterion(id, criterion, criterion_files[id], read, known_places)
    named: set[str] = set()
    seen: dict[str, str] = {}
    every_file = {p.stem for p in folder.glob("criteria/*/*.yaml")}
    for id, source in rubrics.sources.items():
        path = source_files[id]
        for at, provision in enumerate(source.provisions):
            if provision.id in seen:
                read.say(path, ("provisions", at, "id"), f"{provision.id} stands in {seen[provision.id]} already",
                         "an id names one provision")
            seen[provision.id] = shown(path)
            for n, when in enumerate(provision.when):
                if when not in CONDITIONS:
                    read.say(path, ("provisions", at, "when", n), f"{provision.id}: there is no condition {when!r}",
                             nearest(when, CONDITIONS))
            for ask in provision.asks:
                named.add(ask.criterion)
                if ask.criterion in rubrics.criteria:
                    _check_with(provision.id, ask.criterion, rubrics.criteria[ask.criterion], ask.with_, path,
                                ("provisions", at, "scored_by"), read, known_places)
                elif ask.criterion not in every_file:
                    read.say(path, ("provisions", at, "scored_by"),
                             f"{provision.id}: there is no criterion {ask.criterion!r}",
                             nearest(ask.criterion, rubrics.criteria) if rubrics.criteria else "")
    source_files_there = {p.stem for p in folder.glob("sources/*.yaml")}
    whole = source_files_there <= rubrics.sources.keys()       # one that can't be read may name anything
    for id in sorted(rubrics.criteria.keys() - named) if whole else ():
        read.say(criterion_files[id], (), f"no provision names the criterion {id!r}",
                 "name it under a provision's scored_by, or take the file out")
    forms_there = {p.stem for p in folder.glob("forms/*.yaml")}
    _check_tracks(rubrics, read, folder / "tracks.yaml", source_files_there, forms_there)


def _check_criterion(id: str, criterion: Criterion, path: Path, read: _Reader, known: Mapping[str, str]) -> None:
    for part in criterion.parts:
        if part not in known:
            read.say(path, ("part",), f"there is no part {part!r}", nearest(part, known))
    _check_keys(criterion.check, path, ("check",), read, needs_kind=True)
    for key, values in criterion.variants.items():
        for value, variant in values.items():
            loc = ("variants", key, value)
            kind = variant.check.get("kind", criterion.check.get("kind"))
            _check_keys({"kind": kind, **variant.check}, path, (*loc, "check"), read, needs_kind=False)
            for part in (variant.part,) if isinstance(variant.part, str) else variant.part:
                if part not in known:
                    read.say(path, (*loc, "part"), f"there is no part {part!r}", nearest(part, known))
    for at, example in enumerate(criterion.examples):
        _check_with(f"example {at + 1}", id, criterion, example.with_, path, ("examples", at), read, known)


def _check_keys(check: Mapping[str, Any], path: Path, loc: Loc, read: _Reader, needs_kind: bool) -> None:
    kind = check.get("kind")
    if kind not in KINDS:
        if needs_kind or kind is not None:
            read.say(path, loc, f"check: there is no kind {kind!r}", nearest(str(kind), KINDS))
        return
    keys = set(KINDS[str(kind)].model_fields)
    for key in check:
        if key not in keys:
            read.say(path, (*loc, key), f"check: {kind} doesn't know {key!r}", nearest(key, keys))


def _check_with(who: str, id: str, criterion: Criterion, with_: dict[str, Any], path: Path, loc: Loc,
                read: _Reader, known: Mapping[str, str]) -> None:
    """Whether the parameters that a provision or an example gives fit the criterion; problems say what would."""
    kinds = {str(v.check.get("kind")) for values in criterion.variants.values() for v in values.values()
             if "kind" in v.check} | {str(criterion.check.get("kind"))}
    if not kinds <= KINDS.keys():
        return
    keys = {"part", *criterion.variants}.union(*(KINDS[k].model_fields for k in kinds)) - {"kind"}
    wrong = [key for key in with_ if key not in keys]
    for key in wrong:
        read.say(path, loc, f"{who}: with: {id} doesn't know {key!r}", nearest(key, keys))
    for key, values in criterion.variants.items():
        if key in with_ and str(with_[key]) not in values:
            wrong.append(key)
            read.say(path, loc, f"{who}: with: {id} has no {key} {with_[key]!r}", nearest(str(with_[key]), values))
    if wrong:
        return
    try:
        parts = asked(id, criterion, with_).parts
    except ValidationError as error:
        for item in error.errors(include_url=False):
            where = ".".join(str(p) for p in item["loc"][1:])
            message = item["msg"].removeprefix("Value error, ")
            read.say(path, loc, f"{who}: the check of {id} doesn't fit: {where + ': ' if where else ''}"
                                f"{message[:1].lower() + message[1:]}")
        return
    for part in parts:
        if part not in known and part not in criterion.parts:
            read.say(path, loc, f"{who}: there is no part {part!r}", nearest(part, known))


def _check_tracks(rubrics: Rubrics, read: _Reader, path: Path, sources: set[str], forms_: set[str]) -> None:
    for id, track in rubrics.tracks.items():
        for what, names, known in (("source", track.sources, sources), ("form", track.forms, forms_)):
            for name in names:
                if name not in known:
                    read.say(path, ("tracks", id, f"{what}s"), f"{id}: there is no {what} {name!r}",
                             nearest(name, known))
        for number, clock in enumerate(track.clocks):
            if clock.when and clock.when not in CONDITIONS:
                read.say(path, ("tracks", id, "clocks", number, "when"), f"{id}: there is no condition {clock.when!r}",
                         nearest(clock.when, CONDITIONS))
