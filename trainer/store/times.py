"""Times as the caller gives them: ISO 8601 in UTC, kept as text, compared as moments."""

from datetime import UTC, datetime, timedelta

from trainer.store.errors import BadTime


def moment(at: str) -> datetime:
    """The moment that an ISO 8601 UTC text names ("2026-11-21T10:42:00Z", "...+00:00"); else BadTime."""
    try:
        read = datetime.fromisoformat(at)
    except (ValueError, TypeError):
        read = None
    if read is None or read.utcoffset() != timedelta(0):
        raise BadTime(f"{at!r} is no time in UTC; write it like 2026-11-21T10:42:00Z.")
    return read.astimezone(UTC)


def sortable(when: datetime) -> str:
    """A moment as text of one width, so that comparing texts compares moments."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
