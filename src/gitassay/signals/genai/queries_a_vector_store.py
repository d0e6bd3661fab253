"""Whether own code searches by meaning."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.retrieval import own_searches, product_searches
from gitassay.signals.signal import signal


@signal("Does the code search a vector store?")
def queries_a_vector_store(facts: Facts, answer: Answer) -> Finding:
    """Search by meaning is the heart of retrieval; a small search written by hand shows the same as a product.

    Seen: queries of vector databases and indexes, vector operators in SQL, and similarity over embeddings with the nearest chosen by
    hand.
    Not seen: stores that are only opened or filled, and searches that a service does by itself.
    """
    found = product_searches(facts)
    if found:
        return answer.yes(f"Vectors are searched with {named(sorted({name for name, _ in found}))}.", [place for _, place in found])
    own = own_searches(facts)
    if own:
        return answer.yes("The nearest embeddings are found by a search written for the project.", own, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No search in a vector store was seen.")
