"""Whether a model's reply has a form that code can rely on."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.llm import asking_units, llm_calls
from gitassay.signals.signal import signal

_WORDS = frozenset(
    {"response_format", "json_object", "json_schema", "response_mime_type", "responseMimeType", "response_schema", "responseSchema"}
)
_PARSERS = frozenset({"loads", "model_validate_json", "parse_raw", "literal_eval", "JSON.parse", "repair_json", "safeParse"})
_OPTIONS = frozenset({"add_argument", "option", "Option", "argument", "Argument"})
"""Calls whose texts are help for a command line."""

_ASKS = re.compile(
    r"\bJSON\b.{0,120}\b(?:format|object|schema|array|list|only|keys?|fields?)\b|\b(?:return|respond|reply|output|answer)\w*\b.{0,80}\bJSON\b",
    re.DOTALL | re.IGNORECASE,
)


@signal("Is the model asked for a structured reply?")
def asks_for_structured_output(facts: Facts, answer: Answer) -> Finding:
    """A reply with a schema can be checked and used by code; free text has to be guessed at.

    Seen: response formats, schemas and output parsers of SDKs and frameworks, and a prompt that asks for JSON whose reply is parsed.
    Not seen: replies that are only taken apart by text search.
    """
    uses = facts.uses("structured_output")
    if uses:
        return answer.yes(f"The model is asked for a structured reply with {libraries(uses)}.", places(uses))
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called, so no reply has a form.")
    units = asking_units(facts)
    told = [Place(unit.path, text.line, text.end) for unit in units for text in unit.texts if text.value in _WORDS and not text.docstring]
    if told:
        return answer.yes("The request asks for a structured reply.", told, Confidence.MEDIUM)
    asked = [place for unit in units for place in _asked_in_words(unit)]
    if asked:
        return answer.yes("The prompt asks for JSON and the reply is parsed.", asked, Confidence.MEDIUM)
    return answer.no("The model's reply is used as free text.")


def _asked_in_words(unit: Unit) -> list[Place]:
    """The prompt that asks for JSON and the call that parses the reply, when a file has both."""
    helped = {
        line for call in unit.calls if last_part(call.name) in _OPTIONS for line in range(call.line, min(call.end, call.line + 40) + 1)
    }
    prompts = [
        text for text in unit.texts if not text.docstring and text.line not in helped and len(text.value) > 20 and _ASKS.search(text.value)
    ]
    parsed = [call for call in unit.calls if last_part(call.name) in _PARSERS or call.name in _PARSERS]
    if not prompts or not parsed:
        return []
    return [Place(unit.path, prompts[0].line, prompts[0].end), *(Place(unit.path, call.line, call.end) for call in parsed)]
