"""Whether there is a benchmark that can be run again."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

_FOLDER = re.compile(r"(?:^|/)(?:bench(?:mark)?s?|perf|benchmarking)(?:/|[_.-])|[_-]bench(?:mark)?s?\.\w+$", re.IGNORECASE)
_ROLES = ("main", "notebook", "test", "example", "other")


@signal("Is there a benchmark that can be run again?")
def has_benchmark(facts: Facts, answer: Answer) -> Finding:
    """A benchmark kept as code turns a claim about speed or quality into something anyone can check.

    Seen: benchmark libraries and Go benchmark functions, and files named as benchmarks that measure time or compute a metric.
    Not seen: benchmarks run by hand; a file only named so, without a measurement, does not count.
    """
    uses = facts.uses("benchmark", roles=_ROLES)
    measuring = [use for use in facts.uses("latency_measure", "metric", roles=_ROLES) if _FOLDER.search(use.place.path)]
    functions = [place for unit in facts.code.units if unit.role in _ROLES for place in _benchmark_functions(unit)]
    places = [*(use.place for use in uses), *(use.place for use in measuring), *functions]
    if places:
        files = len({place.path for place in places})
        return answer.yes(f"There is a benchmark in {counted(files, 'file')}.", places, measures={"files": files})
    return no_unless_unread(facts, answer, "No benchmark was found.")


def _benchmark_functions(unit: Unit) -> list[Place]:
    """Go benchmark functions, and Python tests that take the fixture of pytest-benchmark."""
    return [
        Place(unit.path, one.line, one.line)
        for one in unit.definitions
        if (unit.language.lower() == "go" and one.name.startswith("Benchmark"))
        or (one.name.startswith("test") and "benchmark" in one.parameters)
    ]
