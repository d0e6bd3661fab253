"""Metrics of quality that code works out without a library for them."""

import re

from gitassay.facts.code.table import Definition, Unit
from gitassay.model.finding import Place

_BY_HAND = frozenset(
    {
        "accuracy",
        "auc",
        "average_precision",
        "bleu",
        "compute_metrics",
        "dice",
        "estimate_loss",
        "eval_loss",
        "validation_loss",
        "val_loss",
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


def metrics_by_hand(unit: Unit) -> list[tuple[str, Place]]:
    """Functions of a file that are named after a metric, and averages that it keeps under such a name."""
    found = [(one.name.rsplit(".", 1)[-1], Place(unit.path, one.line, one.line)) for one in unit.definitions if _is_metric(one)]
    kept = [
        (call.target.rsplit(".", 1)[-1], Place(unit.path, call.line, call.end))
        for call in unit.calls
        if call.target and _KEPT.fullmatch(call.target[-80:]) and call.name.rsplit(".", 1)[-1] in _AVERAGES
    ]
    return found + kept


def _is_metric(one: Definition) -> bool:
    """Whether a function is named after a metric and does something; one that says it computes may be a single line."""
    name = one.name.rsplit(".", 1)[-1].lower().strip("_")
    told = _COMPUTES.sub("", name)
    return told in _BY_HAND and not one.stub and one.statements > (0 if told != name else 1)
