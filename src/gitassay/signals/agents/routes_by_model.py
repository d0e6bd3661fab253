"""Whether what comes next is chosen while the system runs."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents


@signal("Does the run itself decide which step or agent comes next?")
def routes_by_model(facts: Facts, answer: Answer) -> Finding:
    """Branches chosen at run time are what tells a graph of steps from a list of them.

    Seen: conditional edges, commands and hand-offs of agent frameworks, and routers over chains, retrievers and queries.
    Not seen: choices written as plain conditions over a model's reply.
    """
    if not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("No model takes steps here.")
    uses = facts.uses("routing")
    if uses:
        return answer.yes(f"The next step is chosen at run time with {libraries(uses)}.", places(uses))
    return answer.no("No choice of the next step by a framework was seen.")
