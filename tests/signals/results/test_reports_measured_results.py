from gitassay.model.outcome import Outcome
from gitassay.signals.results.reports_measured_results import reports_measured_results
from tests.signals.written import cell, notebook
from tests.support.memory import ask


def test_a_table_with_metrics_and_numbers_reports() -> None:
    finding = ask(
        reports_measured_results,
        {
            "README.md": (
                "# A\n"
                "\n"
                "This is a model that sorts letters for the people in the post office.\n"
                "\n"
                "| Model | Accuracy | F1 |\n"
                "|---|---|---|\n"
                "| baseline | 71.2% | 0.70 |\n"
                "| ours | 84.5% | 0.83 |\n"
            )
        },
    )
    assert finding.outcome == Outcome.YES
    assert ("metric", "accuracy") in finding.measures
    assert ("value", "71.2%") in finding.measures
    assert finding.locations[0].start == 7


def test_a_sentence_with_a_metric_and_a_number_reports() -> None:
    assert (
        ask(
            reports_measured_results,
            {"README.md": ("# A\n\nThis is a model that sorts letters. On the test set it has an accuracy of 84.5% in all.\n")},
        ).outcome
        == Outcome.YES
    )


def test_an_aim_is_no_result() -> None:
    assert (
        ask(
            reports_measured_results,
            {"README.md": ("# A\n\nThis is a model that sorts letters. The target is an accuracy of 90% on the test set.\n")},
        ).outcome
        == Outcome.NO
    )


def test_a_metric_without_a_number_is_no_result() -> None:
    assert (
        ask(
            reports_measured_results,
            {"README.md": "# A\n\nThis is a model that sorts letters for you. It has a high accuracy on the test set.\n"},
        ).outcome
        == Outcome.NO
    )


def test_a_version_number_is_no_result() -> None:
    assert (
        ask(
            reports_measured_results,
            {"README.md": ("# A\n\nThis is a model that sorts letters for you. It needs Python 3.11 and version 2.0 of the library.\n")},
        ).outcome
        == Outcome.NO
    )


def test_the_output_of_an_executed_cell_reports() -> None:
    finding = ask(reports_measured_results, {"a.ipynb": notebook(cell("print(score)", output="accuracy: 0.87\n"))})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_a_result_file_reports() -> None:
    finding = ask(reports_measured_results, {"results/metrics.json": '{\n  "f1": 0.81\n}\n'})
    assert finding.outcome == Outcome.YES
    assert ("value", "0.81") in finding.measures


def test_sentences_in_another_language_are_not_measured() -> None:
    assert (
        ask(
            reports_measured_results,
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
