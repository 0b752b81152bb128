"""Which strands could play a child of the population, and the whole case that does."""

from __future__ import annotations

import json
from collections.abc import Mapping

from trainer.case.choose import CROSSINGS, choose
from trainer.case.compose import LEVELS, CannotWeave
from trainer.case.draw import Draw
from trainer.case.generate import TrackCase, generate
from trainer.case.library import Library
from trainer.case.model import Case
from trainer.case.population.row import Row


def case_of(library: Library, row: Row) -> tuple[str, ...]:
    """The core strands that could play a row: those that name any of its circumstances, the nearest first.

    Nearer is who plays more of the row's circumstances, then who brings fewer others. None where no strand does.
    """
    removed_for = set(row.circumstances)
    names = [(len(removed_for & set(library.strands[name].circumstances)),
              len(set(library.strands[name].circumstances) - removed_for), name) for name in library.cores]
    return tuple(name for shared, _, name in sorted(names, key=lambda n: (-n[0], n[1], n[2])) if shared)


def case_for(library: Library, tracks: Mapping[str, TrackCase], row: Row, seed: str) -> Case:
    """A whole case for a row, in the row's track: the seed draws what the row leaves open.

    The core strand is one of those nearest to the row's circumstances, where any strand names them. Raises
    CannotWeave and ContentError as ``generate`` does, KeyError for a track that isn't given.
    """
    track, draw = tracks[row.track], Draw(seed)
    level = draw.one("population/difficulty", LEVELS)
    return generate(library, track, seed, _strands(library, track, row, draw, level), difficulty=int(level))


def case_line(case: Case) -> str:
    """A case as one line of JSON Lines: what ``case.json`` holds, keys sorted, letters as they are."""
    return json.dumps(case.model_dump(mode="json"), sort_keys=True, ensure_ascii=False) + "\n"


def _strands(library: Library, track: TrackCase, row: Row, draw: Draw, level: str) -> tuple[str, ...] | None:
    """A core strand near to the row, and what crosses it; None where no core strand has a place in the track."""

    def weave(names: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return choose(library, track.id, track.frame, names, draw, level).names
        except CannotWeave:
            return ()

    removed_for = set(row.circumstances)

    def shared(name: str) -> int:
        return len(removed_for & set(library.strands[name].circumstances))

    shuffled = draw.shuffled("population/core", list(library.cores))
    woven = next((names for core in sorted(shuffled, key=shared, reverse=True) if (names := weave((core,)))), ())
    if not woven:
        return None
    wanted = 1 + draw.number("population/how-many", CROSSINGS[level])
    for name in sorted(draw.shuffled("population/crossing", list(library.crossings)), key=shared, reverse=True):
        if len(woven) < wanted and name not in woven:
            more = weave((*woven, name))
            woven = more if len(woven) < len(more) <= wanted else woven
    return woven
