import pytest

from gitassay.signals.figures import in_sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The model reaches an accuracy of 84.5% on the test set.", ("accuracy", "84.5%")),
        ("It scores 0.83 F1 on unseen letters.", ("f1", "0.83")),
        ("The p95 latency is 120 ms.", ("latency", "120 ms")),
        ("A page has a cost of $0.002.", ("cost", "$0.002")),
        ("RMSE: 3.21", ("error", "3.21")),
    ],
)
def test_a_metric_with_its_number_is_a_figure(sentence: str, expected: tuple[str, str]) -> None:
    assert expected == in_sentence(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The accuracy should be at least 90%.",
        "Our target is an F1 of 0.9.",
        "High accuracy and low latency.",
        "It needs Python 3.11 and 16.5 GB of memory.",
        "Latency matters: see chapter 12.",
        "Set the threshold of accuracy to 0.95.",
        "",
    ],
)
def test_wishes_settings_and_bare_numbers_are_no_figures(sentence: str) -> None:
    assert in_sentence(sentence) is None


def test_a_very_long_line_is_cut() -> None:
    assert in_sentence("a " * 5_000 + "accuracy of 84.5%") is None
