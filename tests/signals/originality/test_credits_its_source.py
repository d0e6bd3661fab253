from pathlib import Path

from gitassay.model.outcome import Outcome
from gitassay.signals.originality.credits_its_source import credits_its_source
from tests.support.memory import ask
from tests.support.tutorials import README, ask_compared, index, source


def test_a_sentence_with_a_link_credits() -> None:
    finding = ask(credits_its_source, {"README.md": "# A\n\nThis project is based on [a course](https://example.org/course).\n"})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].start == 3


def test_the_head_of_a_source_file_credits() -> None:
    assert (
        ask(
            credits_its_source,
            {
                "a.py": (
                    "# Adapted from https://github.com/ada/other\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_credit_without_a_name_or_link_is_none() -> None:
    assert (
        ask(
            credits_its_source, {"README.md": "# A\n\nThis tool is based on machine learning and the rules that we wrote for it.\n"}
        ).outcome
        == Outcome.NO
    )


def test_a_readme_in_another_language_is_not_measured() -> None:
    assert (
        ask(
            credits_its_source,
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


def test_thanks_for_a_logo_credit_no_source() -> None:
    files: dict[str, str | bytes] = {
        "README.md": "# App\n\nSorts mail.\n\nThanks to [Ada](https://example.org) for the logo.\n",
        "a.py": "x = 1\n",
    }
    assert ask(credits_its_source, files).outcome == Outcome.NO


def test_thanks_copied_with_the_text_they_stand_in_are_no_credit(tmp_path: Path) -> None:
    thanked = f"{README}\n\n## Acknowledgements\n\nBased on the ledger of [Ada](https://example.org/ada), with thanks for every chapter.\n"
    known = index(tmp_path, (source("school/order-book"), {"README.md": thanked}))
    assert ask_compared(credits_its_source, known, {"README.md": thanked}).outcome == Outcome.NO
    own = f"{thanked}\nThis is based on https://example.org/order-book by the school.\n"
    assert ask_compared(credits_its_source, known, {"README.md": own}).locations[0].start == own.count("\n")
