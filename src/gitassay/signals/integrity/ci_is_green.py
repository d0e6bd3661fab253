"""Whether the project's own automatic checks passed when they last ran."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line, project_place
from gitassay.signals.signal import signal

_RED = frozenset({"failure", "error"})
_WAITING = frozenset({"pending", "expected"})


@signal("Did the automatic checks pass on the latest commit?")
def ci_is_green(facts: Facts, answer: Answer) -> Finding:
    """Checks that pass show that the project works for others than its author; checks left red show that nobody minds.

    Seen: the combined state that GitHub gives for the latest commit of the default branch.
    Not seen: what the checks check, and any state without a token for GitHub's API or of a local folder.
    """
    state = facts.source.ci_state
    places = [first_line(one.path) for one in facts.configs.workflows if one.runs] or [*project_place(facts)]
    if state is None:
        if facts.configs.workflows or facts.source.local:
            return answer.not_available("The state of the automatic checks was not asked for, or not told.")
        return answer.not_applicable("No automatic checks were seen, and GitHub told of none.")
    if state in _RED:
        return answer.no("The automatic checks failed on the latest commit.", places)
    if state in _WAITING:
        return answer.not_available("The automatic checks of the latest commit had not ended.")
    return answer.yes("The automatic checks passed on the latest commit.", places)
