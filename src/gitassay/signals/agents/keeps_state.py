"""Whether a system remembers across steps."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.llm import asking_units, llm_calls
from gitassay.signals.signal import signal
from gitassay.signals.steps import agent_loops, builds_agents

_KEPT = re.compile(
    r"(?:^|[._])(?:messages|history|conversation|chat_?log|memory|scratchpad|transcript|chatHistory)(?:\w{0,10})\.(?:append|extend|push|add_\w+|insert)$",
    re.IGNORECASE,
)
_OUTLIVES = ("self.", "this.", "streamlit.session_state", "st.session_state")


@signal("Is state kept across steps?")
def keeps_state(facts: Facts, answer: Answer) -> Finding:
    """Without memory each step starts from nothing; state lets a system go on, resume and learn.

    Seen: checkpoints, graph state and memory of frameworks, a record of messages that the code carries from call to call, runs of an agent
    that may leave its memory as it is, and a loop that notes its steps in a project that keeps a database.
    Not seen: messages that are only collected to be shown on a page, and state that a hosted assistant keeps by itself.
    """
    uses = facts.uses("agent_state")
    if uses:
        return answer.yes(f"State is kept with {libraries(uses)}.", places(uses))
    if not llm_calls(facts) and not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("No model takes steps here.")
    units = {unit.path: unit for unit in (*asking_units(facts), *(loop.unit for loop in agent_loops(facts)))}
    own = [place for path in sorted(units) for place in _carried(units[path])]
    kept = _stored(facts)
    if kept:
        return answer.yes("What happened in each step is kept in a database.", [*kept, *own], Confidence.MEDIUM)
    if own:
        return answer.yes("A record of messages is carried from call to call.", own, Confidence.MEDIUM)
    return answer.no("No state that outlives a step was seen.")


def _carried(unit: Unit) -> list[Place]:
    """Where messages are added to a record that outlives the step, except in functions that make messages for a page."""
    smolagents = any(one.module.split(".", 1)[0] == "smolagents" for one in unit.imports)
    shown = {call.scope for call in unit.calls if call.name[:300].endswith("gradio.ChatMessage")}
    return [
        Place(unit.path, call.line, call.end)
        for call in unit.calls
        if (_KEPT.search(call.name[:300]) and (call.loop or call.name.startswith(_OUTLIVES)) and call.scope not in shown)
        or (smolagents and last_part(call.name) == "run" and "reset" in call.keywords)
    ]


_NOTING = frozenset({"note", "save", "store", "record", "put", "insert", "add_message", "save_message", "append_message", "checkpoint"})


def _stored(facts: Facts) -> list[Place]:
    """Where a loop of the project's own notes a step, with the places that open the database."""
    noted = [
        Place(loop.unit.path, call.line, call.end)
        for loop in agent_loops(facts)
        for call in loop.unit.calls
        if loop.loop.line < call.line <= loop.loop.end and last_part(call.name) in _NOTING
    ]
    databases = facts.uses("database")
    return [*noted, *places(databases)] if noted and databases else []
