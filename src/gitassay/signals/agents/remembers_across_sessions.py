"""Whether conversations or states outlive the process."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.steps import builds_agents

_WHAT = (
    r"_?(?:\w{0,30}_?)?(?:messages?|conversations?|chat_?histor(?:y|ies)|histor(?:y|ies)|memor(?:y|ies)|sessions?|turns?)"
    r"(?:_?by_?\w{1,20})?$"
)
_PUT = re.compile(r"^_?(?:save|store|append|insert|add|log|persist|write|create)" + _WHAT, re.IGNORECASE)
_GOT = re.compile(r"^_?(?:load|get|fetch|read|list|restore|recall)" + _WHAT, re.IGNORECASE)


@signal("Does the system remember beyond one run?")
def remembers_across_sessions(facts: Facts, answer: Answer) -> Finding:
    """What is remembered in a database or file lets a conversation or a task go on after a stop.

    Seen: checkpoints and memories of frameworks that are kept in a database or file, and own functions that both keep and fetch
    messages, conversations or states in a file that speaks to a database.
    Not seen: what is remembered in the process alone; whether it helps.
    """
    if not (llm_calls(facts) or builds_agents(facts)):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    uses = facts.uses("lasting_memory")
    if uses:
        return answer.yes(f"What was said or done is remembered beyond one run with {libraries(uses)}.", places(uses))
    stored = {use.place.path for use in facts.uses("database")}
    put, got = ([one.place for one in own_functions(facts, name) if one.place.path in stored] for name in (_PUT, _GOT))
    if put and got:
        return answer.yes("Messages or states are kept in a database and fetched again.", [put[0], got[0]], Confidence.MEDIUM)
    return answer.no("Nothing that is remembered beyond one run was seen.")
