"""Whether own code trains a model."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import named
from gitassay.signals.signal import signal
from gitassay.signals.training import from_scratch, library_training, loops_of_training


@signal("Does the code train a model?")
def trains_a_model(facts: Facts, answer: Answer) -> Finding:
    """Training a model is where knowledge of machine learning starts to show.

    Seen: models fitted with libraries, own training loops, and models written from scratch that fit and predict.
    Not seen: training by a service, by a command line alone, or in a language whose calls are not read; loading a trained model is none.
    """
    found = library_training(facts)
    if found:
        return answer.yes(f"A model is trained with {named(sorted({name for name, _ in found}))}.", [place for _, place in found])
    loops = loops_of_training(facts)
    if loops:
        return answer.yes("A model is trained in a loop of the project.", loops)
    own = from_scratch(facts)
    if own:
        return answer.yes("A model is written and trained from scratch.", own, Confidence.MEDIUM)
    return no_unless_unread(facts, answer, "No code that trains a model was seen.")
