"""Whether the project works on a data set of textbooks."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.datasets import code_lines, other_data, toys_used
from gitassay.signals.places import named
from gitassay.signals.signal import signal


@signal("Is a textbook data set the data of the project?")
def uses_toy_dataset(facts: Facts, answer: Answer) -> Finding:
    """Textbook data are clean and solved a thousand times, so they show little of how somebody deals with real data.

    Seen: loader calls, file names and addresses of well-known practice data (Titanic, Iris, MNIST ...) read by the project's own code.
    Not seen: such data in tests and examples, in notebooks beside a larger program, or beside other data, since they are not the project's
    data there; well-known data under another name.
    """
    toys = toys_used(facts)
    if not toys:
        return no_unless_unread(facts, answer, "No textbook data set is read.")
    places = [toy.place for toy in toys]
    names = named(sorted({toy.name for toy in toys}))
    if all(toy.role == "notebook" for toy in toys) and code_lines(facts.code.main) > code_lines(facts.code.notebooks):
        return answer.no(f"A textbook data set ({names}) is used in notebooks, beside a larger program.", places)
    others = facts.uses("scraping", "public_dataset", "database")
    if others:
        return answer.no(
            f"A textbook data set ({names}) is used beside other data.", [*places, *(use.place for use in others)], Confidence.MEDIUM
        )
    kept = other_data(facts)
    if kept:
        return answer.needs_review(f"A textbook data set ({names}) is used; look whether {named(kept, 2)} is other data.", places)
    confidence = Confidence.HIGH if len({toy.name for toy in toys}) == 1 else Confidence.MEDIUM
    return answer.yes(f"The project works on a textbook data set: {names}.", places, confidence, {"data_sets": names})
