"""Whether data are checked before use."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Are data checked before they are used?")
def validates_data(facts: Facts, answer: Answer) -> Finding:
    """Checked data keep a silent fault upstream from becoming a wrong prediction.

    Seen: validation libraries and schemas applied in the project's own code.
    Not seen: checks written as plain conditions, which can't be told from other code.
    """
    return by_use(facts, answer, ("data_validation",), "Data are checked with {libraries}.", "No validation of data was found.")
