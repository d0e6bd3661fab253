"""Whether code computes how well something works."""

from gitassay.facts.catalogue import Use
from gitassay.facts.facts import Facts
from gitassay.facts.results.metrics import metric_of
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.metrics import metrics_by_hand
from gitassay.signals.places import named
from gitassay.signals.signal import signal


@signal("Does the code compute a metric of quality?")
def computes_metrics(facts: Facts, answer: Answer) -> Finding:
    """Whoever computes a metric asks how well the work does, and can compare.

    Seen: calls of metric functions of known libraries, and functions and averages named after a metric that compute it by hand.
    Not seen: metrics worked out without a name for them, and notebooks without code.
    """
    uses = facts.uses("metric")
    by_hand = [row for unit in facts.code.own for row in metrics_by_hand(unit)]
    if uses or by_hand:
        names = sorted({_named(use) for use in uses} | {name for name, _ in by_hand})
        places = [*(use.place for use in uses), *(place for _, place in by_hand)]
        return answer.yes(f"Metrics are computed: {named(names)}.", places, measures={"metrics": len(names)})
    return no_unless_unread(facts, answer, "No code that computes a metric was found.")


def _named(use: Use) -> str:
    """The metric's name where the call has one, else the library that computes it."""
    last = use.symbol.rsplit(".", 1)[-1]
    return last if metric_of(last.replace("_", " ")) else use.library
