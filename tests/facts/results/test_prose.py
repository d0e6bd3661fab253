import pytest

from gitassay.facts.results.prose import in_sentence


def told(sentence: str) -> list[tuple[str, str]]:
    return [(metric.name, value) for metric, value in in_sentence(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The model reaches an accuracy of 84.5% on the test set.", [("accuracy", "84.5%")]),
        ("It scores 0.83 F1 on unseen letters.", [("f1", "0.83")]),
        ("The p95 latency is 120 ms.", [("latency", "120 ms")]),
        ("A page has a cost of $0.002.", [("cost", "$0.002")]),
        ("RMSE: 3.21", [("rmse", "3.21")]),
        ("On my laptop this runs at 110 tokens/s.", [("throughput", "110 tokens/s")]),
    ],
)
def test_a_metric_with_its_number_is_a_result(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert expected == told(sentence)


def test_each_number_of_a_list_goes_with_the_metric_beside_it() -> None:
    expected = [("accuracy", "89%"), ("f1", "0.76")]
    assert expected == told("Best model: perceptron (89% val accuracy, 0.76 macro F1).")


def test_numbers_behind_their_metrics_stay_with_them() -> None:
    expected = [("precision", "0.896"), ("recall", "0.667")]
    assert expected == told("The smoke test passed (prec 0.896, rec recall 0.667).")


@pytest.mark.parametrize(
    "sentence",
    [
        "The accuracy should be at least 90%.",
        "Our target is an F1 of 0.9.",
        "High accuracy and low latency.",
        "It needs Python 3.11 and 16.5 GB of memory.",
        "Latency matters: see chapter 12.",
        "Set the threshold of accuracy to 0.95.",
        "Does a log loss of 0.80 mean much?",
        "Sharing the slides costs $15.",
        "",
    ],
)
def test_wishes_settings_questions_and_bare_numbers_are_no_results(sentence: str) -> None:
    assert told(sentence) == []


def test_a_very_long_line_is_cut() -> None:
    assert told("a " * 5_000 + "accuracy of 84.5%") == []
