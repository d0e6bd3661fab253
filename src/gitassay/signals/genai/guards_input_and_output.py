"""Whether what goes into a model and what comes out is checked."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.guards import guarded, guards
from gitassay.signals.signal import signal


@signal("Are the model's input and output guarded?")
def guards_input_and_output(facts: Facts, answer: Answer) -> Finding:
    """Users send anything and models reply anything; a guard keeps the worst of both out.

    Seen: guardrail and moderation libraries, detectors of injection, and functions of the project that check prompts or what replies say,
    or take secrets out.
    Not seen: filters of the provider that are on by default.
    """
    return guarded(facts, answer, ("guardrail", "moderation", "injection_defence"), guards, "No guard around the model was seen.")
