from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.explains_predictions import explains_predictions
from tests.support.memory import ask


def test_shapley_values_counts() -> None:
    files: dict[str, str | bytes] = {
        "explain.py": ("import shap\n\nexplainer = shap.TreeExplainer(model)\nshap.summary_plot(explainer.shap_values(X), X)\n"),
    }
    assert ask(explains_predictions, files).outcome == Outcome.YES


def test_an_import_that_is_not_used_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("import shap\nfrom sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\n"),
    }
    assert ask(explains_predictions, files).outcome == Outcome.NO


def test_no_model_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('print("hello")\n'),
    }
    assert ask(explains_predictions, files).outcome == Outcome.NOT_APPLICABLE
