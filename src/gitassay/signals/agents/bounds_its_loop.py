"""Whether an agent's loop has an end that the model does not choose."""

import re
from collections.abc import Iterator

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents

_LIMIT = re.compile(
    r"^_?(?:\w{0,40}_)?max(?:imum)?_(?:\w{0,40}_)?(?:iterations?|steps?|timesteps|turns?|rounds?|loops?|tool_calls|cost)$"
    r"|^_?(?:\w{0,40}_)?(?:step|iteration|turn|cost|recursion|loop)_limit$|^(?:max(?:Steps|Turns|Iterations|Rounds)|stopWhen|recursionLimit)$",
    re.IGNORECASE,
)
_LAST_STEP = frozenset({"IsLastStep", "RemainingSteps"})


@signal("Is the agent's loop bounded?")
def bounds_its_loop(facts: Facts, answer: Answer) -> Finding:
    """A loop whose end a model chooses may not end: steps, turns, time or money have to.

    Seen: limits given to frameworks, and settings, parameters and values of the project that are named as limits of steps, turns or cost.
    Not seen: whether the limit is low enough; limits that a framework has by itself.
    """
    if not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("No model takes steps here.")
    given = [use for use in facts.uses("agent_limit") if any(_LIMIT.match(word[:80]) or word == "max_iter" for word in use.keywords)]
    if given:
        return answer.yes("The agent's loop is bounded by a limit that is given to it.", places(given))
    own = [place for unit in facts.code.own if unit.role in ("main", "notebook") for place in _limits(unit)]
    if own:
        return answer.yes("The agent's loop is bounded by a limit of the project's own.", own, Confidence.MEDIUM)
    return answer.no("No limit of the agent's loop was seen.")


def _limits(unit: Unit) -> Iterator[Place]:
    for call in unit.calls:
        if any(_LIMIT.match(word[:80]) for word in call.keywords) or "recursion_limit" in call.strings:
            yield Place(unit.path, call.line, call.end)
    for row in unit.assignments:
        if _LIMIT.match(last_part(row.target)[:80]):
            yield Place(unit.path, row.line, row.line)
    for definition in unit.definitions:
        if any(_LIMIT.match(word[:80]) for word in definition.parameters):
            yield Place(unit.path, definition.line, definition.line)
    yield from (Place(unit.path, one.line, one.line) for one in unit.imports if one.name in _LAST_STEP)
