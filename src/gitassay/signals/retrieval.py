"""Where own code searches by meaning, with a product or by hand."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gitassay.facts.code.table import Text, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.llm import ollama_places
from gitassay.signals.naming import own_functions

_SIMILAR = re.compile(
    r"(?:^|\.)(?:cosine_similarity|cos_sim|dot_score|cosine_distances|semantic_search|pairwise_distances|cdist|kneighbors|cosineSimilarity|dotProduct)$"
    r"|^numpy\.(?:dot|inner|matmul|linalg\.norm|einsum|vdot)$|^torch\.(?:matmul|mm|cosine_similarity|nn\.functional\.cosine_similarity)$"
    r"|^scipy\.spatial\.distance\.cosine$|^math\.sqrt$|^Math\.sqrt$|(?:^|\.)cos(?:ine)?_?sim\w*$"
)
_CHOOSING = re.compile(
    r"(?:^|\.)(?:argsort|argpartition|topk|nlargest|nsmallest|sorted|sort|argmax|idxmax|most_common|slice|kneighbors)$|^max$"
)
_VECTOR_SQL = re.compile(
    r"(?:<=>|<->|<#>).{0,200}|vector_(?:cosine|l2|ip)_ops|vec_distance_|array_cosine_similarity", re.IGNORECASE | re.DOTALL
)
_OLLAMA = re.compile(r"/api/embed(?:dings)?$")
_SQL = re.compile(r"\b(?:SELECT|DELETE|INSERT|UPDATE|CREATE)\b\s")
_VECTOR_CALL = frozenset({"match_documents", "match_chunks", "match_embeddings"})
_JOIN = re.compile(
    r"\{\{?\s*(?:context|contexts|documents?|docs|chunks|passages|sources|snippets|excerpts|retrieved\w*|knowledge|context_\w+|relevant_\w+|search_results|results)\s*\}?\}"
    r"|\b(?:context|documents?|passages?|sources?|excerpts?|snippets?|chunks?|knowledge|information|references?)\b[^{}]{0,60}[:>\n\]-]\s{0,12}\{\}",
    re.IGNORECASE,
)
SHOWING = frozenset(
    {"print", "log", "info", "debug", "warning", "error", "exception", "write", "markdown", "echo", "success", "title", "subheader", "text"}
)
"""Last parts of calls that only show something."""
MAX_TEXT = 2_000
SHORTEST = 20


@lru_cache(maxsize=4)
def embedding_places(facts: Facts) -> tuple[tuple[str, Place], ...]:
    """Library and place of each computation of embeddings in own code."""
    found = [(use.library, use.place) for use in facts.uses("embeddings") if "/" not in use.symbol or facts.uses("http_post")]
    models = facts.uses("embedding_model")
    if models and not found and any(last_part(call.name).startswith("encode") for unit in facts.code.own for call in unit.calls):
        found = [(use.library, use.place) for use in models]
    found += [("Ollama over HTTP", place) for place in ollama_places(facts, _OLLAMA)]
    return tuple(dict.fromkeys(found))


def product_searches(facts: Facts) -> tuple[tuple[str, Place], ...]:
    """Library and place of each search in a vector store; a store that is only opened counts with a retriever or a chain on it."""
    found = [(use.library, use.place) for use in facts.uses("vector_query")]
    stores = facts.uses("vector_store")
    if stores and (found or facts.uses("retriever", "rag_chain")):
        found += [(use.library, use.place) for use in stores]
    found += [("vector search in SQL", place) for place in _in_sql(facts)]
    return tuple(found)


def _in_sql(facts: Facts) -> Iterator[Place]:
    for unit in facts.code.own:
        for text in unit.texts:
            value = text.value
            if not text.docstring and (
                value in _VECTOR_CALL or (_VECTOR_SQL.search(value) and re.search(r"\bselect\b|\bindex\b", value, re.IGNORECASE))
            ):
                yield Place(unit.path, text.line, text.end)


def own_searches(facts: Facts) -> tuple[Place, ...]:
    """Similarity over embeddings by hand: a similarity is computed and the nearest are chosen in one file, in a project that embeds."""
    if not embedding_places(facts):
        return ()
    named = own_functions(facts, re.compile(r"^_?(?:cos(?:ine)?_?sim\w*|cosineSimilarity)$"), least=1)
    by_hand = {one.unit.path for one in named}
    found: list[Place] = []
    for unit in facts.code.own:
        near = [call for call in unit.calls if _SIMILAR.search(call.name)]
        chosen = [call for call in unit.calls if _CHOOSING.search(call.name)]
        embeds = unit.path in by_hand or any("embed" in name.lower() for name in _words(unit))
        if near and chosen and embeds:
            found += [Place(unit.path, call.line, call.end) for call in (near[0], chosen[-1])]
    return tuple(found)


def lexical_searches(facts: Facts) -> tuple[Place, ...]:
    """Search by words, written by hand: a vectorizer, a similarity and a choice of the nearest in one file."""
    found: list[Place] = []
    for unit in facts.code.own:
        weighed = [call for call in unit.calls if call.name.endswith(("TfidfVectorizer", "CountVectorizer", "HashingVectorizer"))]
        near = [call for call in unit.calls if weighed and _SIMILAR.search(call.name)]
        chosen = [call for call in unit.calls if near and _CHOOSING.search(call.name)]
        if near and chosen:
            found += [Place(unit.path, call.line, call.end) for call in (near[0], chosen[-1])]
    return tuple(found)


def _words(unit: Unit) -> Iterator[str]:
    """Names a file defines, calls, assigns and imports."""
    yield from (one.name for one in unit.definitions)
    yield from (call.name for call in unit.calls)
    yield from (call.target for call in unit.calls if call.target)
    yield from (f"{one.module}.{one.name}" for one in unit.imports)


_RENDERING = frozenset({"render", "format", "format_messages", "format_prompt", "substitute", "fill", "format_map"})
_CONTEXT = re.compile(
    r"(?:retrieved|relevant|found|source)?_?(?:contexts?|documents?|docs|chunks|passages|sources|snippets|excerpts|knowledge)|search_results"
)


def renders(facts: Facts) -> tuple[Place, ...]:
    """Calls that fill a template kept elsewhere (a file of prompts) and hand it what was retrieved, by the name of the gap."""
    return tuple(
        Place(unit.path, call.line, call.end)
        for unit in facts.code.own
        for call in unit.calls
        if last_part(call.name) in _RENDERING and any(_CONTEXT.fullmatch(keyword) for keyword in call.keywords)
    )


def _is_join(text: str) -> bool:
    return len(text) >= SHORTEST and bool(_JOIN.search(text)) and not _SQL.search(text)


def joins(facts: Facts) -> tuple[tuple[Unit, Text], ...]:
    """Texts with a gap for what was retrieved, as prompts of retrieval have them; what is only shown or logged is none."""
    found: list[tuple[Unit, Text]] = []
    for unit in facts.code.own:
        matched = [text for text in unit.texts if not text.docstring and "{" in text.value and _is_join(text.value[:MAX_TEXT])]
        shown = [(call.line, call.end) for call in unit.calls if last_part(call.name) in SHOWING] if matched else []
        found += [(unit, text) for text in matched if not any(start <= text.line <= end for start, end in shown)]
    return tuple(found)
