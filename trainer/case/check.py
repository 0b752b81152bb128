"""Cross-checks of the library: what strands, frames and document kinds say about one another.

A core strand is read together with each frame and each crossing strand that goes with it, as it will be when
a case is made; what is wrong in one weaving is said once, at its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from trainer.case.check_woven import Source, Weaving, say
from trainer.case.record import template
from trainer.case.record.told import below
from trainer.case.strand import StrandFact
from trainer.case.weave import Woven
from trainer.content import Loc, Problem, nearest

if TYPE_CHECKING:
    from trainer.case.library import Library

THREATS = tuple(f"ST{n:02}" for n in range(1, 18))       # domain list of safety threats


def check(library: Library, sources: dict[str, Source], folder: str) -> list[Problem]:
    """Every problem between the library's values. ``folder`` is named where a whole kind of file is missing."""
    found = list(_alone(library, sources))
    found += _templates(library)
    found += _places(library, folder)
    for woven in weavings(library):
        found += Weaving(library, sources, woven).problems()
    woven_names = {name for woven in weavings(library) for name in woven.names}
    for name in library.strands:
        if library.cores and library.frames and name not in woven_names:
            bring = sorted({p for s in [*library.strands.values(), *library.frames.values()] for p in s.cast})
            missing = [p for p in library.strands[name].asks_for if p not in bring]
            found += [say(sources[name], ("asks_for",), f"asks_for: nobody brings the part {p!r}", nearest(p, bring))
                      for p in missing]
    return sorted(set(found))


def weavings(library: Library) -> list[Woven]:
    """Each core with each frame, alone where nothing more is asked for, and with each crossing that goes with it."""
    result = []
    for frame_name, frame in sorted(library.frames.items()):
        for core_name in library.cores:
            core = library.strands[core_name]
            end = (frame_name, frame)
            groups: list[tuple[str, ...]] = [(), *((c,) for c in library.crossings)]
            for group in groups:
                if not all(goes_with(library, core_name, c) for c in group):
                    continue
                woven = Woven(((core_name, core), *((c, library.strands[c]) for c in group), end), (frame_name,))
                if not lacking(woven):
                    result.append(woven)
    return result


def goes_with(library: Library, one: str, other: str) -> bool:
    """Whether neither of two strands excludes the other."""
    return other not in library.strands[one].not_with and one not in library.strands[other].not_with


def lacking(woven: Woven) -> set[str]:
    """Parts that a woven strand asks for and none brings."""
    return {part for _, strand in woven.strands for part in strand.asks_for if part not in woven.cast}


def _alone(library: Library, sources: dict[str, Source]) -> Iterator[Problem]:
    """What each strand has wrong by itself, or against topics, kinds of service and kinds of document."""
    names = sorted(library.strands)
    for name, strand in {**library.strands, **library.frames}.items():
        at = sources[name]
        for i, other in enumerate(strand.not_with):
            if other not in names:
                yield say(at, ("not_with", i), f"not_with: there is no strand {other!r}", nearest(other, names))
        for id, paper in strand.papers.items():
            if paper.kind not in library.kinds:
                yield say(at, ("papers", id, "kind"), f"papers.{id}: there is no kind of document {paper.kind!r}",
                          nearest(paper.kind, library.kinds))
        for id, service in strand.services.items():
            yield from _kinds(library, at, ("services", id, "kind"), (service.kind,))
        for id, need in strand.needs.items():
            for key in ("fits", "mismatched"):
                yield from _kinds(library, at, ("needs", id, key), getattr(need, key))
            for kind in set(need.fits) & set(need.mismatched):
                yield say(at, ("needs", id, "mismatched"), f"needs.{id}: {kind!r} both fits and is mismatched")
        for id, threat in strand.threats.items():
            if threat.kind not in THREATS:
                yield say(at, ("threats", id, "kind"), f"threats.{id}: there is no kind of threat {threat.kind!r}",
                          nearest(threat.kind, THREATS))
        for id, part in strand.cast.items():
            if part.role == "child" and part.age is None and part.months is None:
                yield say(at, ("cast", id), f"cast.{id}: a child needs an age", "add age: [8, 10], or months")
            if id == "focus" or not id.isidentifier():
                yield say(at, ("cast", id), f"cast.{id}: this can't be a part's name", "use letters, digits and _")
        for id, fact in strand.facts.items():
            yield from _fact_alone(library, at, id, fact)
        for field in ("dates", "papers", "facts"):
            for id, item in getattr(strand, field).items():
                for track in item.tracks:
                    if track not in library.frames:
                        yield say(at, (field, id, "tracks"), f"{field}.{id}.tracks: there is no track {track!r}",
                                  nearest(track, library.frames))


def _fact_alone(library: Library, at: Source, id: str, fact: StrandFact) -> Iterator[Problem]:
    if fact.topic not in library.topics:
        yield say(at, ("facts", id, "topic"), f"facts.{id}: there is no topic {fact.topic!r}",
                  nearest(fact.topic, library.topics))
    for word in fact.essential:
        if word not in fact.elements:
            yield say(at, ("facts", id, "essential"), f"facts.{id}: {word!r} is essential but not among its elements",
                      nearest(word, fact.elements))
    if not fact.about:
        yield say(at, ("facts", id, "about"), f"facts.{id}: it is about nobody", "name at least one part")
    if not fact.documents and not fact.told_by:
        yield say(at, ("facts", id), f"facts.{id}: it can be learnt nowhere", "add documents or told_by")


def _kinds(library: Library, at: Source, loc: Loc, kinds: Iterable[str]) -> Iterator[Problem]:
    for kind in kinds:
        if kind not in library.services.kinds:
            yield say(at, loc, f"{'.'.join(map(str, loc))}: there is no kind of service {kind!r}",
                      nearest(kind, library.services.kinds))


def _templates(library: Library) -> Iterator[Problem]:
    """Each kind's topics are topics, and its template tells each of them."""
    for kind in library.kinds.values():
        for track in kind.front.titles:
            if track not in library.frames:
                yield Problem(kind.file, 1, f"titles: there is no track {track!r}", nearest(track, library.frames))
        told, rest = template.topics_told(kind.body)
        for topic in kind.front.topics:
            if not _is_topic(library, topic):
                yield Problem(kind.file, 1, f"topics: there is no topic {topic!r}", nearest(topic, library.topics))
            elif not rest and not any(below(topic, t) for t, _ in told):
                yield Problem(kind.file, 1, f"topics: the template never tells {topic!r}", "add a tell() for it")
        for topic, line in told:
            if not _is_topic(library, topic):
                yield Problem(kind.file, line, f"there is no topic {topic!r}", nearest(topic, library.topics))


def _is_topic(library: Library, topic: str) -> bool:
    return any(below(known, topic) for known in library.topics)


def _places(library: Library, folder: str) -> Iterator[Problem]:
    for name in library.frames:
        setting = library.places.frames.get(name)
        if setting is None or not setting.towns:
            yield Problem(f"{folder}/places.yaml", 1, f"frames: no towns for the frame {name!r}",
                          f"add {name}: with its agency and towns")
