"""Whether text is cut into pieces on purpose."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import OwnFunction, own_functions
from gitassay.signals.retrieval import embedding_places
from gitassay.signals.signal import signal

_NAME = re.compile(r"chunk|split_?(?:text|document|into|by)|text_?splitter", re.IGNORECASE)
_CONSTANT = re.compile(r"chunk_?(?:size|length|overlap|tokens|words)|max_?(?:chunk|tokens_per_chunk)", re.IGNORECASE)
_SIZE = re.compile(r"overlap|size|max|length|tokens|words|limit|stride|window", re.IGNORECASE)


@signal("Is text cut into chunks on purpose?")
def chunks_deliberately(facts: Facts, answer: Answer) -> Finding:
    """The size and overlap of chunks decide what retrieval can find.

    Seen: splitters of libraries in use, and functions of the project that cut text by a size or overlap.
    Not seen: whether the size was chosen by measuring, and cutting without a function of its own.
    """
    splitters = facts.uses("text_splitter")
    if splitters:
        return answer.yes(f"Text is cut into chunks with {libraries(splitters)}.", places(splitters))
    if not llm_calls(facts) and not embedding_places(facts):
        return unread(facts, answer) or answer.not_applicable("There are neither embeddings nor a model that text would be cut for.")
    own = [one for one in own_functions(facts, _NAME) if _has_size(one)]
    if own:
        return answer.yes("Text is cut into chunks by a function of the project.", [one.place for one in own], Confidence.MEDIUM)
    return answer.no("No cutting of text into chunks was seen.")


def _has_size(function: OwnFunction) -> bool:
    """Whether a function is given how much to cut, or a constant of its file says so."""
    given = any(_SIZE.search(word[:60]) for word in function.definition.parameters)
    return given or any(not one.scope and _CONSTANT.search(one.target[:60]) for one in function.unit.assignments)
