"""Whether an agent has limits and survives failing tools."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import places, unread
from gitassay.signals.llm import asking_units
from gitassay.signals.signal import signal
from gitassay.signals.steps import AgentLoop, agent_loops, builds_agents

_LIMITS = frozenset(
    {"recursion_limit", "recursionLimit", "max_iterations", "max_steps", "max_turns", "maxSteps", "maxIterations", "max_rounds"}
)


@signal("Does the agent recover from failures and know limits?")
def recovers_from_failure(facts: Facts, answer: Answer) -> Finding:
    """Tools fail and models go in circles; an agent without limits costs money until somebody notices.

    Seen: limits of steps and time, retries and fallbacks set in frameworks, own loops with a bound, and tool calls whose failure is
    caught inside the loop.
    Not seen: limits that a framework sets by default.
    """
    if not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("There is no agent that could fail.")
    uses = facts.uses("agent_limit")
    if uses:
        return answer.yes("Steps, time or failures of the agent are bounded by settings of its framework.", places(uses))
    loops = agent_loops(facts)
    caught = [place for one in loops for place in _caught(one)]
    bounded = [one.place for one in loops if one.bounded]
    named = _named(facts)
    retried = [use.place for use in facts.uses("retry", "client_retry")]
    if caught or bounded:
        return answer.yes("The loop is bounded or survives a failing tool.", [*caught, *bounded, *named])
    if named or retried:
        return answer.yes("Steps are limited or failing calls are tried again.", [*named, *retried], Confidence.MEDIUM)
    return answer.no("No recovery from failing tools or endless loops was seen.")


def _named(facts: Facts) -> list[Place]:
    """Limits by their usual names: settings passed on, or values the code sets."""
    found: list[Place] = []
    for unit in asking_units(facts):
        found += [Place(unit.path, text.line, text.end) for text in unit.texts if text.value in _LIMITS]
        found += [Place(unit.path, one.line, one.line) for one in unit.assignments if one.target.lower().lstrip("_") in _LIMITS]
    return found


def _caught(one: AgentLoop) -> list[Place]:
    """Calls inside the loop whose failure is caught, the one that asks the model apart."""
    inside = [call for call in one.unit.calls if one.loop.line < call.line <= one.loop.end and call.guarded]
    return [Place(one.unit.path, call.line, call.end) for call in inside if call.line != one.asked.call.line][:2]
