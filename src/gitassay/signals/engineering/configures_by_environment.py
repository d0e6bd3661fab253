"""Whether settings come from the environment."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.signal import signal

_GIVEN = re.compile(
    r"(?:LOCAL_|NODE_|GROUP_)?RANK|(?:LOCAL_)?WORLD_SIZE|MASTER_(?:ADDR|PORT)|SLURM_\w+|OMPI_\w+|CONDA_\w+|VIRTUAL_ENV|HOME|USER(?:NAME|PROFILE)?"
    r"|PATH|PYTHONPATH|PWD|HOSTNAME|DISPLAY|TERM|SHELL|TMPDIR|TEMP|APPDATA|LOCALAPPDATA|XDG_\w+|CI|GITHUB_ACTIONS"
)
"""Variables that a launcher or the system sets by itself."""


@signal("Are settings read from the environment?")
def configures_by_environment(facts: Facts, answer: Answer) -> Finding:
    """Settings outside the code let the same code run on another machine, and keep keys out of it.

    Seen: environment variables and settings libraries read by the project's own code.
    Not seen: variables that a launcher or the system sets by itself, settings in files that are read by plain code, and whether a default
    in the code holds a secret.
    """
    given = {
        (unit.path, call.line, call.name)
        for unit in facts.code.own
        for call in unit.calls
        if call.strings and _GIVEN.fullmatch(call.strings[0])
    }
    uses = [use for use in facts.uses("settings_from_environment") if (use.place.path, use.place.start, use.symbol) not in given]
    if uses:
        said = f"Settings are read from the environment with {libraries(uses)}."
        return answer.yes(said, places(uses), measures={"places": len(uses)})
    return no_unless_unread(facts, answer, "No setting is read from the environment.")
