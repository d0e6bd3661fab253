from gitassay.model.outcome import Outcome
from gitassay.signals.readme.names_contribution_and_licence import names_contribution_and_licence
from tests.support.memory import ask


def test_a_licence_and_a_guide_name_both() -> None:
    assert ask(names_contribution_and_licence, {"LICENSE": "MIT License\n", "CONTRIBUTING.md": "Send a patch.\n"}).outcome == Outcome.YES


def test_sections_of_the_readme_name_both() -> None:
    assert (
        ask(names_contribution_and_licence, {"README.md": "# A\n\n## Contributing\n\nSend a patch.\n\n## License\n\nMIT\n"}).outcome
        == Outcome.YES
    )


def test_a_licence_alone_does_not() -> None:
    finding = ask(names_contribution_and_licence, {"LICENSE": "MIT License\n"})
    assert finding.outcome == Outcome.NO
    assert finding.locations[0].path == "LICENSE"


def test_the_licence_of_a_vendored_package_does_not() -> None:
    assert (
        ask(names_contribution_and_licence, {"vendor/x/LICENSE": "MIT License\n", "CONTRIBUTING.md": "Send a patch.\n"}).outcome
        == Outcome.NO
    )


def test_a_list_of_contributors_does_not_say_how_to_contribute() -> None:
    files: dict[str, str | bytes] = {"README.md": "# App\n\nSorts mail.\n\n## Contributors\n\nAda and Bo.\n", "LICENSE": "MIT License\n"}
    assert ask(names_contribution_and_licence, files).outcome == Outcome.NO


def test_a_heading_with_nothing_below_it_says_nothing() -> None:
    empty = ask(names_contribution_and_licence, {"README.md": "# App\n\nSorts mail.\n\n## Contributing\n\n## License\n"})
    assert empty.message == "The project names neither a licence nor a way to contribute."


def test_a_heading_with_only_a_link_or_a_command_below_it_says_something() -> None:
    readme = (
        "# App\n\n## Contributing\n\n```\ngit push\n```\n\n## License\n\n[![MIT](https://img.shields.io/badge/license-MIT-blue)](LICENSE)\n"
    )
    assert ask(names_contribution_and_licence, {"README.md": readme}).outcome == Outcome.YES
