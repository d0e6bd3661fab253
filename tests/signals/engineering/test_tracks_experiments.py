from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.tracks_experiments import tracks_experiments
from tests.support.memory import ask


def test_mlflow_runs_count() -> None:
    assert (
        ask(tracks_experiments, {"train.py": 'import mlflow\n\nwith mlflow.start_run():\n    mlflow.log_metric("f1", 0.8)\n'}).outcome
        == Outcome.YES
    )


def test_a_table_of_runs_kept_by_hand_does_not() -> None:
    assert (
        ask(tracks_experiments, {"train.py": 'import csv\n\ncsv.writer(open("runs.csv", "w")).writerow([1, 0.8])\n'}).outcome == Outcome.NO
    )


def test_mlflow_named_in_a_comment_does_not() -> None:
    assert ask(tracks_experiments, {"train.py": "# TODO: log this with mlflow.log_metric\nprint(1)\n"}).outcome == Outcome.NO


def test_a_tracking_server_that_is_set_counts() -> None:
    assert ask(tracks_experiments, {"config.py": 'import mlflow\n\nmlflow.set_tracking_uri("file:runs")\n'}).outcome == Outcome.YES


def test_the_older_writer_of_tensorboard_counts() -> None:
    source = 'import tensorflow as tf\n\nwriter = tf.summary.FileWriter("logs")\nwriter.add_summary(1)\n'
    assert ask(tracks_experiments, {"train.py": source}).outcome == Outcome.YES
