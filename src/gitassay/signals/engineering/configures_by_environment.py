"""Whether settings come from the environment."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.environment import GIVEN, settings_read
from gitassay.signals.signal import signal


@signal("Are settings read from the environment?")
def configures_by_environment(facts: Facts, answer: Answer) -> Finding:
    """Settings outside the code let the same code run on another machine, and keep keys out of it.

    Seen: environment variables, secrets of a host and settings libraries read by the project's own code.
    Not seen: variables that a launcher, a build tool or the system sets by itself, or that the same file sets; settings in files that are
    read by plain code; and whether a default in the code holds a secret.
    """
    given = {
        (unit.path, call.line, call.name)
        for unit in facts.code.own
        for call in unit.calls
        if call.strings and GIVEN.fullmatch(call.strings[0])
    }
    uses = [use for use in facts.uses("settings_from_environment") if (use.place.path, use.place.start, use.symbol) not in given]
    if uses:
        said = f"Settings are read from the environment with {libraries(uses)}."
        return answer.yes(said, places(uses), measures={"places": len(uses)})
    read = settings_read(facts)
    if read:
        return answer.yes("Settings are read from the environment.", list(read), measures={"places": len(read)})
    return no_unless_unread(facts, answer, "No setting is read from the environment.")
