import pytest

from gitassay.signals.figures import in_readme, in_sentence
from tests.support.memory import repository


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


def test_cells_with_a_unit_are_figures_in_a_section_about_results() -> None:
    text = "# P\n\n## Results\n\n| version | right | within | price |\n|---|---|---|---|\n| words | 9 of 20 (45 %) | 2.6 s | 0.41 USD |\n"
    readme = repository({"README.md": text}).readme
    assert readme is not None
    assert [(one.metric, one.value) for one in in_readme(readme)] == [
        ("cost", "0.41 USD"),
        ("share", "9 of 20 (45 %)"),
        ("latency", "2.6 s"),
    ]


def test_cells_with_a_unit_are_no_figures_elsewhere() -> None:
    text = "# P\n\n## Plans\n\n| plan | included | month |\n|---|---|---|\n| small | 9 of 20 | 4 USD |\n"
    readme = repository({"README.md": text}).readme
    assert readme is not None
    assert in_readme(readme) == ()
