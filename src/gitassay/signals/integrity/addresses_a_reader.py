"""Whether text in the repository is meant for whoever grades it automatically."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.addressed import addressed_places
from gitassay.signals.answer import Answer
from gitassay.signals.places import named
from gitassay.signals.signal import signal


@signal("Is any text addressed to an automated reader?")
def addresses_a_reader(facts: Facts, answer: Answer) -> Finding:
    """Text that asks a grading program for a verdict changes nothing here, and a person should see that it is there.

    Seen: orders to forget rules, calls for a score or a hire, and marks of a model's chat format, in files, names of files and messages of
    commits; in comments, invisible letters, base64 and several languages, too.
    Not seen: tests, pictures, other encodings and languages, and hints that only suggest. A project about such attacks holds them for
    good reason.
    """
    if not facts.snapshot.files:
        return answer.not_applicable("The repository is empty.")
    found = addressed_places(facts)
    if not found:
        return answer.no("No text addressed to an automated reader was found.")
    where = named(dict.fromkeys(place.path for place in found))
    said = f"Contains text addressed to an automated reader, which nothing here follows: {where}."
    return answer.needs_review(said, found, {"places": len(found)})
