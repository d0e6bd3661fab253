"""Whether what a model predicts is explained."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"grad_?cam|integrated_gradients|saliency_?map|permutation_importance|partial_dependence|shap_(?:values|explanation)", re.IGNORECASE
)


@signal("Are predictions explained?")
def explains_predictions(facts: Facts, answer: Answer) -> Finding:
    """A method that tells which inputs moved a prediction lets people doubt it.

    Seen: SHAP, LIME, Captum, permutation importance, partial dependence and their like in use, and own functions named after them.
    Not seen: importances that a tree keeps by itself, and coefficients that are printed.
    """
    uses = facts.uses("explanation")
    if uses:
        return answer.yes(f"Predictions are explained with {libraries(uses)}.", places(uses))
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    own = [one.place for one in own_functions(facts, _OWN)]
    if own:
        return answer.yes("Predictions are explained by code of the project.", own, Confidence.MEDIUM)
    return answer.no("Nothing that explains predictions was seen.")
