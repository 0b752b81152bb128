"""What every group of verbs stands on: ask, do, and a where clause from plain values."""

from typing import Any

from trainer.store.engine import Row, Run
from trainer.store.values import check_text, is_text

Choice = str | tuple[str, ...] | None
"""A filter: one value, any of several, or (None) all."""


class Verbs:
    """A group of verbs within one transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def _ask(self, sql: str, params: dict[str, Any]) -> list[Row]:
        """Look something up. What can't be stored can't be found: a stranger's odd text gives no rows."""
        if not all(is_text(value) for value in params.values() if isinstance(value, str)):
            return []
        return self._run(sql, params)

    def _do(self, sql: str, params: dict[str, Any]) -> list[Row]:
        """Change something; Unstorable if a text can't be kept."""
        for name, value in params.items():
            if isinstance(value, str):
                check_text(value, name)
        return self._run(sql, params)


def where(**choices: Choice) -> tuple[str, dict[str, Any]]:
    """`where "of" = :of_0 and kind in (:kind_0, :kind_1)` and its parameters; the names are columns."""
    clauses: list[str] = []
    params: dict[str, Any] = {}
    for column, choice in choices.items():
        if choice is None:
            continue
        values = (choice,) if isinstance(choice, str) else choice
        names = {f"{column}_{place}": value for place, value in enumerate(values)}
        params |= names
        if not names:
            clauses.append("1 = 0")  # none of none; "in ()" is no SQL for PostgreSQL
        else:
            clauses.append(f'"{column}" in ({", ".join(f":{name}" for name in names)})')
    return (f"where {' and '.join(clauses)}" if clauses else ""), params
