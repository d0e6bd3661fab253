"""Whether a person can approve, refuse or take over."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import OwnFunction, own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"^_?(?:approve|reject)(?:_?\w{0,30}(?:action|call|tools?|step|plan|review|request|answer|reply|draft|change|command|edit|task|submission))?$"
    r"|^_?(?:request|await|require|submit|ask_?for|wait_?for|get|create|check)_?\w{0,30}(?:approval|human_?review|confirmation)\w{0,30}$"
    r"|^_?(?:escalate|hand_?off|hand_?over|transfer)_?to_?(?:a_?)?(?:human|person|agent_?desk|support|operator|clinician|reviewer)\w{0,30}$"
    r"|human_?(?:review|approval|in_?the_?loop|override|takeover)|(?:tool|action|step|plan)_?approval",
    re.IGNORECASE,
)
_OTHER = re.compile(r"order|leave|loan|user|post|comment|password|e?mail|payment", re.IGNORECASE)


@signal("Can a person approve or stop what the system does?")
def leaves_decisions_to_people(facts: Facts, answer: Answer) -> Finding:
    """What a model proposes and a person decides does less harm when the model is wrong.

    Seen: interrupts and approvals of agent frameworks, and own functions that ask for, give or refuse approval, or hand over to a person.
    Not seen: reviews outside of the program, and whether the person has enough time and knowledge to refuse.
    """
    uses = facts.uses("human_approval")
    if uses:
        return answer.yes(f"A person is asked with {libraries(uses)}.", places(uses))
    if not training_places(facts) and not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained or called.")
    used = own_functions(facts, _OWN)
    own = [one for one in own_functions(facts, _OWN, used=False) if _decides(one) and (one in used or one.definition.decorators)]
    if own:
        return answer.yes(
            "Functions of the project let a person approve, refuse or take over.", [one.place for one in own], Confidence.MEDIUM
        )
    return answer.no("Nothing that lets a person approve or stop the system was seen.")


def _decides(one: OwnFunction) -> bool:
    """Whether it does something, as a form that only describes an approval does not, and is no approval of everyday affairs."""
    return one.definition.kind != "class" and not _OTHER.search(one.name)
