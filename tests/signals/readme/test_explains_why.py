from gitassay.model.outcome import Outcome
from gitassay.signals.readme.explains_why import explains_why
from tests.support.memory import ask


def outcome(readme: str) -> Outcome:
    return ask(explains_why, {"README.md": readme}).outcome


def test_a_section_about_reasons_says_why() -> None:
    text = "# Rain\n\nA forecast.\n\n## Why\n\nBecause every forecast for a whole city is wrong for one garden.\n\n## Usage\n\nRun it.\n"
    finding = ask(explains_why, {"README.md": text})
    assert (finding.outcome, finding.locations[0].start) == (Outcome.YES, 5)


def test_a_need_named_in_the_introduction_says_why() -> None:
    assert outcome("# Rain\n\nRain is a tool that helps gardeners decide whether they have to water today.\n") == Outcome.YES


def test_saying_only_what_it_is_does_not_say_why() -> None:
    assert outcome("# Rain\n\nRain is a Flask application with a Postgres database and a React frontend.\n") == Outcome.NO


def test_reasons_in_instructions_are_none_for_the_project() -> None:
    text = "# Rain\n\n## Installation\n\nInstall Python first because the script needs it to build the wheels.\n\n## License\n\nMIT\n"
    assert outcome(text) == Outcome.NO


def test_other_languages_are_not_measured() -> None:
    assert outcome("# 天气\n\n这是一个预测花园降雨的工具，因为城市的天气预报不准确。\n") == Outcome.NOT_AVAILABLE


def test_without_a_readme_there_is_no_reason() -> None:
    assert ask(explains_why, {"a.py": "x = 1\n"}).outcome == Outcome.NO


def test_a_readme_that_can_not_be_read_is_not_measured() -> None:
    assert ask(explains_why, {"README.md": b"\0\1\2"}).outcome == Outcome.NOT_AVAILABLE
