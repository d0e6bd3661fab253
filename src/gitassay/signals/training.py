"""Where own code trains a model: by a library, by a loop of its own, or from scratch."""

import re

from gitassay.facts.code.table import Call, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import is_within, last_part
from gitassay.signals.once import once

_PREPARING = re.compile(
    r"\.(?:preprocessing|feature_extraction|feature_selection|decomposition|impute|compose|random_projection|over_sampling|under_sampling|manifold)\."
    r"|Scaler|Encoder|Vectorizer|Tokenizer|Imputer|PCA|Normalizer|Binarizer|ImageDataGenerator|LabelBinarizer|encoder|scaler|vectorizer|tokenizer",
)
_NAMED = re.compile(
    r"(?:^|[._])(?:model|clf|classifier|regressor|estimator|pipe(?:line)?|grid|search|net|network|reg|lr|rf|svm|svc|knn|xgb|lgbm|tree|nb|m)\d?$"
    r"|(?:models|classifiers|regressors|estimators|algorithms|algos|pipelines|clfs)(?:\.(?:items|values|get))?$|^(?:zip|enumerate)$",
    re.IGNORECASE,
)
_SCRATCH = frozenset({"fit", "train", "partial_fit"})
_PREDICT = frozenset({"predict", "forward", "predict_proba", "__call__"})


@once
def library_training(facts: Facts) -> tuple[tuple[str, Place], ...]:
    """Library and place of each call that fits a model."""
    found = [(use.library, use.place) for use in facts.uses("training")]
    known = {(place.path, place.start) for _, place in found}
    made: dict[str, str] = {}
    for use in facts.uses("estimator"):
        made.setdefault(use.place.path, use.library)
    for unit in facts.code.own:
        if unit.path in made:
            for call in unit.calls:
                if is_model_fit(call) and (unit.path, call.line) not in known:
                    found.append((made[unit.path], Place(unit.path, call.line, call.end)))
    found += _fitted_elsewhere(facts, made, known)
    return tuple(sorted(found, key=lambda row: (row[1].path, row[1].start, row[0])))


def _fitted_elsewhere(facts: Facts, made: dict[str, str], known: set[tuple[str, int]]) -> list[tuple[str, Place]]:
    """Where a model that another file of the project makes is fitted to features and a target, beside an import of a library of models."""
    libraries = {use.symbol.split(".", 1)[0]: use.library for use in facts.uses("estimator")}
    found = []
    for unit in facts.code.own if libraries else ():
        roots = {one.module.split(".", 1)[0] for one in unit.imports} & libraries.keys()
        if unit.path not in made and roots:
            library = libraries[min(roots)]
            fits = [call for call in unit.calls if is_model_fit(call) and len(call.names) >= 2 and (unit.path, call.line) not in known]
            found += [(library, Place(unit.path, call.line, call.end)) for call in fits]
    return found


def is_model_fit(call: Call) -> bool:
    """Whether a call fits something that is named as a model; fitting a scaler or an encoder is preparation."""
    owner, _, method = call.name[:300].rpartition(".")
    return method == "fit" and bool(_NAMED.search(owner)) and not _PREPARING.search(owner)


@once
def loops_of_training(facts: Facts) -> tuple[Place, ...]:
    """Loops that compute gradients and change weights."""
    found: list[Place] = []
    backward = facts.uses("backward_pass")
    steps = facts.uses("optimizer_step")
    by_path = {unit.path: unit for unit in facts.code.own}
    for use in backward:
        unit = by_path[use.place.path]
        near = [
            one
            for one in steps
            if one.place.path == use.place.path and (not use.scope or is_within(one.scope, use.scope) or is_within(use.scope, one.scope))
        ]
        zeroed = any(last_part(call.name) in ("zero_grad", "value_and_grad", "grad", "gradient") for call in unit.calls)
        if (near or (zeroed and use.loop)) and (use.loop or _is_looped(unit, use.scope)):
            found += [use.place, *(one.place for one in near[:1])]
    return tuple(dict.fromkeys(found))


def _is_looped(unit: Unit, scope: str) -> bool:
    """Whether the function a gradient is computed in has a loop, or is called in one."""
    name = last_part(scope)
    return any(is_within(loop.scope, scope) for loop in unit.loops) or any(
        last_part(call.name) == name and call.loop for call in unit.calls
    )


@once
def from_scratch(facts: Facts) -> tuple[Place, ...]:
    """Own classes that fit and predict with loops and arithmetic of their own."""
    found: list[Place] = []
    for unit in facts.code.own:
        if not any(one.module.split(".")[0] in ("numpy", "math", "cupy") for one in unit.imports):
            continue
        classes = [one for one in unit.definitions if one.kind == "class" and not one.stub]
        for one in classes:
            methods = {
                last_part(method.name): method
                for method in unit.definitions
                if method.name == f"{one.name}.{last_part(method.name)}" and not method.stub
            }
            fits = [methods[name] for name in sorted(_SCRATCH & set(methods)) if methods[name].statements >= 4]
            looped = [fit for fit in fits if any(is_within(loop.scope, fit.name) for loop in unit.loops)]
            counted = any(call.name.startswith(("numpy.", "math.", "cupy.")) and is_within(call.scope, one.name) for call in unit.calls)
            if looped and counted and _PREDICT & set(methods):
                found.append(Place(unit.path, looped[0].line, looped[0].end))
    return tuple(found)


def training_places(facts: Facts) -> tuple[Place, ...]:
    """Every place that trains a model."""
    return tuple(dict.fromkeys([*(place for _, place in library_training(facts)), *loops_of_training(facts), *from_scratch(facts)]))
