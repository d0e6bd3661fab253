"""Prompts that ask a language model for JSON, and own code that parses the reply."""

import re

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.llm import prompt_texts
from gitassay.signals.naming import own_functions

_PARSERS = frozenset({"loads", "model_validate_json", "parse_raw", "literal_eval", "JSON.parse", "repair_json", "safeParse"})
_OPTIONS = frozenset({"add_argument", "option", "Option", "argument", "Argument"})
"""Calls whose texts are help for a command line."""

_ASKS = re.compile(
    r"\bJSON\b.{0,120}\b(?:format|object|schema|array|list|only|keys?|fields?)\b|\b(?:return|respond|reply|output|answer)\w*\b.{0,80}\bJSON\b",
    re.DOTALL | re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:return|respond|reply|output|answer)\w*\b[^.\n]{0,60}\bJSON\b|\bJSON\b[^.\n]{0,60}\b(?:response|reply|answer)\b", re.IGNORECASE
)
_REFUSED = re.compile(r"\b(?:no|not|never|without|don't)\s+(?:(?:any|as|in|use|return|write)\s+){0,2}JSON\b", re.IGNORECASE)
_OWN = re.compile(r"(?:pars|extract|load|decod|repair|heal|clean)\w*json|json\w*(?:pars|extract|load|decod|repair)", re.IGNORECASE)
_OF_MODEL = re.compile(r"(?:^|_)(?:llm|gpt|model|ai|completion|chat)(?:_|$)", re.IGNORECASE)
LONG = 60
"""Characters from which a text may be a prompt."""


def parsed_apart(facts: Facts) -> list[Place]:
    """Prompts that ask for a reply in JSON and, in the same file or as a function of the project, what parses it."""
    told = [(unit, text) for unit, text in prompt_texts(facts) if len(text.value) >= LONG and _wants_json(text.value)]
    beside = [Place(unit.path, text.line, text.end) for unit, text in told if any(_parses(call) for call in unit.calls)]
    own = [one for one in own_functions(facts, _OWN) if any(_parses(call) or "json" in call.name[-80:].lower() for call in one.calls)]
    if beside or (told and own):
        return [*beside, *(Place(unit.path, text.line, text.end) for unit, text in told), *(one.place for one in own)]
    return [one.place for one in own if _OF_MODEL.search(one.name)]


def _wants_json(prompt: str) -> bool:
    return bool(_REPLY.search(prompt)) and not _REFUSED.search(prompt)


def _parses(call: Call) -> bool:
    return last_part(call.name) in _PARSERS or call.name in _PARSERS


def asked_in_words(unit: Unit) -> list[Place]:
    """The prompt that asks for JSON and the call that parses the reply, when a file has both."""
    helped = {
        line for call in unit.calls if last_part(call.name) in _OPTIONS for line in range(call.line, min(call.end, call.line + 40) + 1)
    }
    prompts = [
        text
        for text in unit.texts
        if not text.docstring
        and text.line not in helped
        and len(text.value) > 20
        and _ASKS.search(text.value)
        and not _REFUSED.search(text.value)
    ]
    parsed = [call for call in unit.calls if _parses(call)]
    if not prompts or not parsed:
        return []
    return [Place(unit.path, prompts[0].line, prompts[0].end), *(Place(unit.path, call.line, call.end) for call in parsed)]
