"""Whether a model's reply has a form that code can rely on."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import asking_units, llm_calls
from gitassay.signals.replies import asked_in_words, parsed_apart
from gitassay.signals.signal import signal

_WORDS = frozenset(
    {"response_format", "json_object", "json_schema", "response_mime_type", "responseMimeType", "response_schema", "responseSchema"}
)


@signal("Is the model asked for a structured reply?")
def asks_for_structured_output(facts: Facts, answer: Answer) -> Finding:
    """A reply with a schema can be checked and used by code; free text has to be guessed at.

    Seen: response formats, schemas and output parsers of SDKs and frameworks; a prompt that asks for JSON whose reply is parsed, in the
    same file or by a function of the project.
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
    asked = [place for unit in units for place in asked_in_words(unit)] or parsed_apart(facts)
    if asked:
        return answer.yes("The prompt asks for JSON and the reply is parsed.", asked, Confidence.MEDIUM)
    return answer.no("The model's reply is used as free text.")
