"""Looks whether live demos answer, in a child process, and notes what was found with its day."""

from collections.abc import Sequence
from datetime import date

from gitassay.isolation import IsolationError, Limits, run_isolated
from gitassay.model.reading import RepositoryReading

MEGABYTE = 1024 * 1024
MOST_LINKS = 10
"""Of one candidate: a visit must not become a load on anybody."""
LOOKING = Limits(wall_seconds=130, cpu_seconds=30, memory_bytes=1_000 * MEGABYTE, file_bytes=MEGABYTE)


def with_link_states(readings: Sequence[RepositoryReading], day: date) -> list[RepositoryReading]:
    """The readings with the state of each live demo as found on that day. Links beyond the most stay "not checked", with the reason."""
    ordered = sorted(readings, key=lambda reading: reading.card.id)
    urls = list(dict.fromkeys(demo.url for reading in ordered for demo in (reading.card.measured.demos if reading.card.measured else ())))
    states = _visited(urls[:MOST_LINKS])
    states |= dict.fromkeys(urls[MOST_LINKS:], ("not checked", f"Of one candidate at most {MOST_LINKS} links are visited."))
    return [_noted(reading, states, day) for reading in readings]


def _visited(urls: list[str]) -> dict[str, tuple[str, str]]:
    if not urls:
        return {}
    try:
        told = run_isolated("gitassay.sources.visit_child", {"urls": urls}, LOOKING)["links"]
    except IsolationError as error:
        return dict.fromkeys(urls, ("not checked", f"Looking {error}."))
    return {url: (state, reason) for url, state, reason in told}


def _noted(reading: RepositoryReading, states: dict[str, tuple[str, str]], day: date) -> RepositoryReading:
    measured = reading.card.measured
    if measured is None or not measured.demos:
        return reading
    demos = tuple(
        demo.model_copy(update={"state": states[demo.url][0], "reason": states[demo.url][1], "day": day.isoformat()})
        if demo.url in states
        else demo
        for demo in measured.demos
    )
    card = reading.card.model_copy(update={"measured": measured.model_copy(update={"demos": demos})})
    return reading.model_copy(update={"card": card})
