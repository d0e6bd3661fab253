from gitassay.facts.code.python import read_python
from gitassay.signals.metrics import metrics_by_hand


def named(source: str) -> list[tuple[str, int]]:
    return [(name, place.start) for name, place in metrics_by_hand(read_python("a.py", "main", source))]


def test_a_function_that_says_it_computes_may_be_one_line() -> None:
    assert named("def calculate_rmse(p, t):\n    return ((p - t) ** 2).mean() ** 0.5\n") == [("calculate_rmse", 1)]


def test_a_wrapper_that_is_only_named_so_is_none() -> None:
    assert named("def accuracy(p, t):\n    return score(p, t)\n") == []


def test_an_average_kept_under_the_name_of_a_metric_is_one() -> None:
    assert named("import numpy\n\n\ndef run(p, t):\n    test_accuracy = numpy.mean(p == t)\n    return test_accuracy\n") == [
        ("test_accuracy", 5)
    ]


def test_an_average_of_something_else_is_none() -> None:
    assert named("import numpy\n\n\ndef run(p):\n    centre = numpy.mean(p)\n    return centre\n") == []
