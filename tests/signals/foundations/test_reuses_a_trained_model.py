from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.reuses_a_trained_model import reuses_a_trained_model
from tests.support.memory import ask


def test_a_base_with_a_new_head_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from tensorflow.keras.applications import MobileNetV2\n"
            "from tensorflow.keras.layers import Dense\n"
            "from tensorflow.keras.models import Model\n"
            "\n"
            'base = MobileNetV2(weights="imagenet", include_top=False)\n'
            "model = Model(base.input, Dense(2)(base.output))\n"
            "model.compile()\n"
            "model.fit(X, y)\n"
        ),
    }
    assert ask(reuses_a_trained_model, files).outcome == Outcome.YES


def test_a_network_of_its_own_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "from tensorflow.keras.layers import Dense\n"
            "from tensorflow.keras.models import Sequential\n"
            "\n"
            "model = Sequential([Dense(1)])\n"
            "model.fit(X, y)\n"
        ),
    }
    assert ask(reuses_a_trained_model, files).outcome == Outcome.NO


def test_a_model_that_is_only_asked_is_no_case() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            'from transformers import AutoModelForCausalLM\n\nmodel = AutoModelForCausalLM.from_pretrained("m")\nmodel.generate(x)\n'
        ),
    }
    assert ask(reuses_a_trained_model, files).outcome == Outcome.NOT_APPLICABLE
