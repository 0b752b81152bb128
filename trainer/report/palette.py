"""The colours of every picture; levels never depend on them alone: each has its sign and its word."""

from __future__ import annotations

INK = "#1f2933"
QUIET = "#5b6670"
GROUND = "#fbf9f4"
EDGE = "#8a8577"
ACTION = "#1d4f60"
ATTENTION = "#a4491d"

LEVELS: dict[str, tuple[str, str, str]] = {
    # level: (colour, sign, word)
    "met": ("#2f6b4f", "●", "met"),
    "partly": ("#c79a2e", "◐", "partly met"),
    "missed": ("#a4491d", "○", "missed"),
    "unsure": ("#6b6f8a", "?", "unsure"),
    "not_applicable": ("#d8d4c8", "–", "not applicable"),
    "not_observed": ("#e7e3d8", "–", "not observed"),
}
