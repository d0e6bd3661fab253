from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.builds_a_neural_network import builds_a_neural_network
from tests.support.memory import ask


def test_an_own_module_counts() -> None:
    files: dict[str, str | bytes] = {
        "model.py": (
            "import torch.nn as nn\n"
            "\n"
            "\n"
            "class Net(nn.Module):\n"
            "    def __init__(self):\n"
            "        super().__init__()\n"
            "        self.fc = nn.Linear(4, 2)\n"
        ),
    }
    assert ask(builds_a_neural_network, files).outcome == Outcome.YES


def test_layers_one_after_the_other_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from tensorflow.keras.layers import Dense\n"
            "from tensorflow.keras.models import Sequential\n"
            "\n"
            "model = Sequential([Dense(8), Dense(1)])\n"
        ),
    }
    assert ask(builds_a_neural_network, files).outcome == Outcome.YES


def test_a_model_that_is_only_loaded_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from transformers import pipeline\n\nask = pipeline("sentiment-analysis")\nask("good")\n'),
    }
    assert ask(builds_a_neural_network, files).outcome == Outcome.NO


def test_an_import_that_is_not_used_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('import torch.nn as nn\n\nprint("no network")\n'),
    }
    assert ask(builds_a_neural_network, files).outcome == Outcome.NO
