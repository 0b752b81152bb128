"""Report rows: one a finding, in an ordinary indexed table, so that reports need no JSON in SQL."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.store.errors import Unstorable
from trainer.store.times import moment
from trainer.store.values import check_key, check_text
from trainer.store.verbs import Choice, Verbs, where


@dataclass(frozen=True)
class FindingRow:
    """One finding of one scorecard under one source. `points` and `of` are None where it doesn't count.

    `with_` is the criterion's parameters as text ("" when it has none).
    """

    scorecard: str
    submission: str
    attempt: str
    trainee: str
    source: str
    criterion: str
    with_: str
    level: str
    points: float | None
    of: float | None
    critical: bool
    at: str


class FindingReads(Verbs):
    def finding_rows(
        self,
        *,
        trainee: Choice = None,
        attempt: Choice = None,
        criterion: Choice = None,
        source: Choice = None,
        scorecard: Choice = None,
        submission: Choice = None,
        level: Choice = None,
    ) -> list[FindingRow]:
        """Rows in the order in which they were added; each filter is one value or a tuple of several."""
        clause, params = where(
            trainee=trainee,
            attempt=attempt,
            criterion=criterion,
            source=source,
            scorecard=scorecard,
            submission=submission,
            level=level,
        )
        rows = self._ask(f"select {_COLUMNS} from finding_row {clause} order by seq", params)
        return [FindingRow(**{**row, "critical": bool(row["critical"])}) for row in rows]


class FindingWrites(FindingReads):
    def add_finding_rows(self, rows: Iterable[FindingRow]) -> None:
        """Keep the rows of a scorecard. Raises Unstorable or BadTime before any is kept."""
        rows = list(rows)
        for row in rows:
            _check(row)
        for row in rows:
            self._do(
                f"insert into finding_row ({_COLUMNS}) values (:scorecard, :submission, :attempt, :trainee,"
                " :source, :criterion, :with_, :level, :points, :of, :critical, :at)",
                {**vars(row), "critical": int(row.critical)},
            )


_COLUMNS = 'scorecard, submission, attempt, trainee, source, criterion, with_, level, points, "of", critical, at'


def _check(row: FindingRow) -> None:
    moment(row.at)
    for name in ("scorecard", "submission", "attempt", "trainee", "source", "criterion", "level"):
        check_key(getattr(row, name), name)
    check_text(row.with_, "with_")
    for name, number in {"points": row.points, "of": row.of}.items():
        if number is not None and not math.isfinite(number):
            raise Unstorable(f"{name} of {row.criterion} is {number}, which is no number.")
