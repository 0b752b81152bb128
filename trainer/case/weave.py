"""Weaving: a core strand, those that cross it, and a track's frame, read as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from trainer.case.strand import (
    Paper,
    Part,
    Strand,
    StrandCapacity,
    StrandClaim,
    StrandFact,
    StrandNeed,
    StrandRisk,
    StrandService,
    StrandStrength,
    StrandThreat,
    TieLine,
    When,
)

T = TypeVar("T")

# The maps of a strand: what stands in one of them has an id, once in everything that is woven together.
MAPS = ("cast", "numbers", "picks", "dates", "papers", "facts", "claims", "threats", "risks", "capacities",
        "strengths", "needs", "services", "placements", "goals")


@dataclass(frozen=True)
class Woven:
    """Strands by name, the core first, the frame last; their maps joined in that order.

    ``track`` is what the track is known by (its id, its frame's name): days, papers and facts that are
    limited to other tracks aren't there.
    """

    strands: tuple[tuple[str, Strand], ...]
    track: tuple[str, ...]

    def here(self, tracks: tuple[str, ...]) -> bool:
        """Whether what is limited to some tracks is there in this one."""
        return not tracks or any(t in tracks for t in self.track)

    def clashes(self) -> Iterator[tuple[str, str, str, str]]:
        """Ids that two strands bring: the later strand, the map, the id, the earlier strand."""
        for field in MAPS:
            seen: dict[str, str] = {}
            for name, strand in self.strands:
                for id in getattr(strand, field):
                    if id in seen:
                        yield name, field, id, seen[id]
                    seen.setdefault(id, name)

    def joined(self, get: Callable[[Strand], Mapping[str, T]]) -> dict[str, T]:
        """One map of all strands."""
        return {id: value for _, strand in self.strands for id, value in get(strand).items()}

    def owner(self, field: str, id: str) -> str:
        """The strand that brings an id of a map. KeyError when none does."""
        for name, strand in self.strands:
            if id in getattr(strand, field):
                return name
        raise KeyError(id)

    @cached_property
    def cast(self) -> dict[str, Part]:
        return self.joined(lambda s: s.cast)

    @cached_property
    def ties(self) -> tuple[TieLine, ...]:
        return tuple(tie for _, strand in self.strands for tie in strand.ties)

    @cached_property
    def dates(self) -> dict[str, When]:
        return {id: v for id, v in self.joined(lambda s: s.dates).items() if self.here(v.tracks)}

    @cached_property
    def numbers(self) -> dict[str, tuple[int, int]]:
        return self.joined(lambda s: s.numbers)

    @cached_property
    def picks(self) -> dict[str, tuple[str, ...]]:
        return self.joined(lambda s: s.picks)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        return {id: v for id, v in self.joined(lambda s: s.papers).items() if self.here(v.tracks)}

    @cached_property
    def facts(self) -> dict[str, StrandFact]:
        return {id: v for id, v in self.joined(lambda s: s.facts).items() if self.here(v.tracks)}

    @cached_property
    def claims(self) -> dict[str, StrandClaim]:
        return self.joined(lambda s: s.claims)

    @cached_property
    def threats(self) -> dict[str, StrandThreat]:
        return self.joined(lambda s: s.threats)

    @cached_property
    def risks(self) -> dict[str, StrandRisk]:
        return self.joined(lambda s: s.risks)

    @cached_property
    def capacities(self) -> dict[str, StrandCapacity]:
        return self.joined(lambda s: s.capacities)

    @cached_property
    def strengths(self) -> dict[str, StrandStrength]:
        return self.joined(lambda s: s.strengths)

    @cached_property
    def needs(self) -> dict[str, StrandNeed]:
        return self.joined(lambda s: s.needs)

    @cached_property
    def services(self) -> dict[str, StrandService]:
        return self.joined(lambda s: s.services)

    @property
    def core(self) -> Strand:
        return self.strands[0][1]

    @property
    def frame(self) -> Strand:
        return self.strands[-1][1]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the core and the crossing strands."""
        return tuple(name for name, strand in self.strands if strand.kind != "frame")
