"""Whether the project measures how much of its code the tests run."""

import re

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import named
from gitassay.signals.recipes import step_commands
from gitassay.signals.signal import signal

_TOOLS = frozenset({"coverage", "codecov", "sonar"})
_COMMANDS = re.compile(
    r"^coverage\s+(?:run|report|xml)\b|\s--cov(?:erage)?\b|^(?:codecov|coveralls|python-codacy-coverage|nyc|c8|cargo\s+(?:tarpaulin|llvm-cov))\b"
    r"|\s-coverprofile\b|codecov\.io/bash"
)
_ACTIONS = ("codecov/", "coverallsapp/", "codacy/codacy-coverage", "romeovs/lcov")


@signal("Is the coverage of the tests measured?")
def measures_coverage(facts: Facts, answer: Answer) -> Finding:
    """Who measures coverage knows which code no test has run, and notices when it grows.

    Seen: settings of coverage tools, and workflow steps that measure coverage or report it. Badges do not count.
    Not seen: how high it is, since no test is executed, and coverage measured by hand.
    """
    tools = [one for one in facts.configs.tools if one.tool in _TOOLS]
    steps = [
        Place(one.path, step.line, step.line) for one in facts.configs.workflows if one.runs for step in one.steps if _covers(facts, step)
    ]
    if not facts.code.testing:
        return answer.no("There are no tests whose coverage could be measured.")
    if not tools and not steps:
        return answer.no("Nothing that measures the coverage of tests was found.")
    ways = sorted({one.tool for one in tools}) + (["a workflow step"] if steps else [])
    said = f"The coverage of the tests is measured: {named(ways)}."
    return answer.yes(said, [*steps, *(Place(one.path, one.line, one.line) for one in tools)], measures={"ways": ", ".join(ways)})


def _covers(facts: Facts, step: Step) -> bool:
    if step.uses:
        return step.uses.lower().startswith(_ACTIONS)
    return any(_COMMANDS.search(command) for command in step_commands(facts, step))
