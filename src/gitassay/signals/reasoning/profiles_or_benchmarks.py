"""Whether it is looked at where time and memory go."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_FOLDER = re.compile(r"(?:^|/)(?:bench(?:mark)?s?|perf|profiling)(?:/|[_.-])|[_-]bench(?:mark)?s?\.\w+$", re.IGNORECASE)
_ROLES = ("main", "notebook", "test", "example", "other")


@signal("Is code profiled or benchmarked?")
def profiles_or_benchmarks(facts: Facts, answer: Answer) -> Finding:
    """A profile or a benchmark shows that speed was a question answered by measuring and not by guessing.

    Seen: profilers and benchmark libraries in use, load tests, and time taken in files named as benchmarks.
    Not seen: profilers run from the command line; a single clock around a training run is no profile.
    """
    uses = [*facts.uses("profiling", "benchmark", "load_test", roles=_ROLES)]
    uses += [use for use in facts.uses("latency_measure", roles=_ROLES) if _FOLDER.search(use.place.path)]
    if uses:
        ways = sorted({use.library for use in uses})
        return answer.yes(
            f"Code is profiled or benchmarked with {named(ways)}.", [use.place for use in uses], measures={"places": len(uses)}
        )
    return no_unless_unread(facts, answer, "No profiling or benchmark was found.")
