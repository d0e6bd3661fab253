"""Whether several agents work together."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, no_unless_unread, places
from gitassay.signals.llm import asked
from gitassay.signals.naming import OwnFunction, own_functions
from gitassay.signals.signal import signal

_CLASS = re.compile(r"^(?!Base|Abstract)\w+Agent$")
_NODE = re.compile(r"agent$|^supervisor$|^(?:researcher|writer|planner|critic|reviewer|coder|executor|analyst|editor)$", re.IGNORECASE)
_MAKING = re.compile(r"(?:Llm|Code|ToolCalling|Assistant|Conversable|ChatCompletion)?Agent|create_(?:react_)?agent|createReactAgent")


@signal("Do several agents work together?")
def coordinates_agents(facts: Facts, answer: Answer) -> Finding:
    """Several agents with roles need orchestration: who speaks, who decides, when it ends.

    Seen: teams, crews, handoffs and supervisors of frameworks, several agents made in one file, and own agent classes used together.
    Not seen: agents that talk over a network to agents elsewhere.
    """
    uses = facts.uses("multi_agent")
    if uses:
        return answer.yes(f"Several agents work together with {libraries(uses)}.", places(uses))
    made = _made(facts)
    if made:
        return answer.yes("Several agents are made and used together.", places(made), Confidence.MEDIUM)
    own = _classes(facts)
    if own:
        return answer.yes("Several agent classes of the project work together.", [one.place for one in own], Confidence.MEDIUM)
    nodes = _nodes(facts)
    if nodes:
        return answer.yes("A graph joins several agents.", nodes, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No cooperation of several agents was seen.")


def _made(facts: Facts) -> list[Use]:
    """Agents of a framework, where one file makes two or more."""
    found = [use for use in facts.uses("agent") if _MAKING.fullmatch(last_part(use.symbol))]
    paths = [use.place.path for use in found]
    return [use for use in found if paths.count(use.place.path) >= 2]


def _classes(facts: Facts) -> list[OwnFunction]:
    """Own agent classes, where one file makes objects of two that ask a model."""
    calls = asked(facts)
    classes = [
        one
        for one in own_functions(facts, _CLASS, least=1)
        if one.definition.kind == "class" and any(row.unit.path == one.unit.path and one.holds(row.call.scope) for row in calls)
    ]
    for unit in facts.code.own:
        used = {last_part(call.name) for call in unit.calls}
        together = [one for one in classes if one.name in used]
        if len({one.name for one in together}) >= 2:
            return together
    return []


def _nodes(facts: Facts) -> list[Place]:
    found: dict[str, Place] = {}
    for unit in facts.code.own:
        for call in unit.calls:
            if last_part(call.name) in ("add_node", "addNode") and call.strings and _NODE.search(call.strings[0][:100]):
                found.setdefault(call.strings[0], Place(unit.path, call.line, call.end))
    return list(found.values()) if len(found) >= 2 else []
