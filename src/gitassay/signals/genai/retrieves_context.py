"""Whether retrieved text reaches the prompt of a model."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, no_unless_unread, places
from gitassay.signals.llm import llm_calls
from gitassay.signals.retrieval import joins, lexical_searches, own_searches, product_searches, renders
from gitassay.signals.signal import signal


@signal("Is retrieved text given to the model?")
def retrieves_context(facts: Facts, answer: Answer) -> Finding:
    """Retrieval joined to a prompt (RAG) lets a model answer from the project's own data.

    Seen: retrieval chains and query engines of frameworks, and a search by meaning or by words whose outcome is put into a prompt, be it
    a text in the code or a template kept in a file.
    Not seen: retrieval inside a hosted assistant, and joins of search and prompt that go through a database or a queue.
    """
    chains = facts.uses("rag_chain")
    if chains:
        return answer.yes(f"Retrieved text is given to the model by {libraries(chains)}.", places(chains))
    searches = [place for _, place in product_searches(facts)]
    searches += [*own_searches(facts), *lexical_searches(facts), *places(facts.uses("retriever", "keyword_search"))]
    if not searches or not llm_calls(facts):
        return no_unless_unread(facts, answer, "No retrieval joined to a prompt was seen.")
    joined = joins(facts)
    filled = renders(facts)
    if filled and not joined:
        return answer.yes("What a search finds is put into a template of the prompt.", [*filled, *searches], Confidence.MEDIUM)
    if not joined:
        return answer.needs_review("There is retrieval and there is a model, but no place was seen where one feeds the other.", searches)
    paths = {place.path for place in searches} | {use.place.path for use in llm_calls(facts)}
    confidence = Confidence.HIGH if any(unit.path in paths for unit, _ in joined) else Confidence.MEDIUM
    found = [searches[0], *(Place(unit.path, text.line, text.end) for unit, text in joined), *searches[1:]]
    return answer.yes("What a search finds is put into the prompt.", found, confidence)
