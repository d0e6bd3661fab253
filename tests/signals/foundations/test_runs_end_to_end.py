from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.runs_end_to_end import runs_end_to_end
from tests.support.memory import ask


def test_data_to_a_served_model_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import joblib\n"
            "import pandas as pd\n"
            "from sklearn.metrics import f1_score\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            'rows = pd.read_csv("rows.csv")\n'
            "print(f1_score(y_test, model.predict(X_test)))\n"
            'joblib.dump(model, "model.pkl")\n'
        ),
        "serve.py": (
            "import joblib\n"
            "from fastapi import FastAPI\n"
            "\n"
            "app = FastAPI()\n"
            'model = joblib.load("model.pkl")\n'
            "\n"
            "\n"
            '@app.post("/predict")\n'
            "def predict(rows: list[float]):\n"
            "    return model.predict([rows]).tolist()\n"
        ),
    }
    finding = ask(runs_end_to_end, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "high"


def test_data_to_a_stored_model_counts_less() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import joblib\n"
            "import pandas as pd\n"
            "from sklearn.metrics import f1_score\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            'rows = pd.read_csv("rows.csv")\n'
            "print(f1_score(y_test, model.predict(X_test)))\n"
            'joblib.dump(model, "model.pkl")\n'
        ),
    }
    finding = ask(runs_end_to_end, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_without_a_metric_it_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import joblib\n"
            "import pandas as pd\n"
            "from sklearn.metrics import f1_score\n"
            "from sklearn.linear_model import LogisticRegression\n"
            "\n"
            "model = LogisticRegression()\n"
            "model.fit(X_train, y_train)\n"
            "\n"
            'rows = pd.read_csv("rows.csv")\n'
            'joblib.dump(model, "model.pkl")\n'
        ),
    }
    finding = ask(runs_end_to_end, files)
    assert finding.outcome == Outcome.NO, finding.message
    assert "a metric" in finding.message


def test_a_notebook_alone_does_not() -> None:
    files: dict[str, str | bytes] = {
        "study.ipynb": (
            "{\n"
            ' "cells": [\n'
            "  {\n"
            '   "cell_type": "code",\n'
            '   "execution_count": 1,\n'
            '   "metadata": {},\n'
            '   "outputs": [],\n'
            '   "source": [\n'
            '    "import joblib\\n",\n'
            '    "import pandas as pd\\n",\n'
            '    "from sklearn.metrics import f1_score\\n",\n'
            '    "from sklearn.linear_model import LogisticRegression\\n",\n'
            '    "\\n",\n'
            '    "model = LogisticRegression()\\n",\n'
            '    "model.fit(X_train, y_train)\\n",\n'
            '    "\\n",\n'
            '    "rows = pd.read_csv(\\"rows.csv\\")\\n",\n'
            '    "print(f1_score(y_test, model.predict(X_test)))\\n",\n'
            '    "joblib.dump(model, \\"model.pkl\\")\\n"\n'
            "   ]\n"
            "  }\n"
            " ],\n"
            ' "metadata": {\n'
            '  "kernelspec": {\n'
            '   "language": "python"\n'
            "  }\n"
            " },\n"
            ' "nbformat": 4,\n'
            ' "nbformat_minor": 5\n'
            "}"
        ),
    }
    finding = ask(runs_end_to_end, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_training_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "serve.py": (
            "import joblib\n"
            "from fastapi import FastAPI\n"
            "\n"
            "app = FastAPI()\n"
            'model = joblib.load("model.pkl")\n'
            "\n"
            "\n"
            '@app.post("/predict")\n'
            "def predict(rows: list[float]):\n"
            "    return model.predict([rows]).tolist()\n"
        ),
    }
    finding = ask(runs_end_to_end, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
