"""Whether every name that Python code uses is defined."""

from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.places import counted, first_line, named
from gitassay.signals.samples import is_sample
from gitassay.signals.signal import signal

FEW = 0.1
"""Share of the files below which a person has to look: one slip in a large project may stand where nobody comes."""


@signal("Are all names that the Python code uses defined?")
def names_are_defined(facts: Facts, answer: Answer) -> Finding:
    """A name that nothing defines stops the program when its line is reached.

    Seen: names in Python files, main code and tests, that no import, assignment or parameter defines.
    Not seen: notebooks, whose cells may have run in another order; other languages; names of Python 2 and of shells such as Spark's;
    files with `import *` or `exec`. The line may be one that nobody reaches.
    """
    read = [
        unit
        for unit in facts.code.units
        if unit.role in ("main", "test") and unit.path.endswith(".py") and unit.parse is Parse.OK and not is_sample(unit.path)
    ]
    if not read:
        return answer.not_applicable("The repository holds no Python files of the project that can be parsed.")
    undefined = facts.undefined_names
    if undefined is None:
        return answer.not_available("The checker of names, ruff, is not installed or could not read the files.")
    paths = {unit.path for unit in read}
    found = [one for one in undefined if one.path in paths]
    measures = {"files": len(read), "undefined": len(found)}
    if found:
        said = f"{counted(len(found), 'name is', 'names are')} used but defined nowhere: {named(one.name for one in found)}."
        places = [Place(one.path, one.line, one.line) for one in found]
        if len({one.path for one in found}) < FEW * len(read):
            return answer.needs_review(said, places, measures)
        return answer.no(said, places, Confidence.MEDIUM, measures)
    longest = sorted(read, key=lambda unit: (-unit.lines, unit.path))
    return answer.yes(
        f"{counted(len(read), 'Python file')} looked through, every name is defined.",
        [first_line(unit.path) for unit in longest if unit.lines],
        measures=measures,
    )
