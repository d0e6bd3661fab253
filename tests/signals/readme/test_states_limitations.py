from gitassay.model.outcome import Outcome
from gitassay.signals.readme.states_limitations import states_limitations
from tests.support.memory import ask


def test_a_section_with_text_states_limits() -> None:
    assert (
        ask(
            states_limitations,
            {
                "README.md": (
                    "# Reader\n"
                    "\n"
                    "This is a tool that reads tables from scanned pages for you and your team.\n"
                    "\n"
                    "## Limitations\n"
                    "\n"
                    "Tables that span two pages are not joined, and handwriting is skipped.\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_sentence_on_what_fails_states_one() -> None:
    finding = ask(
        states_limitations,
        {
            "README.md": (
                "# Reader\n\nThis tool reads tables from scanned pages. It does not support tables that span two pages, and that is all.\n"
            )
        },
    )
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_a_list_of_plans_does_not() -> None:
    assert (
        ask(
            states_limitations,
            {
                "README.md": (
                    "# Reader\n"
                    "\n"
                    "This is a tool that reads tables from scanned pages for you.\n"
                    "\n"
                    "## Roadmap\n"
                    "\n"
                    "- Add dark mode to the page\n"
                    "- Write more of the tests\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_an_empty_section_does_not() -> None:
    assert (
        ask(
            states_limitations,
            {"README.md": ("# Reader\n\nThis is a tool that reads tables from scanned pages for you.\n\n## Limitations\n\nTBD\n")},
        ).outcome
        == Outcome.NO
    )


def test_another_language_is_not_measured() -> None:
    assert (
        ask(
            states_limitations,
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
