"""Composing: the strands that were chosen, with a home, what every case has, and everyday lives, as one weaving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from trainer.case.draw import Draw
from trainer.case.life import suits
from trainer.case.model import Case
from trainer.case.strand import Part, Strand, in_months
from trainer.case.weave import PARENTS, Woven

if TYPE_CHECKING:
    from trainer.case.library import Library

LEVELS = ("1", "2", "3", "4", "5")       # of difficulty


class CannotWeave(ValueError):
    """Strands that don't go together, or aren't there; the sentence says what would do."""


def compose(library: Library, woven: Woven, draw: Draw, level: str) -> tuple[Woven, str]:
    """The whole weaving of a case, and the focus child's part.

    ``woven`` holds core, crossings and frame. What is drawn: every pick, the focus child, the home, one life for
    each person and slot. ``level`` is the difficulty ("1" to "5"). Raises CannotWeave.
    """
    common = tuple((f"commons/{name}", c) for name, c in library.commons.items() if woven.here(c.tracks))
    woven = replace(woven, strands=(*woven.strands[:-1], *common, woven.strands[-1]),
                    picked={"difficulty": level})
    woven = replace(woven, picked={**_picked(woven, draw), **(woven.picked or {})})
    focus = draw.one("focus", focus_parts(woven))
    woven = with_names(woven, focus)
    if not any("home" in strand.settles for _, strand in woven.strands):
        woven = with_names(_with(woven, _home(library, woven, draw)), focus)
    woven = _with(woven, *_lives(library, woven, draw))
    woven = replace(woven, picked={**_picked(woven, draw), **(woven.picked or {})})
    return with_names(woven, focus), focus


def again(library: Library, case: Case) -> Woven:
    """The weaving of a finished case, from the pieces that the library still has."""
    strands = tuple((name, strand) for name in case.woven if (strand := piece(library, name)) is not None)
    focus = next(part for part, id in case.cast.items() if id == case.focus)
    return with_names(Woven(strands, (case.track, case.woven[-1].rpartition("/")[2]), picked=case.picked), focus)


def piece(library: Library, name: str) -> Strand | None:
    """A piece by the name that ``Woven.pieces`` gives it; None where the library hasn't got it."""
    folder, _, rest = name.rpartition("/")
    if folder == "lives":
        life, _, part = rest.partition("@")
        return library.bound(life, part) if life in library.lives else None
    return library.pieces.get(name)


def focus_parts(woven: Woven) -> list[str]:
    """The children that may be the focus child: those of a crossing strand that names some, else the core's."""
    for _, strand in reversed(woven.strands):
        found = [part for part in strand.focus if part in woven.cast]
        if found:
            return found
    raise CannotWeave(f"{' and '.join(woven.names)}: no child is left whose plan could be written.")


def with_names(woven: Woven, focus: str) -> Woven:
    """The weaving with its standard names and groups, for one focus child."""
    woven = replace(woven, known_as={**dict(woven.core.roles), "focus": focus}, groups=_children(woven.cast, focus))
    young = set(woven.groups["children"])     # a grandmother is somebody's mother too, and no parent of the case
    parents = tuple(dict.fromkeys(t.of for t in woven.ties if t.tie in PARENTS and t.rights != "terminated"
                                  and young.intersection((t.to,) if isinstance(t.to, str) else t.to)))
    mine = [t.of for t in woven.ties if t.tie in PARENTS and t.rights != "terminated" and focus in t.to]
    names = dict(woven.known_as)
    other = next((p for p in mine if p != names["parent"] and p in woven.cast), "")
    if other:
        names["other_parent"] = other
    homes = homes_today(woven)
    names.update({f"{child}_caregiver": homes.get(child, names["parent"]) for child in woven.groups["children"]})
    if focus in homes:
        names["caregiver"] = homes[focus]
    groups = {**woven.groups, "parents": parents, "caregivers": tuple(dict.fromkeys(homes.values()))}
    return replace(woven, known_as=names, groups=groups)


def homes_today(woven: Woven) -> dict[str, str]:
    """With whom each placed child lives today (parts): the placements that have no end."""
    return {p.child: woven.part(p.caregiver) for p in woven.placements.values() if not p.until}


def _children(cast: Mapping[str, Part], focus: str) -> dict[str, tuple[str, ...]]:
    young = [(-(in_months(p.age, p.months) or (0, 0))[0], name) for name, p in cast.items() if p.role == "child"]
    children = tuple(name for _, name in sorted(young))
    return {"children": children, "siblings": tuple(c for c in children if c != focus)}


def _picked(woven: Woven, draw: Draw) -> dict[str, str]:
    picked = {name: draw.one(f"picks/{name}", values) for name, values in woven.picks.items()}
    if woven.frame.review:
        picked["review_method"] = draw.one("picks/review_method", woven.frame.review.method)
    return picked


def _with(woven: Woven, *more: tuple[str, Strand]) -> Woven:
    return replace(woven, strands=(*woven.strands[:-1], *more, woven.strands[-1]))


# -- the home -----------------------------------------------------------------------------------------

def homes_for(library: Library, woven: Woven) -> Iterator[tuple[str, Strand]]:
    """The homes that a family could have: room for its children, everybody there whom the home asks for, and
    bringing whom the strands ask for."""
    count = len(woven.groups["children"])
    asked = {part for _, strand in woven.strands for part in strand.asks_for if not woven.has(part)}
    names = {name for name, _ in woven.strands}
    shut_out = {name for _, strand in woven.strands for name in strand.not_with}
    for name, home in library.homes.items():
        low, high = home.fits.children
        together = name not in shut_out and names.isdisjoint(home.not_with)
        if (low <= count <= high and together and asked <= set(home.cast) and woven.here(home.tracks)
                and all(map(woven.has, home.asks_for)) and woven.leaves_room_for(home)):
            yield f"homes/{name}", home


def _home(library: Library, woven: Woven, draw: Draw) -> tuple[str, Strand]:
    found = list(homes_for(library, woven))
    if not found:
        raise CannotWeave(f"No home in scenarios/homes fits {' and '.join(woven.names)} "
                          f"({len(woven.groups['children'])} children).")
    return draw.one("homes", found)


# -- lives --------------------------------------------------------------------------------------------

def _lives(library: Library, woven: Woven, draw: Draw) -> Iterator[tuple[str, Strand]]:
    led: set[str] = set()
    for part in bearers(woven):
        for slot, names in fitting(library, woven, part).items():
            # Two children of one family don't lead the same life, as long as there are others.
            fresh = [name for name in names if name not in led] or names
            chosen = names if not slot else [draw.one(f"lives/{part}/{slot}", fresh)]
            led.update(chosen)
            for name in chosen:
                yield f"lives/{name}@{part}", library.bound(name, part)


def bearers(woven: Woven) -> list[str]:
    """Those whose lives are drawn: the children, the parent and the kin, unless who brings them settles that."""
    settled = {part for _, strand in woven.strands if "lives" in strand.settles for part in strand.cast}
    grown = [woven.known_as[role] for role in ("parent", "kin") if role in woven.known_as]
    people = [part for part, p in woven.cast.items() if p.role == "child" or part in grown]
    return [part for part in people if part not in settled]


def fitting(library: Library, woven: Woven, part: str) -> dict[str, list[str]]:
    """The lives that fit a person, by slot; under the empty slot those that are there for each whom they fit."""
    placed = {p.child: p.kind for p in woven.placements.values() if not p.until}
    standard = {name for name, of in woven.known_as.items() if of == part and name in ("parent", "kin")}
    settled = {slot for _, strand in woven.strands for slot in strand.settles}
    if woven.cast[part].work or any(limit.kind == "work_hours" for limit in woven.cast[part].limits):
        settled.add(f"{part}.work")          # who has a job in the cast needs no other
    names = set(woven.names)
    found: dict[str, list[str]] = {}
    for name, life in library.lives.items():
        assert life.bearer is not None
        if f"{part}.{life.fills}" in settled:
            continue
        bearer = life.bearer
        fits = (bearer.part in (part, *standard) if bearer.part
                else suits(bearer, part, woven.cast[part], placed.get(part, "")))
        if fits and names.isdisjoint(life.not_with) and woven.here(life.tracks) and all(map(woven.has, life.asks_for)):
            found.setdefault(life.fills, []).append(name)
    return found
