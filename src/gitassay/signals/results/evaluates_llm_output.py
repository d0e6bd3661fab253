"""Whether the output of a language model is evaluated."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.harness import harnesses, judged_tests
from gitassay.signals.places import first_line, named
from gitassay.signals.signal import signal

_PROMPTFOO = re.compile(r"(?:^|/)promptfooconfig\.(?:ya?ml|json|js|ts)$", re.IGNORECASE)
_CHECKED = re.compile(r"^\s*-?\s*[\"']?(?:assert|tests)[\"']?\s*:", re.MULTILINE)
_ROLES = ("main", "notebook", "test", "example")


@signal("Is the output of a language model evaluated?")
def evaluates_llm_output(facts: Facts, answer: Answer) -> Finding:
    """Output of a model varies; only an evaluation shows whether a change of prompt or model made it better.

    Seen: evaluation libraries (Ragas, DeepEval, LangSmith, Phoenix ...), promptfoo settings, an own harness: code that reads a set of
    cases, runs the project on them and counts the outcome, and tests in which a model judges the answers.
    Not seen: reading outputs by eye, and evaluations on a platform that leave nothing in the repository.
    """
    uses = facts.uses("llm_evaluation", roles=_ROLES)
    settings = [
        file.path
        for file in facts.files
        if _PROMPTFOO.search(file.path) and file.role != "vendored" and _CHECKED.search((facts.texts.text(file.path) or "")[:200_000])
    ]
    if uses or settings:
        ways = sorted({use.library for use in uses} | ({"promptfoo"} if settings else set()))
        places = [*(use.place for use in uses), *(first_line(path) for path in settings)]
        confidence = Confidence.HIGH if any(use.role != "example" for use in uses) or settings else Confidence.MEDIUM
        return answer.yes(f"Output of the model is evaluated with {named(ways)}.", places, confidence, {"ways": ", ".join(ways)})
    own = (*harnesses(facts), *judged_tests(facts))
    if own:
        return answer.yes(
            "Output of the model is evaluated on a set of cases of the project's own.", own, Confidence.MEDIUM, {"ways": "own"}
        )
    return no_unless_unread(facts, answer, "No evaluation of a model's output was found.")
