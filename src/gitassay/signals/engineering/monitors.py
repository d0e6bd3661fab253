"""Whether the running system is watched."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Is the running system monitored?")
def monitors(facts: Facts, answer: Answer) -> Finding:
    """Models drift and services fail; monitoring shows it before users do.

    Seen: metrics, traces, error reporting and drift detection used by the project's own code.
    Not seen: monitoring that a platform does from outside, and whether anybody looks.
    """
    return by_use(facts, answer, ("monitoring",), "The running system is watched with {libraries}.", "No monitoring was found.")
