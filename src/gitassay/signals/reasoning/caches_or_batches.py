"""Whether work is saved by caching or batching."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_CACHING = re.compile(
    r"(?:^|\.)(?:lru_cache|cache|cached|cached_property|cache_data|cache_resource|memoize|memoized|ttl_cache|alru_cache"
    r"|useMemo|unstable_cache)$"
)
_EXPIRING = re.compile(r"\.p?setex$", re.IGNORECASE)
_BATCHING = re.compile(
    r"(?:^|\.)(?:abatch|batch_encode_plus|embed_documents|aembed_documents|executemany|bulk_create|bulk_write"
    r"|insert_many|create_batch|batches\.create)$"
)


@signal("Does the code save work by caching or batching?")
def caches_or_batches(facts: Facts, answer: Answer) -> Finding:
    """Reusing answers and asking for many at once are the plainest ways to save time and money.

    Seen: caches by library or decorator, and calls that send many items at once, in the project's own code.
    Not seen: Redis as a database or a queue, caches built from plain dictionaries, and batches that only cut training data into portions.
    """
    found = [(use.library, use.place) for use in facts.uses("cache") if use.library != "Redis" or _as_cache(facts, use.place.path)]
    for unit in facts.code.own:
        found += _by_name(unit)
    if found:
        ways = sorted({name for name, _ in found})
        return answer.yes(
            f"Work is saved with {named(ways)}.", list(dict.fromkeys(place for _, place in found)), measures={"places": len(found)}
        )
    return no_unless_unread(facts, answer, "No caching or batching was found.")


def _as_cache(facts: Facts, path: str) -> bool:
    """Whether a file that opens Redis calls something there a cache or sets values that expire."""
    unit = next((unit for unit in facts.code.own if unit.path == path), None)
    if unit is None:
        return False
    named_so = [
        path,
        *(one.name for one in unit.definitions),
        *(one.target or "" for one in unit.calls),
        *(one.target for one in unit.assignments),
    ]
    expires = any(_EXPIRING.search(call.name[:300]) or {"ex", "px"} & set(call.keywords) for call in unit.calls)
    return expires or any("cach" in one[:300].lower() for one in named_so)


def _by_name(unit: Unit) -> list[tuple[str, Place]]:
    """Decorators and calls whose resolved name says that they cache or batch."""
    found = [
        (name.rsplit(".", 1)[-1], Place(unit.path, one.line, one.line))
        for one in unit.definitions
        for name in one.decorators
        if _CACHING.search(name)
    ]
    found += [
        (call.name.rsplit(".", 1)[-1], Place(unit.path, call.line, call.end))
        for call in unit.calls
        if "." in call.name and (_BATCHING.search(call.name) or (call.name.startswith("langchain") and call.name.endswith(".batch")))
    ]
    return found
