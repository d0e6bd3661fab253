"""Whether measured figures are reported."""

from gitassay.facts.facts import Facts
from gitassay.facts.results import Origin, Result
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.places import unread_language
from gitassay.signals.signal import signal

SHOWN = 3
_WHERE = {Origin.NOTEBOOK: "notebook output", Origin.FILE: "result file", Origin.LOG: "experiment log"}


@signal("Are measured results reported?")
def reports_measured_results(facts: Facts, answer: Answer) -> Finding:
    """A number beside the name of a metric shows that the author measured the outcome.

    Seen: a metric's name with a number in a table row or sentence of the README, of a model card or of a document about results, in
    the output of an executed cell, in a result file or in the log of an experiment tracker.
    Not seen: results only in an image or a block of code, and sentences in another language than English; aims and thresholds are none.
    """
    rows = facts.results.rows
    ordered = sorted((row.result for row in rows), key=lambda one: one.origin is Origin.NOTEBOOK)
    if ordered:
        said = ", ".join(dict.fromkeys(f"{one.metric.name} {one.value}" for one in ordered[: SHOWN * 3]))
        where = sorted({_where(facts, one) for one in ordered})
        confidence = Confidence.MEDIUM if all(one.origin is Origin.NOTEBOOK for one in ordered) else Confidence.HIGH
        measures: Measures = {
            "metric": ordered[0].metric.name,
            "value": ordered[0].value,
            "figures": len(ordered),
            "where": ", ".join(where),
        }
        return answer.yes(f"Measured results are reported: {said[:200]}.", [one.place for one in ordered], confidence, measures)
    unread = unread_language(facts.readme, answer) if facts.readme and facts.readme.words else None
    return unread or answer.no("No measured result was found in documents, in notebooks or in result files.")


def _where(facts: Facts, result: Result) -> str:
    readme = facts.readme.path if facts.readme else ""
    return _WHERE.get(result.origin) or ("README" if result.place.path == readme else "document")
