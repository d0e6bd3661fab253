"""Whether retrieval goes beyond the nearest vectors."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.retrieval import own_searches, product_searches
from gitassay.signals.signal import signal

_OWN = re.compile(r"^_?(?:rrf|re_?rank\w*|reciprocal_?rank\w*|rank_fusion|hybrid_?(?:search|retriev\w+|query))$", re.IGNORECASE)


@signal("Are search results reranked or combined?")
def reranks_or_hybrid(facts: Facts, answer: Answer) -> Finding:
    """Reranking and the combination of word search with vector search are how retrieval is made precise.

    Seen: rerankers and hybrid search of libraries, word search beside vector search, and fusion or reranking functions of the project.
    Not seen: reranking that a search service does by itself.
    """
    uses = facts.uses("reranker", "hybrid_search")
    searches = [place for _, place in product_searches(facts)] or list(own_searches(facts))
    words = facts.uses("keyword_search")
    if words and searches and not uses:
        uses = words
    if uses:
        return answer.yes(f"Search results are reranked or combined with {libraries(uses)}.", places(uses))
    if not searches and not words and not facts.uses("retriever", "rag_chain"):
        return unread(facts, answer) or answer.not_applicable("Nothing is retrieved, so there is nothing to rerank.")
    own = own_functions(facts, _OWN)
    if own:
        return answer.yes(
            "Search results are reranked or combined by a function of the project.", [one.place for one in own], Confidence.MEDIUM
        )
    return answer.no("No reranking or hybrid search was seen.")
