"""Mastery: a criterion is mastered when it was met in the last two attempts that it applied in."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content import Value
from trainer.plan.submission import Level

IN_A_ROW = 2
APPLIES: tuple[Level, ...] = ("met", "partly", "missed", "unsure")


class Tried(Value):
    """One criterion in one submission: ``attempt`` counts a trainee's submissions in order of time, ``at`` is an
    ISO time, ``key`` names criterion and parameters, ``of`` is the points it could earn."""

    attempt: int
    at: str
    track: str
    criterion: str
    key: str
    title: str
    theme: str
    level: Level
    of: float = 0.0


class Mastery(Value):
    """How far a trainee is with one criterion: its levels where it applied, oldest first."""

    key: str
    criterion: str
    title: str
    theme: str
    levels: tuple[Level, ...]
    of: float = 0.0

    @property
    def mastered(self) -> bool:
        """Met in the last two attempts that it applied in; once is not enough, unsure doesn't count as met."""
        return len(self.levels) >= IN_A_ROW and all(level == "met" for level in self.levels[-IN_A_ROW:])


def mastery(history: Sequence[Tried]) -> tuple[Mastery, ...]:
    """Every criterion that applied at least once, in the order in which it was first tried."""
    by_key: dict[str, list[Tried]] = {}
    for tried in sorted(history, key=lambda t: t.attempt):
        if tried.level in APPLIES:
            by_key.setdefault(tried.key, []).append(tried)
    return tuple(
        Mastery(key=key, criterion=found[-1].criterion, title=found[-1].title, theme=found[-1].theme,
                levels=tuple(t.level for t in found), of=found[-1].of)
        for key, found in by_key.items())
