"""Whether the program keeps a log that can be searched."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Does the program keep a log with a logging library?")
def keeps_a_log(facts: Facts, answer: Answer) -> Finding:
    """A log with levels and fields tells what a running system did; printed lines are gone.

    Seen: logging libraries set up or used in the project's own code.
    Not seen: whether the lines have fields that a machine can read,
    `print` and `console.log`, which are no log, and logs that a platform writes by itself.
    """
    return by_use(
        facts, answer, ("structured_logging",), "The program keeps a log with {libraries}.", "No logging library was found in use."
    )
