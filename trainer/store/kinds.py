"""The closed list of event kinds. A new kind is added here, on purpose, and nowhere else."""

from trainer.store.errors import UnknownKind

KINDS: frozenset[str] = frozenset(
    {
        "case",
        "assignment",
        "attempt",
        "opened",
        "noted",
        "submitted",
        "scored",
        "decided",
        "commented",
        "returned",
        "accepted",
        "letter",
        "signed",
        "redacted",
        "cohort",
        "content_note",
        "appealed",
    }
)


def check_kinds(*kinds: str) -> None:
    """Raise UnknownKind for the first kind that isn't in the list."""
    for kind in kinds:
        if kind not in KINDS:
            raise UnknownKind(f"{kind!r} is no kind of event. The kinds are: {', '.join(sorted(KINDS))}.")
