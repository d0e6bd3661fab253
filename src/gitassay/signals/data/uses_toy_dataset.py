"""Whether the project works on a data set of textbooks."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.datasets import Toy, other_data, toys_used
from gitassay.signals.places import named
from gitassay.signals.practice import is_named_after, is_only_tried, own_word
from gitassay.signals.signal import signal
from gitassay.signals.topic import published, research


@signal("Is a textbook data set the data of the project?")
def uses_toy_dataset(facts: Facts, answer: Answer) -> Finding:
    """Textbook data are clean and solved a thousand times, so they show little of how somebody deals with real data.

    Seen: loader calls, file names, columns and addresses of well-known practice data (Titanic, Iris, MNIST ...) in the project's own code;
    a project that learns and is named after such data.
    Not seen: such data where a published package, a small part of a larger program, tests, examples or experiments are tried on them,
    or beside other data; well-known data under another name. Work that belongs to a paper is left to a person.
    """
    toys = toys_used(facts)
    if not toys:
        return _by_name(facts, answer)
    places = [toy.place for toy in toys]
    names = named(sorted({toy.name for toy in toys}))
    package = published(facts)
    if package and not is_named_after(facts, toys):
        return answer.no(f"A published package is tried on a textbook data set ({names}).", [package, *places])
    paper = research(facts)
    if paper:
        said = f"A textbook data set ({names}) is used in work that names a paper; look whether it is there to compare methods."
        return answer.needs_review(said, [paper, *places])
    return _in_a_project(facts, answer, toys, names)


def _by_name(facts: Facts, answer: Answer) -> Finding:
    """The answer where no loader is seen: the project's own word, or none."""
    name, said = own_word(facts)
    if not name or research(facts):
        return no_unless_unread(facts, answer, "No textbook data set is read.")
    return answer.yes(f"The project is named after a textbook data set: {name}.", said, Confidence.MEDIUM, {"data_sets": name})


def _in_a_project(facts: Facts, answer: Answer, toys: tuple[Toy, ...], names: str) -> Finding:
    places = [toy.place for toy in toys]
    about = is_named_after(facts, toys)
    if not about and is_only_tried(facts, toys):
        return answer.no(f"A textbook data set ({names}) is used in a small part, beside a larger program.", places)
    others = facts.uses("scraping") if about else facts.uses("scraping", "public_dataset", "database")
    if others:
        said = f"A textbook data set ({names}) is used beside other data."
        return answer.no(said, [*places, *(use.place for use in others)], Confidence.MEDIUM)
    kept = other_data(facts)
    if kept and not about:
        return answer.needs_review(f"A textbook data set ({names}) is used; look whether {named(kept, 2)} is other data.", places)
    confidence = Confidence.HIGH if len({toy.name for toy in toys}) == 1 and not kept else Confidence.MEDIUM
    return answer.yes(f"The project works on a textbook data set: {names}.", places, confidence, {"data_sets": names})
