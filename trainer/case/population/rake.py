"""Tables of chances, fitted to shares: raking (iterative proportional fitting), and drawing from what it gives."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Hashable, Mapping
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
Class = Callable[[T], Hashable | None]


class CannotFit(ValueError):
    """Shares that no table can have at once; the sentence names the one that is farthest off."""


def rake(prior: Mapping[T, float], *targets: tuple[str, Class[T], Mapping[Hashable, float]],
         close: float = 0.0005, rounds: int = 400) -> dict[T, float]:
    """The table nearest to a prior that has the shares asked for.

    A target is its name, the class of each cell (None: not concerned), and the share of each class. Cells of
    weight 0 stay 0. Where targets disagree the last is held. Raises CannotFit where any is missed by more than
    ``close``.
    """
    cells = [cell for cell, weight in prior.items() if weight > 0]
    table = [prior[cell] for cell in cells]
    plans: list[tuple[str, list[tuple[Hashable, list[int], float]]]] = []
    for name, belongs, shares in targets:
        members: dict[Hashable, list[int]] = {}
        for i, cell in enumerate(cells):
            if (to := belongs(cell)) is not None:
                members.setdefault(to, []).append(i)
        for to, share in shares.items():
            if share > close and to not in members:
                raise CannotFit(f"{name}: {_said(to)} has a share of {share:.4f}, but nothing can be so")
        plans.append((name, [(to, here, shares.get(to, 0.0)) for to, here in members.items()]))
    for _ in range(rounds):
        moved = 0.0
        for _, classes in plans:
            for _, here, share in classes:
                total = sum([table[i] for i in here])
                moved = max(moved, abs(total - share))
                factor = share / total if total else 0.0
                for i in here:
                    table[i] *= factor
        if moved < 1e-7:
            break
    for name, classes in plans:
        for to, here, share in classes:
            total = sum(table[i] for i in here)
            if abs(total - share) > close:
                raise CannotFit(f"{name}: {_said(to)} comes to {total:.4f} where {share:.4f} is asked for; "
                                "the other figures leave no room for it")
    return {cell: share for cell, share in zip(cells, table, strict=True) if share > 0}


def _said(name: Hashable) -> str:
    return ", ".join(str(part) for part in name) if isinstance(name, tuple) else str(name)


class Chances(Generic[T]):
    """What can come out, and how likely each is (weights of any sum above 0)."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.choices = tuple(choice for choice, weight in weights.items() if weight > 0)
        if not self.choices:
            raise CannotFit("nothing can be drawn where all weights are 0")
        ends = list(accumulate(weights[choice] for choice in self.choices))
        self._ends = [end / ends[-1] for end in ends[:-1]]

    def at(self, chance: float) -> T:
        """The choice at a number from 0 up to 1."""
        return self.choices[bisect(self._ends, chance)]


def given(table: Mapping[tuple[Hashable, T], float]) -> dict[Hashable, Chances[T]]:
    """A table of (parent, child) as the chances of the child under each parent."""
    rows: dict[Hashable, dict[T, float]] = {}
    for (parent, child), share in table.items():
        rows.setdefault(parent, {})[child] = share
    return {parent: Chances(row) for parent, row in rows.items()}
