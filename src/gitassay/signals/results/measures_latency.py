"""Whether it is measured how long things take."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

_CLOCK = re.compile(r"(?:monotonic|perf_counter)(?:_ns)?$")
_AGE = re.compile(r"timestamp|expir|cache|ttl|deadline|last_|next_", re.IGNORECASE)
_TIMED = frozenset({"latency", "throughput"})


@signal("Is it measured how long the work takes?")
def measures_latency(facts: Facts, answer: Answer) -> Finding:
    """Who measures time knows whether a system answers fast enough, and what a change costs.

    Seen: code that takes the time around work, and figures of latency or throughput with a unit that a program wrote or that code
    here computes. A figure that a document states and nothing here measures is a claim, for a person to ask about.
    Not seen: clocks that tell how old a kept value is, timing done by outside tools, and what exactly the clock is around.
    """
    ages = {unit.path for unit in facts.code.units if _tells_age(unit)}
    uses = [use for use in facts.uses("latency_measure", roles=("main", "notebook", "test", "example")) if use.place.path not in ages]
    told = [one for one in facts.results.backed if one.metric.family in _TIMED]
    kept = [one for one in facts.results.written if one.metric.family in _TIMED]
    figures = [*told, *kept]
    if uses or figures:
        measures = {"places_in_code": len(uses), "reported_figures": len(figures)}
        said = (
            f"Time is measured in {counted(len(uses), 'place')} of the code."
            if uses
            else f"A figure is reported: {figures[0].metric.name} {figures[0].value}."
        )
        confidence = Confidence.HIGH if uses and figures else Confidence.MEDIUM
        return answer.yes(said, [*(use.place for use in uses), *(one.place for one in figures)], confidence, measures)
    claimed = [one for one in facts.results.unbacked if one.metric.family in _TIMED]
    if claimed:
        said = f"A document states {claimed[0].metric.name} {claimed[0].value}, and nothing here measures it."
        return answer.needs_review(said, [one.place for one in claimed], {"claimed_figures": len(claimed)})
    return no_unless_unread(facts, answer, "No code that measures time, and no figure of latency, was found.")


def _tells_age(unit: Unit) -> bool:
    """Whether every clock reading that a file keeps is kept as the time of a cached value or of an event."""
    kept = [call.target for call in unit.calls if call.target and _CLOCK.search(call.name[:300])]
    return bool(kept) and all(_AGE.search(name[:300]) for name in kept)
