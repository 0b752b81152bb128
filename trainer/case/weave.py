"""Weaving: the pieces of a case (core, crossings, home, commons, lives, frame) read as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from trainer.case.life import narrowed
from trainer.case.strand import (
    Item,
    Model,
    Own,
    Paper,
    Part,
    Strand,
    StrandCapacity,
    StrandClaim,
    StrandFact,
    StrandGoal,
    StrandNeed,
    StrandPlacement,
    StrandRisk,
    StrandService,
    StrandStrength,
    StrandThreat,
    TieLine,
    When,
)

T = TypeVar("T")
ItemT = TypeVar("ItemT", bound=Item)

# The maps of a strand: what stands in one of them has an id, once in everything that is woven together.
MAPS = ("cast", "numbers", "picks", "dates", "papers", "facts", "claims", "threats", "risks", "capacities",
        "strengths", "needs", "services", "placements", "goals")
PARENTS = frozenset(("mother", "legal father", "biological father"))


@dataclass(frozen=True)
class Woven:
    """Pieces by name, the core first, the frame last; their maps joined in that order.

    ``track`` is what the track is known by (its id, its frame's name). ``known_as`` maps standard names
    (parent, kin, other_parent, caregiver, focus) to the parts that play them, ``groups`` names of groups
    (children, siblings, caregivers, parents) to parts. ``picked`` holds what was drawn; None: nothing yet, and
    what depends on it counts as there. What is limited to other tracks, parts or draws isn't there.
    """

    strands: tuple[tuple[str, Strand], ...]
    track: tuple[str, ...]
    known_as: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    picked: Mapping[str, str] | None = None

    # -- who and what is there -----------------------------------------------------------------------

    def here(self, tracks: tuple[str, ...]) -> bool:
        """Whether what is limited to some tracks is there in this one."""
        return not tracks or any(t in tracks for t in self.track)

    def drawn_so(self, item: Item) -> bool:
        """Whether each pick that limits an item came out as one of its values."""
        if self.picked is None or not item.only_drawn:
            return True
        return all(self.picked.get(name, "") in values for name, values in item.only_drawn.items())

    def has(self, part: str) -> bool:
        """Whether somebody plays a part, by its own or a standard name; a group has at least one."""
        return part in self.cast or part in self.known_as or bool(self.groups.get(part))

    def holds(self, item: Item) -> bool:
        """Whether an item is there: in this track, as drawn, with and without the parts that it names."""
        if item.tracks and not self.here(item.tracks):
            return False
        if item.only_with and not all(map(self.has, item.only_with)):
            return False
        if item.only_without and any(map(self.has, item.only_without)):
            return False
        return self.drawn_so(item)

    def part(self, name: str) -> str:
        """The part behind a standard name; a part's own name as it is."""
        return self.known_as.get(name, name)

    def parts(self, names: Iterable[str]) -> tuple[str, ...]:
        """The parts behind names and groups, each once."""
        found = [part for name in names for part in self.groups.get(name, (self.part(name),))]
        return tuple(dict.fromkeys(found))

    # -- the pieces ------------------------------------------------------------------------------------

    @property
    def core(self) -> Strand:
        return self.strands[0][1]

    @property
    def frame(self) -> Strand:
        return self.strands[-1][1]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the core and the crossing strands."""
        return tuple(name for name, strand in self.strands if strand.kind in ("core", "crossing"))

    @property
    def pieces(self) -> tuple[str, ...]:
        """The names of everything that is woven; a life's has its bearer's part after an @."""
        return tuple(name for name, _ in self.strands)

    @property
    def models(self) -> tuple[Model, ...]:
        """The exemplary content of every piece."""
        return tuple(strand.model for _, strand in self.strands)

    def clashes(self) -> Iterator[tuple[str, str, str, str]]:
        """Ids that two pieces bring: the later piece, the map, the id, the earlier piece."""
        for map_ in MAPS:
            seen: dict[str, str] = {}
            for name, strand in self.strands:
                for id in getattr(strand, map_):
                    if id in seen:
                        yield name, map_, id, seen[id]
                    seen.setdefault(id, name)

    def leaves_room_for(self, strand: Strand) -> bool:
        """Whether a strand brings no id that a piece has brought already (``clashes`` says which)."""
        return all(ids.isdisjoint(getattr(strand, map_)) for map_, ids in self._brought.items())

    @cached_property
    def _brought(self) -> dict[str, set[str]]:
        return {map_: {id for _, strand in self.strands for id in getattr(strand, map_)} for map_ in MAPS}

    def joined(self, get: Callable[[Strand], Mapping[str, T]]) -> dict[str, T]:
        """One map of all pieces."""
        return {id: value for _, strand in self.strands for id, value in get(strand).items()}

    def owner(self, map_: str, id: str) -> str:
        """The piece that brings an id of a map. KeyError when none does."""
        for name, strand in self.strands:
            if id in getattr(strand, map_):
                return name
        raise KeyError(id)

    def _held(self, get: Callable[[Strand], Mapping[str, ItemT]]) -> dict[str, ItemT]:
        return {id: item for id, item in self.joined(get).items() if self.holds(item)}

    @cached_property
    def cast(self) -> dict[str, Part]:
        """Everybody: children's ages within one stage of life, a life's words of its bearer in place, kin by part."""
        found = {id: narrowed(part) for id, part in self.joined(lambda s: s.cast).items()
                 if self.here(part.tracks) and self.drawn_so(part)}
        for _, strand in self.strands:
            if strand.bearer and strand.bearer.part in found and strand.self_is != Own():
                found[strand.bearer.part] = found[strand.bearer.part].model_copy(update={
                    key: value for key in ("work", "limits", "wants", "manner")
                    if (value := getattr(strand.self_is, key))})
        return {id: part.model_copy(update={"family_of": self.part(part.family_of)})
                if part.family_of in self.known_as else part for id, part in found.items()}

    @cached_property
    def ties(self) -> tuple[TieLine, ...]:
        """Every tie, from part to parts."""
        found = []
        for _, strand in self.strands:
            for tie in strand.ties:
                if self.holds(tie):
                    ends = {"of": self.part(tie.of), "to": self.parts(_several(tie.to))}
                    same = ends["of"] == tie.of and ends["to"] == tie.to
                    found.append(tie if same else tie.model_copy(update=ends))
        return tuple(found)

    @cached_property
    def placements(self) -> dict[str, StrandPlacement]:
        """Every placement, one for each child: ``ID-PART`` where it is written for a group.

        A placement that a crossing strand brings (a trial return, a move) ends the one of the home.
        """
        found = {key: placement.model_copy(update={"child": child})
                 for id, placement in self._held(lambda s: s.placements).items()
                 for key, child in self._each(id, placement.child)}
        homes = {id for _, strand in self.strands if strand.kind == "home" for id in strand.placements}
        of_home = {key for key in found if key in homes or key.rpartition("-")[0] in homes}
        later = {p.child: p.since for key, p in found.items() if key not in of_home}
        return {key: p.model_copy(update={"until": later[p.child]}) if key in of_home and not p.until
                and p.child in later else p for key, p in found.items()}

    @cached_property
    def goals(self) -> dict[str, StrandGoal]:
        """Every permanency goal, one for each child: ``ID-PART`` where it is written for a group."""
        return {key: goal.model_copy(update={"child": child})
                for id, goal in self._held(lambda s: s.goals).items() for key, child in self._each(id, goal.child)}

    def _each(self, id: str, child: str) -> list[tuple[str, str]]:
        if child in self.groups:
            return [(f"{id}-{part}", part) for part in self.groups[child]]
        return [(id, self.part(child))]

    @cached_property
    def dates(self) -> dict[str, When]:
        return self._held(lambda s: s.dates)

    @cached_property
    def numbers(self) -> dict[str, tuple[int, int]]:
        return self.joined(lambda s: s.numbers)

    @cached_property
    def picks(self) -> dict[str, tuple[str, ...]]:
        return self.joined(lambda s: s.picks)

    @cached_property
    def papers(self) -> dict[str, Paper]:
        return self._held(lambda s: s.papers)

    @cached_property
    def facts(self) -> dict[str, StrandFact]:
        return self._held(lambda s: s.facts)

    @cached_property
    def claims(self) -> dict[str, StrandClaim]:
        return self._held(lambda s: s.claims)

    @cached_property
    def threats(self) -> dict[str, StrandThreat]:
        return self._held(lambda s: s.threats)

    @cached_property
    def risks(self) -> dict[str, StrandRisk]:
        return self._held(lambda s: s.risks)

    @cached_property
    def capacities(self) -> dict[str, StrandCapacity]:
        return self._held(lambda s: s.capacities)

    @cached_property
    def strengths(self) -> dict[str, StrandStrength]:
        return self._held(lambda s: s.strengths)

    @cached_property
    def needs(self) -> dict[str, StrandNeed]:
        return self._held(lambda s: s.needs)

    @cached_property
    def services(self) -> dict[str, StrandService]:
        return self._held(lambda s: s.services)


def _several(to: str | tuple[str, ...]) -> tuple[str, ...]:
    return (to,) if isinstance(to, str) else to
