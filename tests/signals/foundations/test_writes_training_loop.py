from gitassay.model.outcome import Outcome
from gitassay.signals.foundations.writes_training_loop import writes_training_loop
from tests.support.memory import ask


def test_gradients_and_steps_in_a_loop_count() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import torch\n"
            "\n"
            "optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)\n"
            "for epoch in range(10):\n"
            "    for x, y in loader:\n"
            "        optimizer.zero_grad()\n"
            "        loss = torch.nn.functional.mse_loss(model(x), y)\n"
            "        loss.backward()\n"
            "        optimizer.step()\n"
        ),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_function_called_in_a_loop_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import torch\n"
            "\n"
            "\n"
            "def step(batch, model, optimizer):\n"
            "    loss = model(batch)\n"
            "    loss.backward()\n"
            "    optimizer.step()\n"
            "\n"
            "\n"
            "for batch in loader:\n"
            "    step(batch, model, optimizer)\n"
        ),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_gradient_tape_counts() -> None:
    files: dict[str, str | bytes] = {
        "train.py": (
            "import tensorflow as tf\n"
            "\n"
            "optimizer = tf.keras.optimizers.Adam()\n"
            "for x, y in data:\n"
            "    with tf.GradientTape() as tape:\n"
            "        loss = loss_of(model(x), y)\n"
            "    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))\n"
        ),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_model_from_scratch_counts() -> None:
    files: dict[str, str | bytes] = {
        "linear.py": (
            "import numpy as np\n"
            "\n"
            "\n"
            "class Linear:\n"
            "    def fit(self, x, y):\n"
            "        self.w = np.zeros(x.shape[1])\n"
            "        for _ in range(100):\n"
            "            error = np.dot(x, self.w) - y\n"
            "            self.w -= 0.1 * np.dot(x.T, error)\n"
            "\n"
            "    def predict(self, x):\n"
            "        return np.dot(x, self.w)\n"
        ),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_library_fit_does_not() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression()\nmodel.fit(X_train, y_train)\n"),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_motor_that_runs_backward_does_not() -> None:
    files: dict[str, str | bytes] = {
        "robot.py": ("from gpiozero import Motor\n\nmotor = Motor(1, 2)\nfor n in range(3):\n    motor.backward()\n"),
    }
    finding = ask(writes_training_loop, files)
    assert finding.outcome == Outcome.NO, finding.message
