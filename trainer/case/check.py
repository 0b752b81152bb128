"""Cross-checks of the library: what strands, homes, lives, frames and document kinds say about one another.

Each core strand is read with each frame, with what every case has, a home and everyday lives, as it will be
when a case is made; each crossing with each core that it goes with; each home and life with the first core that
it fits. What is wrong in one weaving is said once, at its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.case.check_woven import Source, Weaving, say
from trainer.case.choose import choose, goes_with
from trainer.case.compose import LEVELS, CannotWeave, compose
from trainer.case.draw import Draw
from trainer.case.life import speaks_of_self
from trainer.case.record import template
from trainer.case.record.told import below
from trainer.case.strand import Strand, StrandFact
from trainer.case.weave import MAPS, Woven
from trainer.content import Loc, Problem, nearest

if TYPE_CHECKING:
    from trainer.case.library import Library

_MORE = 400         # draws after which a home or a life that never came isn't waited for
THREATS = tuple(f"ST{n:02}" for n in range(1, 18))       # domain list of safety threats


def check(library: Library, sources: dict[str, Source], folder: str, woven: bool = True) -> list[Problem]:
    """Every problem between the library's values. ``folder`` is named where a whole kind of file is missing.

    ``woven=False`` leaves out what shows only where pieces are woven.
    """
    found = list(_alone(library, sources))
    found += _templates(library)
    found += _places(library, folder)
    if woven:
        found += _woven(library, sources)
    return sorted(set(found))


def _woven(library: Library, sources: dict[str, Source]) -> Iterator[Problem]:
    seen: set[str] = set()
    for woven, new in weavings(library):
        seen.update(name.partition("@")[0] for name in woven.pieces)
        yield from Weaving(library, sources, woven, new).problems()
    yield from _clashes(library, sources)
    if not library.cores or not library.frames:
        return
    for name, strand in library.pieces.items():
        if name not in seen:
            bring = sorted({part for other in library.pieces.values() for part in other.cast})
            missing = [part for part in strand.asks_for if part not in bring]
            yield from (say(sources[name], ("asks_for",), f"asks_for: nobody brings the part {part!r}",
                            nearest(part, bring)) for part in missing)
            if not missing:
                yield say(sources[name], ("title",), "no case has room for this: no core strand goes with it, or "
                          "nobody is whom it fits", "look at not_with, asks_for, tracks, fits and self")


def _clashes(library: Library, sources: dict[str, Source]) -> Iterator[Problem]:
    """Ids that two strands bring which would go together: without not_with, each needs names of its own."""
    for core in library.cores:
        for crossing in library.crossings:
            if goes_with(library, core, crossing):
                both = Woven(((core, library.strands[core]), (crossing, library.strands[crossing])), ())
                for name, field, id, other in both.clashes():
                    yield say(sources[name], (field, id), f"{field}.{id}: {sources[other].file} brings {id!r} "
                              "already", f"give it another name, or write not_with: [{other}]")


def weavings(library: Library) -> Iterator[tuple[Woven, frozenset[str]]]:
    """The ways in which pieces are checked together, and which pieces of each are to be looked at there.

    Each core with each frame, alone and with each crossing; then, frame by frame, as many draws as it takes
    until each home and each life was woven once (or doesn't come in any).
    """
    drawn = {name for name, piece in library.pieces.items() if piece.kind in ("home", "life")}
    for frame in sorted(library.frames):
        once: set[str] = set()
        for core in library.cores:
            for more in ((), *((name,) for name in library.crossings)):
                woven = _drawn(library, frame, (core, *more), "check")
                if woven is None:
                    continue
                new = {name for name in woven.pieces if name not in once and "/" in name}
                once |= new
                yield woven, frozenset({*new, *(n for n in woven.names if n in more or not more)} | (
                    set() if more else {n for n in woven.pieces if n.startswith(("commons/", "frames/"))}))
        for n in range(_MORE):
            if drawn <= {name.partition("@")[0] for name in once}:
                break
            core = library.cores[n % len(library.cores)] if library.cores else ""
            woven = _drawn(library, frame, (core,), f"check {n}") if core else None
            if woven is not None:
                new = {name for name in woven.pieces if name not in once and "/" in name}
                once |= new
                if new:
                    yield woven, frozenset(new)


def _drawn(library: Library, frame: str, names: tuple[str, ...], seed: str) -> Woven | None:
    """A weaving of these strands in which whatever could be drawn counts as there; None where they don't go."""
    draw = Draw(f"{seed}/{'/'.join(names)}")
    try:
        woven, _ = compose(library, choose(library, frame, frame, names, draw, LEVELS[2]), draw, LEVELS[2])
    except CannotWeave:
        return None
    return replace(woven, picked=None)


def _alone(library: Library, sources: dict[str, Source]) -> Iterator[Problem]:
    """What each strand has wrong by itself, or against topics, kinds of service and kinds of document."""
    names = sorted({*library.strands, *library.homes})
    for name, strand in library.pieces.items():
        at = sources[name]
        for i, other in enumerate(strand.not_with):
            if other not in names:
                yield say(at, ("not_with", i), f"not_with: there is no strand or home {other!r}", nearest(other, names))
        for i, track in enumerate(strand.tracks):
            if track not in library.frames:
                yield say(at, ("tracks", i), f"tracks: there is no track {track!r}", nearest(track, library.frames))
        answered = {objective.answers for objective in strand.model.objectives}
        for id in strand.threats:
            if id not in answered:
                yield say(at, ("threats", id), f"threats.{id}: no exemplary objective answers this threat",
                          f"add one under model.objectives with  answers: {id}")
        if strand.bearer:
            yield from _life_alone(at, strand)
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
        for field in MAPS:
            for id, item in getattr(strand, field).items():
                for track in getattr(item, "tracks", ()):
                    if track not in library.frames:
                        yield say(at, (field, id, "tracks"), f"{field}.{id}.tracks: there is no track {track!r}",
                                  nearest(track, library.frames))


def _life_alone(at: Source, life: Strand) -> Iterator[Problem]:
    """Every id of a life names self: two children may lead it in one case."""
    for field in MAPS:
        for id in getattr(life, field):
            if not speaks_of_self(id):
                yield say(at, (field, id), f"{field}.{id}: two people of one case may lead this life, and then there "
                          "are two of it", f"put self into its name: self-{id}")


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
