"""Whether experiments are recorded."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.signal import signal


@signal("Are experiments tracked by a tool?")
def tracks_experiments(facts: Facts, answer: Answer) -> Finding:
    """Recorded runs can be compared and repeated; results kept in one's head can't.

    Seen: MLflow, Weights & Biases, TensorBoard and their kin in use, and pipelines of DVC.
    Not seen: runs recorded by hand in tables or file names.
    """
    uses = facts.uses("experiment_tracking")
    pipelines = [
        Place(one.path, one.line, one.line) for one in facts.configs.tools if one.tool.lower() == "dvc" and one.path.endswith("dvc.yaml")
    ]
    if pipelines and not uses:
        return answer.yes("Experiments are tracked with: DVC.", pipelines, measures={"ways": "DVC", "places": len(pipelines)})
    return by_use(
        facts, answer, ("experiment_tracking",), "Experiments are tracked with {libraries}.", "No tracking of experiments was found."
    )
