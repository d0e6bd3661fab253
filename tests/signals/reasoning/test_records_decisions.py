from gitassay.model.outcome import Outcome
from gitassay.signals.reasoning.records_decisions import records_decisions
from tests.support.memory import ask


def test_a_decision_record_with_reasons_counts() -> None:
    assert (
        ask(
            records_decisions,
            {
                "docs/adr/0001-store.md": (
                    "# Use files\n"
                    "\n"
                    "We chose plain files instead of a database because the rows are few and never change. It keeps the "
                    "deployment small and the tests fast for everyone. It keeps the deployment small and the tests fast "
                    "for everyone. It keeps the deployment small and the tests fast for everyone. It keeps the "
                    "deployment small and the tests fast for everyone. It keeps the deployment small and the tests fast "
                    "for everyone. It keeps the deployment small and the tests fast for everyone. "
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_an_empty_record_has_no_reasons() -> None:
    assert ask(records_decisions, {"docs/adr/0001-store.md": "# Title\n\n## Status\n\n## Context\n"}).outcome == Outcome.NO


def test_a_section_on_design_decisions_counts() -> None:
    assert (
        ask(
            records_decisions,
            {
                "README.md": (
                    "# Reader\n"
                    "\n"
                    "This is a tool that reads tables from pages.\n"
                    "\n"
                    "## Design decisions\n"
                    "\n"
                    "Rows are kept in plain files rather than in a database, because they are few and they never change "
                    "once they were read, and so the tests need no server at all.\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_readme_in_another_language_is_not_measured() -> None:
    assert (
        ask(
            records_decisions,
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


def test_records_in_another_language_are_left_to_a_person() -> None:
    record = "# 결정\n\n" + "우리는 이 데이터베이스를 선택했습니다. 비용이 낮고 유지 보수가 쉽기 때문입니다. " * 12
    finding = ask(records_decisions, {"README.md": "# Shop\n", "docs/decisions/1-database.md": record})
    assert finding.outcome == Outcome.NEEDS_REVIEW, finding.message
    assert [place.path for place in finding.locations] == ["docs/decisions/1-database.md"]
