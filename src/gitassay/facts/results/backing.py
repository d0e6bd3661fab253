"""Which metrics the code of a repository computes, and what stands behind a reported result."""

import re
from collections.abc import Iterator, Sequence

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Call, Code, Unit
from gitassay.facts.results.metrics import metric_named
from gitassay.facts.results.table import Backed, Backing, Metric, Result
from gitassay.model.finding import Place

MAX_TEXT = 200
MAX_NAME = 15
_MEASURING = re.compile(r"(?:metric|evaluat|eval|scor|benchmark)", re.IGNORECASE)
_GAP = re.compile(r"[A-Za-z0-9)]\W{0,4}(?:%[.\d]*[dfgs]|\{[^{}]{0,30}\})")
ROLES = ("main", "notebook", "test", "example")
_TIMED = (Metric("latency", "latency"), Metric("throughput", "throughput"))
_ACCURACY = Metric("accuracy", "accuracy")
_LOSS = Metric("loss", "loss")
_REPORT = (*(Metric(name, name) for name in ("precision", "recall", "f1")), _ACCURACY)
_SCORES = frozenset({"score", "cross_val_score", "cross_validate", "evaluate"})


def computed_metrics(code: Code, metric_uses: Sequence[Use], timing_uses: Sequence[Use]) -> tuple[tuple[Metric, Place], ...]:
    """Metrics that code computes: by the call of a library, by a function of that name, or by the name a value is kept under."""
    found: list[tuple[Metric, Place]] = []
    for use in metric_uses:
        found += [(metric, use.place) for metric in _of_symbol(use.symbol)]
    found += [(metric, use.place) for use in timing_uses for metric in _TIMED]
    for unit in code.units:
        if unit.role in ROLES:
            found += _defined(unit)
            found += _by_name(unit)
            found += _written(unit)
    return tuple(dict.fromkeys(found))


def _of_symbol(symbol: str) -> tuple[Metric, ...]:
    last = symbol.rsplit(".", 1)[-1]
    if last == "classification_report":
        return _REPORT
    metric = metric_named(last.replace("_", " "))
    if metric:
        return (metric,)
    return (_ACCURACY,) if last in _SCORES else ()


def _defined(unit: Unit) -> Iterator[tuple[Metric, Place]]:
    for one in unit.definitions:
        metric = metric_named(one.name.rsplit(".", 1)[-1].replace("_", " "))
        if metric and one.statements > 1:
            yield metric, Place(unit.path, one.line, one.line)


def _by_name(unit: Unit) -> Iterator[tuple[Metric, Place]]:
    """Calls whose value is kept under a metric's name, that ask for a metric by name, or that compute a loss."""
    for call in unit.calls:
        for metric in dict.fromkeys(_names(call)):
            yield metric, Place(unit.path, call.line, call.end)


def _written(unit: Unit) -> Iterator[tuple[Metric, Place]]:
    """Texts with a metric's name and a gap for its number, and names of metrics in files that are about measuring."""
    measuring = bool(_MEASURING.search(unit.path))
    for text in unit.texts:
        cut = text.value[:MAX_TEXT]
        if text.docstring or not (_GAP.search(cut) or (measuring and len(cut) < MAX_NAME)):
            continue
        metric = metric_named(cut.replace("_", " "))
        if metric:
            yield metric, Place(unit.path, text.line, text.end)


def _names(call: Call) -> Iterator[Metric]:
    last = call.name.rsplit(".", 1)[-1]
    texts = [text for text in call.strings if len(text) < 30] if last != "print" else []
    for name in (call.target or "", *texts, last if "loss" in last.lower() else ""):
        metric = metric_named(name.rsplit(".", 1)[-1].replace("_", " ")) if name else None
        if metric:
            yield metric
    if "cross_entropy" in call.name:
        yield _LOSS


def backed(told: Sequence[Result], shown: Sequence[Result], computed: Sequence[tuple[Metric, Place]]) -> tuple[Backed, ...]:
    """Each result with what stands behind it: the cell that prints it, the same number elsewhere, or code of its metric."""
    by_family: dict[str, list[Result]] = {}
    for one in shown:
        by_family.setdefault(one.metric.family, []).append(one)
    places: dict[Metric, Place] = {}
    for metric, place in computed:
        places.setdefault(metric, place)
    rows = [_backed(one, by_family.get(one.metric.family, ()), places) for one in told]
    return (*rows, *(Backed(one, Backing.OUTPUT, one.place) for one in shown))


def _backed(one: Result, shown: Sequence[Result], places: dict[Metric, Place]) -> Backed:
    same = next((other for other in shown if agrees(one, other)), None)
    if same:
        return Backed(one, Backing.SAME_NUMBER, same.place)
    place = places.get(one.metric)
    return Backed(one, Backing.CODE, place) if place else Backed(one, None, None)


def agrees(one: Result, other: Result) -> bool:
    """Whether two results are the same number, as a share or in percent, rounded to two digits or three."""
    if one.number is None or other.number is None:
        return False
    left, right = one.number, other.number
    return any(abs(left - scaled) <= 0.006 * max(1.0, abs(left) / 10) for scaled in (right, right * 100, right / 100) if scaled)
