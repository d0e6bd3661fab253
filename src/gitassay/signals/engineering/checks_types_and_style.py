"""Whether linters, formatters or type checkers look at the code."""

import re

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.signals.answer import Answer
from gitassay.signals.places import named
from gitassay.signals.recipes import step_commands
from gitassay.signals.signal import signal

_TOOLS = re.compile(
    r"autopep8|biome|bandit|black|checkstyle|clang-format|clang-tidy|clippy|detekt|eslint|flake8"
    r"|golangci|golangci-lint|isort|ktlint|mypy|oxlint|phpcs|phpstan|pre-commit|prettier|"
    r"pycodestyle|pydocstyle|pylint|pyre|pyright|pytype|rubocop|ruff|rustfmt|scalafmt|standard|"
    r"stylelint|swiftlint|ty|tslint|typescript|tsc|xo|yapf"
)
_COMMANDS = re.compile(
    r"^(?:python\d?\s+-m\s+)?(ruff|flake8|pylint|black|mypy|pyright|isort|bandit|pre-commit|eslint|prettier|tsc|biome"
    r"|golangci-lint|gofmt|rubocop)\b"
    r"|^go\s+(vet|fmt)\b|^cargo\s+(clippy|fmt)\b|^(?:npm|pnpm|yarn)\s+(?:run\s+)?(lint|typecheck|type-check|format:check)\b"
    r"|^make\s+(lint|typecheck)\b"
)


@signal("Is the code checked for types or style by a tool?")
def checks_types_and_style(facts: Facts, answer: Answer) -> Finding:
    """A configured checker finds slips before people do and keeps the code even.

    Seen: settings of linters, formatters, type checkers and pre-commit, and workflow steps that run them.
    Not seen: checkers that run only in an editor, and whether the code passes them.
    """
    aside = {file.path for file in facts.files if file.role in ("vendored", "example")}
    tools = [one for one in facts.configs.tools if _TOOLS.fullmatch(one.tool.lower()) and one.path not in aside]
    steps = [(name, one.path, step) for one in facts.configs.workflows if one.runs for step in one.steps for name in _checkers(facts, step)]
    names = sorted({one.tool.lower() for one in tools} | {name for name, _, _ in steps})
    if not names:
        return answer.no("No checker of types or style is configured.")
    places = [*(Place(one.path, one.line, one.line) for one in tools), *(Place(path, step.line, step.line) for _, path, step in steps)]
    return answer.yes(f"The code is checked by {named(names)}.", places, measures={"tools": ", ".join(names), "in_workflows": len(steps)})


def _checkers(facts: Facts, step: Step) -> list[str]:
    matches = (_COMMANDS.search(command) for command in step_commands(facts, step))
    return sorted({next(group for group in match.groups() if group) for match in matches if match})
