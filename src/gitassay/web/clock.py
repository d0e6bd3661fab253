"""The time of what happens on the server."""

from datetime import UTC, datetime


def now() -> str:
    """The time of an event: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
