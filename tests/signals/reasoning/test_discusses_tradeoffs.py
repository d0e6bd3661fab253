from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.discusses_tradeoffs import discusses_tradeoffs
from tests.support.memory import ask


def test_a_choice_with_a_reason_and_a_price_is_weighed() -> None:
    finding = ask(
        discusses_tradeoffs,
        {
            "README.md": (
                "# Reader\n"
                "\n"
                "This is a tool that reads tables from pages. We chose a small model instead of a large one because "
                "it cuts the cost of each page to a tenth.\n"
            )
        },
    )
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 3


def test_advice_to_the_reader_is_no_tradeoff() -> None:
    assert (
        ask(
            discusses_tradeoffs,
            {
                "README.md": (
                    "# Reader\n"
                    "\n"
                    "This is a tool that reads tables. You can use a small model instead of a large one because it is "
                    "faster and of lower cost.\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_praise_without_an_alternative_is_none() -> None:
    assert (
        ask(
            discusses_tradeoffs,
            {"README.md": ("# Reader\n\nThis is a fast and scalable tool because it uses modern methods and is simple to use.\n")},
        ).outcome
        == Outcome.NO
    )


def test_a_document_weighs_too() -> None:
    assert (
        ask(discusses_tradeoffs, {"docs/notes.md": "We preferred a queue over polling because it keeps the latency low.\n"}).outcome
        == Outcome.YES
    )


def test_a_readme_in_another_language_is_not_measured() -> None:
    assert (
        ask(
            discusses_tradeoffs,
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


def test_a_report_on_the_work_of_others_is_no_tradeoff() -> None:
    text = "# Reader\n\nThat is a new paper that learns to read code instead of text because the quality is better.\n"
    assert ask(discusses_tradeoffs, {"README.md": text}).outcome == Outcome.NO
