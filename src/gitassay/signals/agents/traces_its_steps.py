"""Whether what a model was asked and did can be looked up afterwards."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents

_OWN = re.compile(
    r"(?:^|[._])trac(?:er|ing|elogger)\.(?:span|trace|start_\w{0,30}span)$|(?:^|[._])(?:record|save|log|write)_\w{0,20}trace$",
    re.IGNORECASE,
)
_SWITCHED_ON = frozenset({"LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING"})


@signal("Are the steps of the model traced?")
def traces_its_steps(facts: Facts, answer: Answer) -> Finding:
    """Without a trace of prompts, tools and replies nobody can tell why a run went wrong.

    Seen: tracing libraries for models in use (LangSmith, Langfuse, Phoenix, Opik, Weave and their like), and own tracers with spans.
    Not seen: plain logs, and tracing that is switched on by the environment alone.
    """
    if not (llm_calls(facts) or builds_agents(facts)):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    uses = facts.uses("llm_tracing")
    if uses:
        return answer.yes(f"Steps of the model are traced with {libraries(uses)}.", places(uses))
    own = [
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        if unit.role in ("main", "notebook")
        for call in unit.calls
        if _OWN.search(call.name[-120:]) or not _SWITCHED_ON.isdisjoint(call.strings)
    ]
    if own:
        return answer.yes("Steps of the model are traced by code of the project.", own, Confidence.MEDIUM)
    return answer.no("No trace of the model's steps was seen.")
