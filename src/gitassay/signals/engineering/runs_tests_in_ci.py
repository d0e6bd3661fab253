"""Whether the tests run on every change."""

import re

from gitassay.facts.configs import Step, Workflow
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.recipes import step_commands
from gitassay.signals.signal import signal

_TESTS = re.compile(
    r"^(?:coverage\s+run\s+-m\s+)?(?:pytest|py\.test|nose2|nosetests)\b|^python\d?(?:\.\d+)?\s+-m\s+(?:pytest|unittest"
    r"|coverage\s+run)\b|^(?:tox|nox)\b"
    r"|^python\d?\s+(?:setup\.py|manage\.py)\s+test\b|^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:test|t)\b|^(?:vitest|jest|mocha"
    r"|playwright\s+test|cypress\s+run)\b"
    r"|^python\d?(?:\.\d+)?\s+(?:-\w\s+)*[\w./-]{0,150}\btests?/[\w./-]{1,80}\.py\b"
    r"|^python\d?(?:\.\d+)?\s+[\w./-]{0,100}\b(?:run_?(?:all_?)?)?tests?\.py\b"
    r"|^julia\s.{0,200}\bPkg\.test\b|^bazel\s+test\b|^go\s+test\b|^cargo\s+(?:test|nextest)\b|^make\s+(?:\S+\s+)?(?:test|tests|check)\b"
    r"|^(?:\./)?mvnw?\s+.{0,80}(?:test"
    r"|verify|install)\b"
    r"|^(?:\./)?gradlew?\s+.{0,80}(?:test|check|build)\b|^dotnet\s+test\b|^(?:bundle\s+exec\s+)?(?:rspec|rake\s+(?:test"
    r"|spec))\b|^(?:\./)?vendor/bin/phpunit\b"
    r"|^phpunit\b|^(?:just|task|invoke|inv|hatch|pdm|rye)\s+(?:run\s+)?(?:\S+:)?test|^ctest\b|^coverage\s+run\b|^swift\s+test\b"
)
_SCRIPT_RUNNER = re.compile(r"^(?:npm|pnpm|yarn)\s+(?:run\s+)?(?:test|t)\b")


@signal("Does a workflow run the tests?")
def runs_tests_in_ci(facts: Facts, answer: Answer) -> Finding:
    """Tests that run on every change keep the code working when nobody thinks of them.

    Seen: a step of a workflow that can start and that calls a test runner as a command (pytest, npm test, go test, tox, make test ...).
    Targets of the Makefile and shell scripts that a step calls are looked into.
    Not seen: steps whose failure is thrown away (`|| true`), tests behind other tools, and whether the last run passed.
    """
    workflows = facts.configs.workflows
    if not workflows:
        return answer.no("There is no workflow or other CI definition.")
    if not facts.code.testing and not any(file.role == "test" for file in facts.files):
        return answer.no("There are no test files that a workflow could run.")
    places = [Place(one.path, step.line, step.line) for one in workflows if one.runs for step in one.steps if _tests(facts, step)]
    if places:
        return answer.yes("A workflow runs the tests.", places)
    if any(one.problem for one in workflows):
        return answer.not_available(f"{_broken(workflows)} could not be read.")
    stopped = [Place(one.path, step.line, step.line) for one in workflows if not one.runs for step in one.steps if _tests(facts, step)]
    if stopped:
        return answer.no("A workflow names the tests, but it can never start.", stopped)
    return answer.no("No step of a workflow runs the tests.", [Place(one.path, 1, 1) for one in workflows])


def _tests(facts: Facts, step: Step) -> bool:
    """Whether a step runs tests and lets their failure count."""
    return any(
        _TESTS.search(command) and not (_SCRIPT_RUNNER.search(command) and _is_empty_script(facts))
        for command in step_commands(facts, step)
    )


def _is_empty_script(facts: Facts) -> bool:
    """Whether the only test scripts are the ones a package.json starts with."""
    scripts = [text for one in facts.manifests.files for name, text in one.scripts if name == "test"]
    return bool(scripts) and all("no test specified" in text for text in scripts)


def _broken(workflows: tuple[Workflow, ...]) -> str:
    return next(one.path for one in workflows if one.problem)
