"""Whether the system asks who somebody is before it answers."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"^_?(?:get_?current_?user|require_?(?:auth\w*|login|user|role|permission)|(?:verify|check|validate)_?(?:\w+_)?"
    r"(?:permissions?|access|authori[sz]ation|jwt|bearer\w*|access_?token)|authori[sz]e_?(?:user|request|action|tool\w*)?|is_?authori[sz]ed)$",
    re.IGNORECASE,
)
_OTHER = re.compile(r"database|_db_|file|disk|folder|network|internet|gpu|model|memory", re.IGNORECASE)


@signal("Is it controlled who may use the system and see its data?")
def controls_access(facts: Facts, answer: Answer) -> Finding:
    """Prompts, documents and predictions belong to somebody; a system that asks who is there can keep them apart.

    Seen: sign-in and key checks of web frameworks, tokens that are verified, and own functions that check who somebody is or what they
    may do.
    Not seen: access that a network, a proxy or the host controls, and whether every route asks.
    """
    if not training_places(facts) and not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained or called.")
    uses = facts.uses("access_control", roles=("main",))
    if uses:
        return answer.yes(f"Access is controlled with {libraries(uses)}.", places(uses))
    own = [one for one in own_functions(facts, _OWN) if not _OTHER.search(one.name)]
    if own:
        return answer.yes("Access is checked by functions of the project.", [one.place for one in own], Confidence.MEDIUM)
    return answer.no("No control of access was seen.")
