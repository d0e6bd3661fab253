"""Whether something is fitted on all data before the split."""

import re

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, unread
from gitassay.signals.signal import signal

_FITS = frozenset({"fit", "fit_transform", "fit_resample"})
_LEAKY = re.compile(
    r"(?:Standard|MinMax|Robust|MaxAbs)Scaler|PowerTransformer|QuantileTransformer|\bPCA\b|SelectKBest|SelectPercentile|SelectFromModel|RFE|Imputer|SMOTE|ADASYN|OverSampler|TruncatedSVD"
)
_MILD = re.compile(r"TfidfVectorizer|KBinsDiscretizer|TargetEncoder|MeanEncoder")
_TRAIN = re.compile(r"train|(?:^|[._])(?:x_|y_)?tr(?:n)?(?:$|\.)", re.IGNORECASE)


@signal("Is anything fitted on the data before they are split?")
def leaks_test_data(facts: Facts, answer: Answer) -> Finding:
    """A scaler, selector or sampler that has seen the test part makes the score too good.

    Seen: the outcome of such a fit handed to the split (yes), and a fit above the split without a clear path between the two (a person
    has to look).
    Not seen: leaks through columns, duplicates, groups or time, and fits in another function.
    """
    splits = [
        (unit, call) for unit in facts.code.own for call in unit.calls if last_part(call.name) in ("train_test_split", "random_split")
    ]
    if not splits:
        return unread(facts, answer) or answer.not_applicable("No split of data by a library was seen.")
    flowing: list[Place] = []
    before: list[Place] = []
    for unit, split in splits:
        for fit in _fits(unit, split):
            pair = [Place(unit.path, fit.line, fit.end), Place(unit.path, split.line, split.end)]
            owner = fit.name.rpartition(".")[0]
            if _LEAKY.search(owner) and any(name.startswith(owner) for name in split.names):
                flowing += pair
            elif _LEAKY.search(owner) or (_MILD.search(owner) and any(name.startswith(owner) for name in split.names)):
                before += pair
    if flowing:
        return answer.yes("Something is fitted on all data, and its outcome is split afterwards.", flowing)
    if before:
        return answer.needs_review("Something is fitted above the split; whether it saw the test part has to be looked at.", before)
    return answer.no("Nothing is fitted before the split.", [Place(unit.path, call.line, call.end) for unit, call in splits])


def _fits(unit: Unit, split: Call) -> list[Call]:
    """Fits that stand above the split in the same function and do not take a training part."""
    return [
        call
        for call in unit.calls
        if call.scope == split.scope
        and call.end < split.line
        and last_part(call.name) in _FITS
        and not any(_TRAIN.search(name[:300]) for name in call.names)
    ]
