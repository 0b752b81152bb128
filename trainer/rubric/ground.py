"""What a check judges on: the case, the submission, and where the criterion looks."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.case.model import Case
from trainer.plan.submission import Submission


@dataclass(frozen=True)
class Ground:
    """One criterion's view of one submission. ``parts`` are the places where it looks (\"plan.health\", \"team\")."""

    case: Case
    submission: Submission
    parts: tuple[str, ...]
