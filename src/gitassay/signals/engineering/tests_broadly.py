"""Whether the tests reach more than a corner of the project."""

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.places import counted
from gitassay.signals.signal import signal

FILES = 3
ASSERTIONS = 20
SHARE = 0.1
"""One line of test to ten of code: below that, most of the code has nothing that would notice a fault in it."""


@signal("Do the tests cover more than a corner of the code?")
def tests_broadly(facts: Facts, answer: Answer) -> Finding:
    """A suite that grows with the code keeps it changeable; one test file shows little more than that its author knows how.

    Seen: at least three test files with twenty assertions that can fail, and one line of test to ten lines of code.
    Not seen: which lines the tests run; no test is executed.
    """
    asserting = [(unit, [one for one in unit.assertions if not one.trivial]) for unit in facts.code.testing]
    asserting = [(unit, found) for unit, found in asserting if found]
    assertions = sum(len(found) for _, found in asserting)
    tested = sum(_lines(unit) for unit, _ in asserting)
    code = sum(unit.lines for unit in facts.code.main)
    share = tested / code if code else 0.0
    measures = {"files": len(asserting), "assertions": assertions, "lines_of_test": tested, "lines_of_code": code}
    said = f"{counted(len(asserting), 'test file')} with {counted(assertions, 'assertion')}, {share:.0%} of the lines of the code."
    if len(asserting) >= FILES and assertions >= ASSERTIONS and share >= SHARE:
        richest = sorted(asserting, key=lambda row: (-len(row[1]), row[0].path))
        return answer.yes(said, [Place(unit.path, found[0].line, found[0].line) for unit, found in richest], measures=measures)
    if not asserting:
        return no_unless_unread(facts, answer, "No test with an assertion was found.")
    return answer.no(said, [Place(unit.path, found[0].line, found[0].line) for unit, found in asserting], measures=measures)


def _lines(unit: Unit) -> int:
    """Lines of test in a file: all of a test file, the tests alone of a file that holds its code too."""
    return unit.lines if unit.role == "test" else sum(one.end - one.line + 1 for one in unit.tests_inside)
