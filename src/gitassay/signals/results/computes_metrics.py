"""Whether code computes how well something works."""

import re

from gitassay.facts.catalogue import Use
from gitassay.facts.code.table import Definition
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.figures import metric_of
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_BY_HAND = frozenset(
    {
        "accuracy",
        "auc",
        "average_precision",
        "bleu",
        "compute_metrics",
        "dice",
        "dice_coefficient",
        "exact_match",
        "f1",
        "f1_score",
        "hit_rate",
        "iou",
        "mape",
        "mean_absolute_error",
        "mean_average_precision",
        "mean_squared_error",
        "mrr",
        "ndcg",
        "perplexity",
        "precision",
        "precision_at_k",
        "recall",
        "recall_at_k",
        "rmse",
        "rouge",
        "word_error_rate",
    }
)

_COMPUTES = re.compile(r"^(?:calculate|calc|compute|computes|get|eval|evaluate|binary|categorical)_(?:binary_)?")
_KEPT = re.compile(r"(?:.*\.)?(?:train|test|val|valid|eval)?_?(?:acc|accuracy|rmse|mse|mae|mape|f1|precision|recall|auc)")
_AVERAGES = frozenset({"mean", "reduce_mean", "average", "sqrt", "fmean", "nanmean"})


@signal("Does the code compute a metric of quality?")
def computes_metrics(facts: Facts, answer: Answer) -> Finding:
    """Whoever computes a metric asks how well the work does, and can compare.

    Seen: calls of metric functions of known libraries, and functions and averages named after a metric that compute it by hand.
    Not seen: metrics worked out without a name for them, and notebooks without code.
    """
    uses = facts.uses("metric")
    by_hand = [
        (one.name.rsplit(".", 1)[-1], Place(unit.path, one.line, one.line))
        for unit in facts.code.own
        for one in unit.definitions
        if _is_metric(one)
    ]
    by_hand += [
        (call.target.rsplit(".", 1)[-1], Place(unit.path, call.line, call.end))
        for unit in facts.code.own
        for call in unit.calls
        if call.target and _KEPT.fullmatch(call.target[-80:]) and call.name.rsplit(".", 1)[-1] in _AVERAGES
    ]
    if uses or by_hand:
        names = sorted({_named(use) for use in uses} | {name for name, _ in by_hand})
        places = [*(use.place for use in uses), *(place for _, place in by_hand)]
        return answer.yes(f"Metrics are computed: {named(names)}.", places, measures={"metrics": len(names)})
    return no_unless_unread(facts, answer, "No code that computes a metric was found.")


def _is_metric(one: Definition) -> bool:
    """Whether a function is named after a metric and does something; one that says it computes may be a single line."""
    name = one.name.rsplit(".", 1)[-1].lower().strip("_")
    told = _COMPUTES.sub("", name)
    return told in _BY_HAND and not one.stub and one.statements > (0 if told != name else 1)


def _named(use: Use) -> str:
    """The metric's name where the call has one, else the library that computes it."""
    last = use.symbol.rsplit(".", 1)[-1]
    return last if metric_of(last.replace("_", " ")) else use.library
