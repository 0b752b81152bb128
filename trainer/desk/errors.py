"""Why a verb says no, each with a sentence for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trainer.desk.views import PartView


class DeskError(Exception):
    """A verb's no. ``str(error)`` is a plain sentence, fit to be shown."""


class NotYours(DeskError):
    """The person may not, or there is no such thing: the answer is the same, so it never tells which."""

    def __init__(self) -> None:
        super().__init__("That isn't yours to see.")


class Refused(DeskError):
    """What was given can't be kept, or can't be done now. Nothing was changed. ``problems`` are sentences."""

    def __init__(self, problems: tuple[str, ...] | str) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__(" ".join(self.problems))


class Stale(DeskError):
    """Somebody (often the same person in another tab) saved in the meantime. Nothing was changed.

    ``mine`` is the value that was refused, ``stored`` the part as it stands.
    """

    def __init__(self, mine: Any, stored: PartView) -> None:
        self.mine = mine
        self.stored = stored
        super().__init__("This was saved in another place in the meantime. Both texts are kept: choose one, "
                         "or put them together.")
