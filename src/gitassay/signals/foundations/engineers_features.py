"""Whether features are made and not only passed on."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"(?:add|build|create|make|extract|engineer|generate|compute|derive|get)_?\w*features?|feature_engineering|featuri[sz]e", re.IGNORECASE
)
_BASIC = frozenset({"LabelEncoder", "LabelBinarizer", "label_binarize", "scale", "normalize", "minmax_scale"})
_SIMPLE = re.compile(r"Scaler$|Encoder$|Imputer$|^get_dummies$|^c?q?cut$|Normalizer$|Binarizer$|^PCA$|Normalization$")


@signal("Are features engineered?")
def engineers_features(facts: Facts, answer: Answer) -> Finding:
    """Good features often matter more than the model.

    Seen: column transformers, feature extraction and selection, combined scaling and encoding, pipelines, and own functions that make
    features.
    Not seen: columns computed without a function; a lone encoder or scaler does not count.
    """
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    uses = [use for use in facts.uses("feature_engineering") if _symbol(use.symbol) not in _BASIC]
    strong = [use for use in uses if not _SIMPLE.search(_symbol(use.symbol))] + list(facts.uses("ml_pipeline"))
    if strong:
        return answer.yes(f"Features are engineered with {libraries(strong)}.", places(strong))
    own = [one.place for one in own_functions(facts, _OWN, least=3)]
    if own:
        return answer.yes("Features are made by functions of the project.", [*own, *places(uses)], Confidence.MEDIUM)
    if len({_symbol(use.symbol) for use in uses}) >= 2:
        return answer.yes(f"Features are scaled and encoded with {libraries(uses)}.", places(uses), Confidence.MEDIUM)
    return answer.no("No feature engineering was seen.")


def _symbol(name: str) -> str:
    """The class or function a name speaks of, methods of a transformer left out."""
    parts = [
        part
        for part in name.split(".")
        if part not in ("fit", "fit_transform", "transform", "adapt", "inverse_transform", "get_feature_names_out")
    ]
    return last_part(".".join(parts)) if parts else ""
