"""Whether it is measured if groups of people are treated alike."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_OWN = re.compile(
    r"demographic_?parity|disparate_?impact|equali[sz]ed_?odds|equal_?opportunity|fairness|impact_?ratio|(?:bias|counterfactual)_?(?:audit|test|check|eval\w*|scan|report|metrics?)"
    r"|(?:audit|test|check|measure|detect|evaluate)_?(?:for_)?(?:\w+_)?bias$|statistical_?parity|subgroup_?\w*(?:metric|accuracy|performance)",
    re.IGNORECASE,
)


@signal("Is the system tested for bias?")
def tests_for_bias(facts: Facts, answer: Answer) -> Finding:
    """A model that works on average can fail a group; only a measurement by group shows it.

    Seen: fairness libraries in use in code, notebooks and tests, and own functions that compute fairness figures.
    Not seen: audits outside of the repository; the bias of a neuron is none.
    """
    uses = facts.uses("fairness", roles=("main", "notebook", "test"))
    if uses:
        return answer.yes(f"Bias is measured with {libraries(uses)}.", places(uses))
    if not training_places(facts) and not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is trained or called.")
    own = own_functions(facts, _OWN)
    if own:
        return answer.yes("Bias is measured by functions of the project.", [one.place for one in own], Confidence.MEDIUM)
    return answer.no("No test for bias was seen.")
