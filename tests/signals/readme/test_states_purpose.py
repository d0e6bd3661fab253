from gitassay.model.outcome import Outcome
from gitassay.signals.readme.states_purpose import states_purpose
from tests.support.memory import ask


def test_a_sentence_on_what_and_why_is_a_purpose() -> None:
    finding = ask(
        states_purpose,
        {
            "README.md": (
                "# Shop\n\nShop finds the cheapest basket for a family, so that people on a budget do not have to compare prices by hand.\n"
            )
        },
    )
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 3
    assert finding.confidence == "high"


def test_a_title_alone_is_none() -> None:
    assert ask(states_purpose, {"README.md": "# Shop\n"}).outcome == Outcome.NO


def test_install_commands_are_none() -> None:
    assert (
        ask(
            states_purpose,
            {
                "README.md": (
                    "# Shop\n"
                    "\n"
                    "## Installation\n"
                    "\n"
                    "Run the command below in a terminal of your choice and then wait until it has come to its end.\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_without_a_readme_there_is_none() -> None:
    assert ask(states_purpose, {"a.py": "x = 1\n"}).outcome == Outcome.NO


def test_another_language_is_not_measured() -> None:
    assert (
        ask(
            states_purpose,
            {
                "README.md": (
                    "# Projet\n"
                    "\n"
                    "Ce projet permet de prédire le prix des maisons à partir de données publiques et de les afficher "
                    "dans une page pour tous les utilisateurs.\n"
                    "\n"
                    "Il est écrit en français et ne contient pas de texte dans une autre langue, parce que les lecteurs "
                    "sont tous francophones.\n"
                )
            },
        ).outcome
        == Outcome.NOT_AVAILABLE
    )
