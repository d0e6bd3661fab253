"""Whether measured figures are reported."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.figures import Figure, in_files, in_notebooks, in_readme
from gitassay.signals.places import unread_language
from gitassay.signals.signal import signal

SHOWN = 3


@signal("Are measured results reported?")
def reports_measured_results(facts: Facts, answer: Answer) -> Finding:
    """A number beside the name of a metric shows that the author measured the outcome.

    Seen: a metric's name with a number in a table row or sentence of the README, in the output of an executed cell, or in a result file.
    Not seen: results only in an image, and sentences in a language other than English; aims and thresholds are no results.
    """
    told = in_readme(facts.readme) if facts.readme else ()
    printed, kept = in_notebooks(facts), in_files(facts)
    figures = (*told, *kept, *printed)
    if figures:
        said = ", ".join(dict.fromkeys(f"{one.metric} {one.value}" for one in figures[: SHOWN * 3]))
        where = sorted({_source(one) for one in figures})
        confidence = Confidence.HIGH if told or kept else Confidence.MEDIUM
        measures: Measures = {"metric": figures[0].metric, "value": figures[0].value, "figures": len(figures), "where": ", ".join(where)}
        return answer.yes(f"Measured results are reported: {said[:200]}.", [one.place for one in figures], confidence, measures)
    unread = unread_language(facts.readme, answer) if facts.readme and facts.readme.words else None
    return unread or answer.no("No measured result was found in the README, in notebooks or in result files.")


def _source(figure: Figure) -> str:
    return {"notebook": "notebook output", "file": "result file"}.get(figure.source, "README")
