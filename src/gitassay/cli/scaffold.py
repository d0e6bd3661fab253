"""The three pieces of a new signal, as text to fill in. They work as they are: they ask for a file by its name."""

from string import Template

SIGNAL = Template('''"""TODO: what this asks, in a line."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.signal import signal

NAME = "EXAMPLE.toml"


@signal("$question")
def $name(facts: Facts, answer: Answer) -> Finding:
    """TODO: why a yes matters to somebody who hires, in a sentence.

    Seen: a file named EXAMPLE.toml in any folder.
    Not seen: what stands in it.
    """
    found = [file.path for file in facts.files if file.path.rsplit("/", 1)[-1] == NAME]
    if found:
        return answer.yes(f"{found[0]} is there.", [first_line(path) for path in found])
    return answer.no(f"No {NAME} was found.")
''')

TEST = Template("""from gitassay.model.outcome import Outcome
from gitassay.signals.$subject.$name import $name
from tests.support.memory import ask


def test_the_file_is_a_yes_with_its_place() -> None:
    finding = ask($name, {"conf/EXAMPLE.toml": "a = 1\\n"})

    assert finding.outcome == Outcome.YES
    assert [place.path for place in finding.locations] == ["conf/EXAMPLE.toml"]


def test_another_file_is_a_no() -> None:
    assert ask($name, {"conf/OTHER.toml": "a = 1\\n"}).outcome == Outcome.NO


def test_a_word_in_a_readme_is_a_no() -> None:
    assert ask($name, {"README.md": "# A\\n\\nSee EXAMPLE.toml.\\n"}).outcome == Outcome.NO
""")

ROW = Template("""
[signals."$subject/$name"]
categories = [$shown]
""")
