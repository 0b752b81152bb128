"""A filled house to look at: a cohort, its assignments, attempts at every stage."""

from __future__ import annotations

from collections.abc import Callable

from trainer.desk.open import House


def fill(house: House, progress: Callable[[float, str], None] | None = None) -> list[tuple[str, str, str, str]]:
    """Fill an empty house; (name, sign-in name, secret, role) of everybody."""
    raise NotImplementedError
