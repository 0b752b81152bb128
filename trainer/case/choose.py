"""Which strands a case weaves: those that are named, what they ask for, or what the seed draws."""

from __future__ import annotations

from trainer.case.check import goes_with, lacking
from trainer.case.draw import Draw
from trainer.case.library import Library
from trainer.case.weave import Woven
from trainer.content import nearest


class CannotWeave(ValueError):
    """Strands that don't go together, or aren't there; the sentence says what would do."""


def choose(library: Library, track: str, frame: str, strands: tuple[str, ...] | None, draw: Draw) -> Woven:
    """The strands of a case, woven into a track's frame. What the named ones ask for is drawn from the others.

    Without names, a core strand and one or two that cross it are drawn. Raises CannotWeave.
    """
    if frame not in library.frames:
        raise CannotWeave(f"There is no frame {frame!r}; {nearest(frame, library.frames)}")
    named = tuple(dict.fromkeys(strands or ()))
    for name in named:
        if name not in library.strands:
            raise CannotWeave(f"There is no strand {name!r}; {nearest(name, library.strands)}")
    cores = [name for name in named if name in library.cores]
    if len(cores) > 1:
        raise CannotWeave(f"A case has one core strand, and {' and '.join(cores)} are each one; leave one out.")
    _together(library, named)
    options = cores or [c for c in library.cores if all(goes_with(library, c, n) for n in named)]
    if not options:
        raise CannotWeave(f"No core strand goes with {' and '.join(named) or 'this track'}.")
    core = draw.one("strands/core", options)
    crossing = [name for name in named if name != core]

    def woven(more: list[str]) -> Woven:
        line = (core, *sorted(more))
        return Woven((*((n, library.strands[n]) for n in line), (frame, library.frames[frame])), (track, frame))

    def fits(name: str) -> bool:
        return (name not in crossing and all(goes_with(library, name, other) for other in (core, *crossing))
                and not any(woven([*crossing, name]).clashes()))

    while missing := sorted(lacking(woven(crossing))):
        bring = [n for n in library.crossings if missing[0] in library.strands[n].cast and fits(n)]
        if not bring:
            raise CannotWeave(f"{' and '.join((core, *crossing))} asks for somebody ({missing[0]}) whom no strand "
                              "that goes with it brings.")
        crossing.append(draw.one(f"strands/for-{missing[0]}", bring))
    if not named:
        wanted = draw.number("strands/how-many", (1, 2))
        for name in draw.shuffled("strands/crossing", list(library.crossings)):
            if len(crossing) < wanted and fits(name) and not lacking(woven([*crossing, name])):
                crossing.append(name)
    return woven(crossing)


def _together(library: Library, names: tuple[str, ...]) -> None:
    for i, one in enumerate(names):
        for other in names[i + 1:]:
            if not goes_with(library, one, other):
                raise CannotWeave(f"{one} and {other} don't go into one case; leave one out.")
