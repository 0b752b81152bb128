"""Where a case plays, and which kinds of service there are: scenarios/places.yaml and services.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.case.draw import Draw
from trainer.case.strand import Words
from trainer.content import Value


class Town(Value):
    """An invented town. ``near`` are towns around it; the others may be several, to draw from."""

    town: str
    county: str
    near: tuple[str, ...]
    school: Words
    preschool: Words
    street: Words
    hospital: Words


class Setting(Value):
    """A frame's towns and its agency. ``agency``, ``office`` and ``court`` may name {place.town}, {place.county}."""

    state: str
    agency: Words
    office: Words
    court: Words
    towns: tuple[Town, ...]


class Places(Value):
    """The settings by frame."""

    frames: dict[str, Setting]


class ServiceKind(Value):
    """A kind of service: what it is, and other words by which people call it."""

    title: str
    does: str
    words: tuple[str, ...] = ()


class ServiceKinds(Value):
    """All kinds of service, by id."""

    kinds: dict[str, ServiceKind]


def draw_place(setting: Setting, draw: Draw) -> dict[str, str]:
    """One town of a setting with its words, as ``{place.X}`` names them."""
    town = draw.one("place/town", setting.towns)
    place = {"state": setting.state, "town": town.town, "county": town.county}
    place["near"] = draw.one("place/near", town.near)
    for word in ("school", "preschool", "street", "hospital"):
        place[word] = draw.words(f"place/{word}", getattr(town, word))
    for word in ("agency", "office", "court"):
        place[word] = fill_place(draw.words(f"place/{word}", getattr(setting, word)), place)
    return place


def fill_place(text: str, place: Mapping[str, str]) -> str:
    """A setting's text with {place.town} and {place.county} filled."""
    return text.replace("{place.town}", place["town"]).replace("{place.county}", place["county"])
