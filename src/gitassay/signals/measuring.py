"""Which metrics the code of a repository computes, by call, by definition or by the name a value is kept under."""

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.figures import metric_of

_TIMED = ("latency", "throughput")


def computed_metrics(facts: Facts) -> list[tuple[str, Place]]:
    """Families of metrics that code of the repository computes, with places."""
    roles = ("main", "notebook", "test", "example")
    found = [(metric_of(use.symbol.rsplit(".", 1)[-1].replace("_", " ")) or "", use.place) for use in facts.uses("metric", roles=roles)]
    found += [(metric, use.place) for use in facts.uses("latency_measure", roles=roles) for metric in sorted(_TIMED)]
    for unit in facts.code.units:
        if unit.role in roles:
            for one in unit.definitions:
                metric = metric_of(one.name.rsplit(".", 1)[-1].replace("_", " "))
                if metric and one.statements > 1:
                    found.append((metric, Place(unit.path, one.line, one.line)))
            found += _by_name(unit)
    return [(metric, place) for metric, place in found if metric]


def _by_name(unit: Unit) -> list[tuple[str, Place]]:
    """Calls whose value is kept under a metric's name, that ask for a metric by name, or that compute a loss."""
    found = []
    for call in unit.calls:
        names = (
            call.target or "",
            *(text for text in call.strings if len(text) < 30),
            call.name.rsplit(".", 1)[-1] if "loss" in call.name else "",
        )
        metrics = {metric_of(name.rsplit(".", 1)[-1].replace("_", " ")) for name in names if name} | (
            {"loss"} if "cross_entropy" in call.name else set()
        )
        found += [(metric, Place(unit.path, call.line, call.end)) for metric in sorted(filter(None, metrics))]
    return found
