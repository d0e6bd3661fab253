"""Whether the work of an agent is measured."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.harness import harnesses
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents

_ROLES = ("main", "notebook", "test", "example")
_PATH = re.compile(
    r"(?:^|/)(?:evals?|evaluations?|benchmarks?)(?:/|\.|_)|(?:^|/|_)eval(?:uate|uation)?(?:_\w+)?\.(?:py|ts|js|ipynb)$", re.IGNORECASE
)
_RUN = re.compile(
    r"(?:^|[._])(?:\w*agent\w*|graph|crew|executor|workflow|run_agent)(?:\.a?(?:invoke|run|run_sync|kickoff|query|chat))?$", re.IGNORECASE
)


@signal("Is the agent's work evaluated?")
def evaluates_agents(facts: Facts, answer: Answer) -> Finding:
    """An agent can fail in many ways at once; only tasks with known outcomes tell whether it got better.

    Seen: agent evaluation of libraries, evaluation libraries beside an agent, and own evaluation files that run the agent over cases in a
    loop.
    Not seen: evaluation on a platform that leaves nothing in the repository, and tests with a mocked model.
    """
    uses = facts.uses("agent_evaluation", roles=_ROLES)
    if uses:
        return answer.yes(f"The agent is evaluated with {libraries(uses)}.", places(uses))
    if not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("There is no agent to evaluate.")
    beside = facts.uses("llm_evaluation", roles=_ROLES)
    if beside:
        return answer.yes(f"A system with agents is evaluated with {libraries(beside)}.", places(beside), Confidence.MEDIUM)
    own = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.units
        if unit.role in _ROLES and _PATH.search(unit.path)
        for call in unit.calls
        if call.loop and _RUN.search(call.name[:300])
    ]
    own = own or list(harnesses(facts))
    if own:
        return answer.yes("An evaluation of the project runs the agent over cases.", own, Confidence.MEDIUM)
    return answer.no("No evaluation of the agent was seen.")
