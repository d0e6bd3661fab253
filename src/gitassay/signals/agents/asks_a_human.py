"""Whether a person can approve or correct a step."""

import re

from gitassay.facts.code.table import Text
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.llm import asking_units
from gitassay.signals.signal import signal
from gitassay.signals.steps import agent_loops, builds_agents

_ASKING = frozenset({"input", "confirm", "question", "prompt", "ask", "button"})
_APPROVAL = re.compile(
    r"\b(?:approve|approval|permission|authori[sz]e|are you sure|allow (?:this|the|it)|(?:execute|run) (?:this|the|it))\b"
    r"|\bconfirm\b(?! password)"
    r"|\bproceed\b.{0,40}\?",
    re.IGNORECASE,
)


@signal("Is a person asked before or between steps?")
def asks_a_human(facts: Facts, answer: Answer) -> Finding:
    """An agent that asks before it acts can be trusted with more.

    Seen: interrupts, approvals and human input of frameworks, and own questions for approval in files that run a model.
    Not seen: reviews that happen outside of the program; a chat in which the user simply writes is none.
    """
    if not builds_agents(facts):
        return unread(facts, answer) or answer.not_applicable("There is no agent that could ask.")
    uses = facts.uses("human_approval")
    if uses:
        return answer.yes(f"A person is asked with {libraries(uses)}.", places(uses))
    near = {unit.path for unit in asking_units(facts)} | {use.place.path for use in facts.uses("tool", "agent")}
    near |= _starting(facts)
    own = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        if unit.path in near
        for call in unit.calls
        if last_part(call.name) in _ASKING and _asks(unit.texts, call.line, call.end, call.strings)
    ]
    if own:
        return answer.yes("A person is asked for approval.", own, Confidence.MEDIUM)
    return answer.no("No question to a person between steps was seen.")


def _asks(texts: tuple[Text, ...], start: int, end: int, strings: tuple[str, ...]) -> bool:
    """Whether the call's own text asks for approval, also when it is interpolated."""
    spoken = [*strings, *(text.value for text in texts if start <= text.line <= end)]
    return any(_APPROVAL.search(text[:300]) for text in spoken)


def _starting(facts: Facts) -> set[str]:
    """Files that import a file with an agent's loop: who starts an agent hands it the way to ask."""
    loops = {one.unit.path.rsplit("/", 1)[-1].split(".", 1)[0] for one in agent_loops(facts)}
    return {unit.path for unit in facts.code.own for one in unit.imports if re.split(r"[./]", one.module)[-1] in loops}
