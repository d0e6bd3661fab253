from gitassay.model.outcome import Outcome
from gitassay.signals.results.compares_to_baseline import compares_to_baseline
from tests.support.memory import ask

TABLE = (
    "# A\n\nThis is a model that sorts letters for the people in the post office.\n\n"
    "| Model | Accuracy | F1 |\n|---|---|---|\n| baseline | 71.2% | 0.70 |\n| ours | 84.5% | 0.83 |\n"
)
COMPUTED = "from sklearn.metrics import accuracy_score\n\n\ndef evaluate(y, seen):\n    return accuracy_score(y, seen)\n"


def test_figures_of_two_methods_that_code_computes_are_compared() -> None:
    finding = ask(compares_to_baseline, {"README.md": TABLE, "evaluate.py": COMPUTED})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "high"


def test_figures_of_two_methods_that_nothing_computes_are_a_claim_for_a_person() -> None:
    assert ask(compares_to_baseline, {"README.md": TABLE}).outcome == Outcome.NEEDS_REVIEW


def test_one_row_compares_nothing() -> None:
    assert (
        ask(
            compares_to_baseline,
            {
                "README.md": (
                    "# A\n\nThis is a model that sorts letters for the people.\n\n| Model | Accuracy |\n|---|---|\n| ours | 84.5% |\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_a_dummy_model_is_a_baseline() -> None:
    assert (
        ask(compares_to_baseline, {"a.py": "from sklearn.dummy import DummyClassifier\n\nDummyClassifier().fit(x, y)\n"}).outcome
        == Outcome.YES
    )


def test_the_word_baseline_without_a_figure_is_none() -> None:
    assert (
        ask(
            compares_to_baseline,
            {"README.md": "# A\n\nThis is a model that sorts letters for the people. It is better than the baseline.\n"},
        ).outcome
        == Outcome.NO
    )


def test_a_comparison_in_another_language_is_not_measured() -> None:
    assert (
        ask(
            compares_to_baseline,
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
