from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.guides_contributors import guides_contributors
from tests.support.memory import ask


def test_a_guide_counts() -> None:
    assert ask(guides_contributors, {"CONTRIBUTING.md": "# Contributing\n\nRun the tests.\n"}).outcome == Outcome.YES


def test_templates_for_issues_count() -> None:
    finding = ask(guides_contributors, {".github/ISSUE_TEMPLATE/bug_report.md": "---\nname: Bug\n---\nWhat happened?\n"})
    assert finding.outcome == Outcome.YES


def test_an_empty_guide_does_not() -> None:
    assert ask(guides_contributors, {"CONTRIBUTING.md": "\n\n"}).outcome == Outcome.NO


def test_the_guide_of_a_vendored_library_does_not() -> None:
    assert ask(guides_contributors, {"vendor/lib/CONTRIBUTING.md": "# Contributing\n"}).outcome == Outcome.NO
