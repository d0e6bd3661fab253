from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.builds_documentation import builds_documentation
from tests.support.memory import ask

PAGE = "\n".join(f"Line {number} of the guide." for number in range(12))


def test_a_generator_with_a_page_counts() -> None:
    finding = ask(builds_documentation, {"mkdocs.yml": "site_name: App\n", "docs/index.md": PAGE})
    assert finding.outcome == Outcome.YES


def test_three_pages_count_without_a_generator() -> None:
    assert ask(builds_documentation, {f"docs/{name}.md": PAGE for name in "abc"}).outcome == Outcome.YES


def test_a_generator_without_pages_does_not() -> None:
    assert ask(builds_documentation, {"mkdocs.yml": "site_name: App\n", "docs/index.md": "# App\n"}).outcome == Outcome.NO


def test_a_long_readme_does_not() -> None:
    assert ask(builds_documentation, {"README.md": PAGE * 20}).outcome == Outcome.NO
