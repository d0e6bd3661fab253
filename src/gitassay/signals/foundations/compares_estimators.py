"""Whether several kinds of models are tried on the same data."""

import re

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

ENOUGH = 3
"""Kinds in one file: two may be one for each of two questions."""
_ESTIMATOR = re.compile(
    r"^(?:sklearn\.(?:linear_model|ensemble|tree|svm|neighbors|naive_bayes|neural_network|gaussian_process|discriminant_analysis"
    r"|kernel_ridge|dummy)\.|xgboost\.XGB|lightgbm\.LGBM|catboost\.CatBoost)\w+$"
)


@signal("Are several kinds of models compared?")
def compares_estimators(facts: Facts, answer: Answer) -> Finding:
    """Who tries several kinds on the same data knows why the one that is kept is kept.

    Seen: three or more kinds of estimators made in one file of a project that trains.
    Not seen: whether they are judged alike; networks of different layers; models that are chosen by name from settings.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    files = {use.place.path for use in facts.uses("estimator")}
    most = max((_kinds(unit) for unit in facts.code.own if unit.path in files), key=len, default={})
    if len(most) >= ENOUGH:
        return answer.yes(f"Several kinds of models are tried: {named(sorted(most))}.", list(most.values()), Confidence.MEDIUM)
    return answer.no("One kind of model is trained, or two.")


def _kinds(unit: Unit) -> dict[str, Place]:
    """Kinds of estimators that a file makes, each with the first place."""
    kinds: dict[str, Place] = {}
    for call in unit.calls:
        if _ESTIMATOR.match(call.name[:200]) and last_part(call.name)[0].isupper():
            kinds.setdefault(last_part(call.name), Place(unit.path, call.line, call.end))
    return kinds
