"""Whether agents are built with a framework."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Is a framework for agents used?")
def uses_an_agent_framework(facts: Facts, answer: Answer) -> Finding:
    """Says what to ask about in an interview. A loop of one's own is worth no less.

    Seen: agents, graphs and teams of frameworks that are made in the project's own code.
    Not seen: how much of the framework is used.
    """
    concepts = ("agent", "agent_graph", "multi_agent", "agent_framework")
    return by_use(facts, answer, concepts, "Agents are built with {libraries}.", "No framework for agents is used.")
