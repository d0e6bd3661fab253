"""Whether a model is given tools to choose from."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.llm import asking_units
from gitassay.signals.signal import signal
from gitassay.signals.steps import agent_loops

_SCHEMA = frozenset({"function", "parameters", "properties", "description"})


@signal("Does the code give a model tools to choose from?")
def defines_tools(facts: Facts, answer: Answer) -> Finding:
    """Tools are how a model acts on the world instead of only writing about it.

    Seen: tool definitions of frameworks and of MCP, function calling by SDK, schemas of functions sent over plain HTTP, and own loops
    that run the actions a model names.
    Not seen: tools that a hosted assistant has by itself.
    """
    uses = facts.uses("tool")
    if uses:
        return answer.yes(f"A model is given tools with {libraries(uses)}.", places(uses))
    for unit in asking_units(facts):
        words = {text.value: text for text in reversed(unit.texts) if len(text.value) < 40}
        if set(words) >= _SCHEMA and "tools" in words:
            return answer.yes(
                "Schemas of functions are sent to the model.",
                [Place(unit.path, words["tools"].line, words["tools"].end)],
                Confidence.MEDIUM,
            )
    loops = agent_loops(facts)
    if loops:
        return answer.yes("The code carries out actions that the model names.", [one.dispatch for one in loops], Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No tools that a model can choose were seen.")
