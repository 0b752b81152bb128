"""Which strands a case weaves: those that are named, what they ask for, or what the seed draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.case.compose import CannotWeave
from trainer.case.draw import Draw
from trainer.case.weave import Woven
from trainer.content import nearest

if TYPE_CHECKING:
    from trainer.case.library import Library

# How many strands cross a core one that is drawn with them, by difficulty.
CROSSINGS = {"1": (0, 0), "2": (0, 1), "3": (1, 1), "4": (1, 2), "5": (2, 2)}


def choose(library: Library, track: str, frame: str, strands: tuple[str, ...] | None, draw: Draw,
           level: str) -> Woven:
    """The strands of a case, woven into a track's frame. What the named ones ask for is drawn from the others.

    Without names, a core strand and what crosses it are drawn; ``level`` (the difficulty, "1" to "5") says how
    much does. Raises CannotWeave.
    """
    if frame not in library.frames:
        raise CannotWeave(f"There is no frame {frame!r}; {nearest(frame, library.frames)}")
    at = (track, frame)
    named = tuple(dict.fromkeys(strands or ()))
    for name in named:
        if name not in library.strands:
            raise CannotWeave(f"There is no strand {name!r}; {nearest(name, library.strands)}")
        here = library.strands[name].tracks
        if here and not any(t in here for t in at):
            raise CannotWeave(f"{name} has no place in the track {track}; it goes with {' and '.join(here)}.")
    cores = [name for name in named if name in library.cores]
    if len(cores) > 1:
        raise CannotWeave(f"A case has one core strand, and {' and '.join(cores)} are each one; leave one out.")
    _together(library, named)
    options = cores or [c for c in library.cores if _here(library, c, at)
                        and all(goes_with(library, c, n) for n in named)]
    if not options:
        raise CannotWeave(f"No core strand goes with {' and '.join(named) or 'this track'}.")
    core = draw.one("strands/core", options)
    crossing = [name for name in named if name != core]

    def woven(more: list[str]) -> Woven:
        line = (core, *sorted(more))
        return Woven((*((n, library.strands[n]) for n in line), (f"frames/{frame}", library.frames[frame])), at)

    def fits(name: str) -> bool:
        return (name not in crossing and _here(library, name, at)
                and all(goes_with(library, name, other) for other in (core, *crossing))
                and not any(woven([*crossing, name]).clashes()) and not _twice_fathered(woven([*crossing, name])))

    if clash := next(woven(crossing).clashes(), None):
        raise CannotWeave(f"{clash[0]} and {clash[3]} both bring {clash[2]!r}, so they don't go into one case; "
                          "leave one out.")
    if child := _twice_fathered(woven(crossing)):
        raise CannotWeave(f"{' and '.join((core, *crossing))} give {child} two fathers; take a core strand that asks "
                          "for that child's father, or leave one out.")
    while missing := sorted(lacking(library, woven(crossing))):
        bring = [n for n in library.crossings if missing[0] in library.strands[n].cast and fits(n)]
        if not bring:
            raise CannotWeave(f"{' and '.join((core, *crossing))} asks for somebody ({missing[0]}) whom no strand "
                              "that goes with it brings.")
        crossing.append(draw.one(f"strands/for-{missing[0]}", bring))
    if not named:
        wanted = draw.number("strands/how-many", CROSSINGS[level])
        for name in draw.shuffled("strands/crossing", list(library.crossings)):
            if len(crossing) < wanted and fits(name) and not lacking(library, woven([*crossing, name])):
                crossing.append(name)
    return woven(crossing)


def goes_with(library: Library, one: str, other: str) -> bool:
    """Whether neither of two strands excludes the other."""
    return other not in library.strands[one].not_with and one not in library.strands[other].not_with


def lacking(library: Library, woven: Woven) -> set[str]:
    """Parts that a woven strand asks for and that nobody brings: no strand, no common, no home."""
    later = {part for shelf in (library.commons, library.homes) for piece in shelf.values() for part in piece.cast}
    known = {*woven.cast, *later, *woven.core.roles}
    return {part for _, strand in woven.strands for part in strand.asks_for if part not in known}


def _twice_fathered(woven: Woven) -> str:
    """A child whom two strands give a father, legal or putative; empty where there is none."""
    fathers: dict[str, str] = {}
    for _, strand in woven.strands:
        for tie in strand.ties:
            if tie.tie not in ("legal father", "putative father"):
                continue
            to = (tie.to,) if isinstance(tie.to, str) else tie.to
            for child in [c for c, p in woven.cast.items() if p.role == "child"] if "children" in to else to:
                if fathers.setdefault(child, tie.of) != tie.of:
                    return child
    return ""


def _here(library: Library, name: str, at: tuple[str, ...]) -> bool:
    here = library.strands[name].tracks
    return not here or any(t in here for t in at)


def _together(library: Library, names: tuple[str, ...]) -> None:
    for i, one in enumerate(names):
        for other in names[i + 1:]:
            if not goes_with(library, one, other):
                raise CannotWeave(f"{one} and {other} don't go into one case; leave one out.")
