"""Whether there are tests that can fail."""

import re

from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.asking import no_unless_unread
from gitassay.signals.local_modules import local_modules
from gitassay.signals.places import counted, partly_read
from gitassay.signals.signal import signal

SAMPLE_LINES = 20
_SAMPLE = re.compile(r"learn react|should create the app|renders without crashing|app is running!", re.IGNORECASE)
_SCRIPT_CASES = ("it", "test", "describe", "Deno.test")


@signal("Are there tests whose assertions can fail?")
def has_tests(facts: Facts, answer: Answer) -> Finding:
    """A test that can fail shows that the author pinned down what the code should do.

    Seen: test functions or test cases in test files with assertions on something that can differ.
    Not seen: files only named test (a model's evaluation script, a data set), assertions that hold always,
    such as `assert True`, and the sample test that a generator wrote.
    """
    tested = [(unit, [one for one in unit.assertions if not one.trivial]) for unit in facts.code.testing if _cases(unit)]
    tested = [(unit, assertions) for unit, assertions in tested if assertions and not _is_sample(facts, unit)]
    if tested:
        cases = sum(_cases(unit) for unit, _ in tested)
        assertions = sum(len(found) for _, found in tested)
        reaching = sum(1 for unit, _ in tested if _reaches_project(facts, unit))
        lines = sum(unit.lines for unit in facts.code.main)
        places = [Place(unit.path, found[0].line, found[0].line) for unit, found in tested]
        measures = {"cases": cases, "assertions": assertions, "files": len(tested), "importing_the_project": reaching, "code_lines": lines}
        return answer.yes(f"{counted(cases, 'test')} with {counted(assertions, 'assertion')} that can fail.", places, measures=measures)
    if partly_read(facts) or any(unit.parse is not Parse.OK for unit in facts.code.testing):
        return answer.not_available("Only part of the tests could be read.")
    hollow = [Place(unit.path, one.line, one.line) for unit in facts.code.testing for one in unit.assertions]
    if hollow:
        return answer.no("There are test files, but no assertion in them can fail.", hollow)
    return no_unless_unread(facts, answer, "No test with an assertion was found.")


def _is_sample(facts: Facts, unit: Unit) -> bool:
    """Whether a test is the one that a generator wrote for its sample page."""
    return unit.lines < SAMPLE_LINES and bool(_SAMPLE.search(facts.texts.text(unit.path) or ""))


def _cases(unit: Unit) -> int:
    """How many test functions or test cases a file defines."""
    functions = sum(1 for one in unit.definitions if one.kind != "class" and _is_test_name(one.name.rsplit(".", 1)[-1]))
    marked = sum(
        1 for one in unit.definitions if any(name.rsplit(".", 1)[-1].lower() in ("test", "fact", "theory") for name in one.decorators)
    )
    called = sum(1 for call in unit.calls if call.name in _SCRIPT_CASES or call.name.endswith((".test", ".it")))
    return max(functions, marked) + called


def _is_test_name(name: str) -> bool:
    return name.startswith(("test", "Test")) or name.endswith(("Test", "_test"))


def _reaches_project(facts: Facts, unit: Unit) -> bool:
    """Whether a test file imports something of the repository."""
    modules = local_modules(facts)
    return any(one.module.startswith((".", "/", "@/")) or modules.has_python(one.module.split(".", 1)[0]) for one in unit.imports)
