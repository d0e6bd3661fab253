"""Whether functions and classes say what they do."""

from gitassay.facts.code.table import Definition, Parse
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

LEAST = 10
SHARE = 0.4
_WITH_COMMENTS = frozenset({"python"})
"""Languages whose reader tells whether a definition is documented."""


@signal("Do functions and classes say what they are for?")
def documents_its_code(facts: Facts, answer: Answer) -> Finding:
    """A description beside the code lets others use a function without reading it.

    Seen: docstrings of at least two fifths of the public functions, methods and classes of Python source files, ten at least.
    Not seen: whether the descriptions are true, comments above functions, and the documentation comments of other languages.
    """
    public = [
        (unit.path, one)
        for unit in facts.code.main
        if unit.parse is Parse.OK and unit.language in _WITH_COMMENTS
        for one in unit.definitions
        if _is_public(one)
    ]
    if not public:
        if any(unit.language not in _WITH_COMMENTS for unit in facts.code.main):
            return answer.not_available("Descriptions of functions are read in Python only.")
        return answer.not_applicable("There are no public functions or classes in source files.")
    documented = [(path, one) for path, one in public if one.documented]
    share = len(documented) / len(public)
    measures = {"public": len(public), "documented": len(documented), "share": round(share, 3)}
    said = f"{len(documented)} of {counted(len(public), 'public function or class', 'public functions and classes')} say what they are for."
    if len(documented) >= LEAST and share >= SHARE:
        return answer.yes(said, [Place(path, one.line, one.line) for path, one in documented], measures=measures)
    if facts.code.truncated:
        return no_unless_unread(facts, answer, said)
    return answer.no(said, measures=measures)


def _is_public(one: Definition) -> bool:
    return not any(part.startswith("_") for part in one.name.split("."))
