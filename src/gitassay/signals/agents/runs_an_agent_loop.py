"""Whether a model decides the next step, again and again."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.automatic_tools import automatic_tools
from gitassay.signals.signal import signal
from gitassay.signals.steps import agent_loops


@signal("Does a loop let the model decide the next step?")
def runs_an_agent_loop(facts: Facts, answer: Answer) -> Finding:
    """In an agent the model decides what happens next until the task is done.

    Seen: agents of frameworks, graphs with choices between nodes, functions handed to an SDK that runs them by itself, and own loops
    that ask a model and carry out the tool it chose.
    Not seen: agents that run on a platform and are only configured here.
    """
    uses = facts.uses("agent", "agent_graph")
    loops = [one.place for one in agent_loops(facts)]
    if uses:
        return answer.yes(f"An agent runs with {libraries(uses)}.", [*places(uses), *loops])
    if loops:
        return answer.yes("A loop of the project asks the model and carries out the tool it chose.", loops, Confidence.HIGH)
    automatic = automatic_tools(facts)
    if automatic:
        return answer.yes("Functions are handed to an SDK that runs what the model chose, until it is done.", automatic, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No loop in which the model decides the next step was seen.")
