from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.keeps_the_trained_model import keeps_the_trained_model
from tests.support.memory import ask


def test_a_dump_of_the_model_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ('import joblib\nfrom sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\njoblib.dump(model, "out.bin")\n'),
    }
    assert ask(keeps_the_trained_model, files).outcome == Outcome.YES


def test_an_own_function_that_dumps_it_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import pickle\n"
            "from sklearn.svm import SVC\n"
            "\n"
            "\n"
            "def store(path, thing):\n"
            '    with open(path, "wb") as file:\n'
            "        pickle.dump(thing, file)\n"
            "\n"
            "\n"
            "model = SVC()\n"
            "model.fit(X, y)\n"
            'store("a.pkl", model)\n'
        ),
    }
    assert ask(keeps_the_trained_model, files).outcome == Outcome.YES


def test_a_checkpoint_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            'import torch\nfrom sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\ntorch.save(net.state_dict(), "net.pt")\n'
        ),
    }
    assert ask(keeps_the_trained_model, files).outcome == Outcome.YES


def test_a_dump_of_something_else_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            'import pickle\nfrom sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\npickle.dump(words, open("words.pkl", "wb"))\n'
        ),
    }
    assert ask(keeps_the_trained_model, files).outcome == Outcome.NO


def test_a_picture_that_is_saved_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ('from sklearn.svm import SVC\n\nmodel = SVC()\nmodel.fit(X, y)\nimage.save("a.png")\n'),
    }
    assert ask(keeps_the_trained_model, files).outcome == Outcome.NO
