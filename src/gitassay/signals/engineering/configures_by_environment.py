"""Whether settings come from the environment."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Are settings read from the environment?")
def configures_by_environment(facts: Facts, answer: Answer) -> Finding:
    """Settings outside the code let the same code run on another machine, and keep keys out of it.

    Seen: environment variables and settings libraries read by the project's own code.
    Not seen: settings in files that are read by plain code, and whether a default in the code holds a secret.
    """
    return by_use(
        facts,
        answer,
        ("settings_from_environment",),
        "Settings are read from the environment with {libraries}.",
        "No setting is read from the environment.",
    )
