"""What two subjects ask about guards around a model."""

import re
from collections.abc import Callable

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import asking_units, llm_calls
from gitassay.signals.naming import OwnFunction, own_functions

_VERB = r"(?:validate|saniti[sz]e|filter|check|moderate|guard|screen|scrub|is_safe|is_toxic|detect)"
_WHAT = (
    r"(?:input|output|prompt|query|question|response|reply|completion|answer|message|content|toxicity|profanity|safety|user_input"
    r"|injection|jailbreak|pii)"
)
_REDACT = (
    r"(?:redact|mask|anonymi[sz]e|scrub|saniti[sz]e|strip|remove)_?"
    r"(?:(?:\w{1,40}_)?(?:pii|secret|sensitive|credential|personal)(?:_?(?:data|info))?|log)s?"
)
GUARD = re.compile(
    rf"^_?{_VERB}_?(?:\w*_)?{_WHAT}s?$|^_?{_REDACT}$|^_?(?:moderat|is_safe|is_toxic|(?:apply|run)_guardrails?|guardrails?)\w*$",
    re.IGNORECASE,
)
_OF_REPLY = re.compile(r"(?:output|response|reply|completion|answer)s?$", re.IGNORECASE)
_HARM = re.compile(
    r"harm|toxic|profan|safe|pii|secret|inject|jailbreak|polic|forbid|blocked|blocklist|sensitiv|moderat|offens|hate|leak|redact|ground|halluc"
    r"|refus|disclaim|banned|topic|credential|personal",
    re.IGNORECASE,
)
_GUARDIAN = re.compile(
    r"^_?(?:Compliance|Safety|Content|Injection|Prompt|Moderation|Guardrails?|Toxicity|PII|Jailbreak)\w*"
    r"(?:Verifier|Filter|Guard|Checker|Validator|Scanner|Moderator|Detector)$|^_?Guardrails?Middleware$"
)
_INJECTION = re.compile(
    r"(?:ignore|disregard|forget|override)\W.{0,60}(?:previous|prior|above|earlier|all)\W.{0,60}(?:instruction|prompt|rule)", re.IGNORECASE
)
"""What people write to turn a model against its instructions; written as a pattern, it is what a detector looks for."""
MODERATION = re.compile(
    r"moderat|toxic|profan|harmful|unsafe|is_safe|offensive|nsfw|guardrail|hate_?speech|content_?(?:filter|safety)", re.IGNORECASE
)


def own_guards(facts: Facts, name: re.Pattern[str]) -> tuple[OwnFunction, ...]:
    """Functions of the project that check what goes into a model or comes out, by name, in code near the model."""
    near = {unit.path for unit in asking_units(facts)}
    called = {call.name.rsplit(".", 1)[-1] for unit in facts.code.own if unit.path in near for call in unit.calls}
    return tuple(one for one in own_functions(facts, name) if one.name in called and _is_about_content(one))


def _is_about_content(function: OwnFunction) -> bool:
    """Whether a check of a reply asks what it says; one that only asks for its form guards nothing."""
    if not _OF_REPLY.search(function.name) or _HARM.search(function.name):
        return True
    told = [*(text.value[:300] for text in function.texts), *(call.name[-100:] for call in function.calls)]
    return any(_HARM.search(one) for one in told)


def _detectors(facts: Facts) -> list[Place]:
    """Where attempts of injection are looked for: patterns of own code that tell them, one of each file."""
    found = {
        unit.path: Place(unit.path, text.line, text.end)
        for unit in facts.code.own
        for text in unit.texts
        if not text.docstring and "\\s" in text.value[:300] and _INJECTION.search(text.value[:300])
    }
    return list(found.values())


def moderators(facts: Facts) -> list[Place]:
    """Functions of the project that keep harmful content out."""
    return [one.place for one in own_guards(facts, MODERATION)]


def guards(facts: Facts) -> list[Place]:
    """Functions and classes of the project that check what goes in or comes out, and patterns that tell an injection."""
    found = [one.place for one in (*own_guards(facts, GUARD), *own_functions(facts, _GUARDIAN, least=1))]
    return list(dict.fromkeys([*found, *_detectors(facts)]))


def guarded(facts: Facts, answer: Answer, concepts: tuple[str, ...], own: Callable[[Facts], list[Place]], no: str) -> Finding:
    """Yes where a library or the project itself guards the model; not applicable where no model is called."""
    uses = facts.uses(*concepts)
    if uses:
        return answer.yes(f"Input or output of the model is checked with {libraries(uses)}.", places(uses))
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called, so there is nothing to guard.")
    found = own(facts)
    if found:
        return answer.yes("Input or output of the model is checked by functions of the project.", found, Confidence.MEDIUM)
    return answer.no(no)
