"""Whether foreign text is kept from giving orders to the model."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls, prompt_texts
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal

_OWN = re.compile(r"(?:injection|jailbreak)", re.IGNORECASE)
_OTHER = re.compile(r"sql|dependency|html|css|script|shell|command", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:treat|consider|regard)\b.{0,80}\b(?:untrusted|as data|only as data|not as instructions|never as instructions)\b"
    r"|\b(?:ignore|disregard|do not (?:follow|obey|execute)|don't (?:follow|obey|execute)|never (?:follow|obey|execute))\b.{0,40}"
    r"\b(?:instructions?|commands?|directives?|requests?)\b.{0,60}\b(?:in|inside|within|from|contained|found|embedded|that appear)\b.{0,50}"
    r"\b(?:documents?|text|content|context|input|e-?mails?|pages?|tags?|data|user|message|resume|query|file)\b",
    re.IGNORECASE | re.DOTALL,
)


@signal("Is the model defended against injected instructions?")
def defends_against_injection(facts: Facts, answer: Answer) -> Finding:
    """Text from strangers that reaches a prompt can carry orders; a careful system expects that.

    Seen: detectors of prompt injection, own functions against injection or jailbreaks, and prompts that mark foreign text as data (less
    sure).
    Not seen: how well it holds, and limits on what tools may do.
    """
    uses = facts.uses("injection_defence")
    if uses:
        return answer.yes(f"Injected instructions are detected with {libraries(uses)}.", places(uses))
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called that could be given orders.")
    own = [one for one in own_functions(facts, _OWN) if not _OTHER.search(one.name)]
    if own:
        return answer.yes(
            "Injected instructions are looked for by functions of the project.", [one.place for one in own], Confidence.MEDIUM
        )
    told = [Place(unit.path, text.line, text.end) for unit, text in prompt_texts(facts) if _TOLD.search(text.value)]
    if told:
        return answer.yes("The prompt tells the model to treat foreign text as data.", told, Confidence.MEDIUM)
    return answer.no("No defence against injected instructions was seen.")
