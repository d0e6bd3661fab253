"""Whether several language models are compared."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.model_comparison import loops_over_given_models, named_models, promptfoo_providers
from gitassay.signals.places import named
from gitassay.signals.signal import signal


@signal("Are several language models compared?")
def compares_models(facts: Facts, answer: Answer) -> Finding:
    """A comparison shows that the model was chosen and not just taken.

    Seen: at least two models asked in a loop beside a measurement, functions that ask each of the models they are given and compare or
    measure them, and promptfoo settings with two providers.
    Not seen: comparisons outside of the repository; a menu from which the user picks a model is none.
    """
    settings = promptfoo_providers(facts)
    if len(settings) >= 2:
        return answer.yes("Several models are compared with promptfoo.", settings)
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    models = named_models(facts)
    if models:
        said = f"Several models are asked the same and measured: {named(sorted(models))}."
        return answer.yes(said, list(models.values()), Confidence.MEDIUM)
    given = loops_over_given_models(facts)
    if given:
        return answer.yes("Each of several models is asked the same, and they are compared.", given, Confidence.MEDIUM)
    return answer.no("No comparison of language models was seen.")
