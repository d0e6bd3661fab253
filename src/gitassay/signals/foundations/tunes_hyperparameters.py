"""Whether the settings of a model are searched for."""

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_SCORING = frozenset(
    {"score", "accuracy_score", "cross_val_score", "f1_score", "mean_squared_error", "r2_score", "roc_auc_score", "evaluate", "log_loss"}
)


@signal("Are hyperparameters tuned?")
def tunes_hyperparameters(facts: Facts, answer: Answer) -> Finding:
    """A search over settings, judged on held-out data, replaces guessing.

    Seen: searches of libraries (grid, random, Bayesian, sweeps), and loops that make, fit and score a model with changing settings.
    Not seen: settings tried one after another by hand.
    """
    uses = facts.uses("hyperparameter_search")
    if uses:
        return answer.yes(f"Hyperparameters are searched with {libraries(uses)}.", places(uses))
    if not training_places(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    made = {(use.place.path, use.place.start) for use in facts.uses("estimator") if use.loop and use.keywords}
    own = [place for unit in facts.code.own for place in _searched(unit, made)]
    if own:
        return answer.yes("A loop makes, fits and scores models with changing settings.", own, Confidence.MEDIUM)
    return answer.no("No search for hyperparameters was seen.")


def _searched(unit: Unit, made: set[tuple[str, int]]) -> list[Place]:
    """Loops in which a model is made with settings and scored."""
    found = []
    for loop in unit.loops:
        inside = [call for call in unit.calls if loop.line <= call.line <= loop.end]
        makes = any((unit.path, call.line) in made and call.names for call in inside)
        if makes and any(last_part(call.name) == "fit" for call in inside) and any(last_part(call.name) in _SCORING for call in inside):
            found.append(Place(unit.path, loop.line, loop.end))
    return found
