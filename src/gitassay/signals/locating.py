"""Reads places back from the snapshot, as they are shown."""

from gitassay.facts.facts import Facts
from gitassay.facts.text import MAX_NOTEBOOK_BYTES
from gitassay.model.finding import Location, Place
from gitassay.plain import without_secrets

MAX_LINES = 12
MAX_LINE = 1_000


def locate(facts: Facts, place: Place, most: int = MAX_LINES) -> Location | None:
    """The place with at most `most` of its lines, secrets taken out; None when there is nothing to read."""
    end = min(max(place.end, place.start), place.start + most - 1)
    lines = facts.texts.lines(place.path, place.start, end, MAX_NOTEBOOK_BYTES)
    if not lines:
        return None
    excerpt = "\n".join(line[:MAX_LINE] for line in lines)
    shown = without_secrets(excerpt)
    return Location(
        path=without_secrets(place.path),
        start=place.start,
        end=place.start + len(lines) - 1,
        commit=facts.snapshot.commit,
        excerpt=shown,
        shortened=shown != excerpt or any(len(line) > MAX_LINE for line in lines),
    )
