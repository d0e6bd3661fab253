from gitassay.facts.results import Result
from tests.support.memory import repository


def told(text: str) -> list[tuple[str, str]]:
    return [(one.metric.name, one.value) for one in results(text)]


def results(text: str) -> tuple[Result, ...]:
    return repository({"README.md": text}).results.readme


def test_the_header_names_the_metric_of_its_column() -> None:
    text = "# P\n\n| model | accuracy | params |\n|---|---|---|\n| small | 0.81 | 12.5 |\n"
    assert told(text) == [("accuracy", "0.81")]


def test_the_label_of_a_row_names_the_metric_where_the_first_header_says_so() -> None:
    text = "# P\n\n| Metric | MSE baseline | ours |\n|---|---|---|\n| Hit Rate@5 | 1.68% | 15.26% |\n"
    assert told(text) == [("hit rate", "1.68%"), ("hit rate", "15.26%")]


def test_the_words_above_a_table_name_the_metric_of_bare_decimals() -> None:
    text = "# P\n\n## Retrieval, mAP\n\n| descriptor | plain | expanded |\n|---|---|---|\n| ours | 59.8 | 67.7 |\n"
    assert told(text) == [("map", "59.8"), ("map", "67.7")]


def test_columns_of_targets_are_no_results() -> None:
    text = "# P\n\n| Metric | Final | Target |\n|---|---|---|\n| AUC | 0.97 | 0.85 |\n"
    assert told(text) == [("auc", "0.97")]


def test_cells_with_a_unit_are_results_in_a_section_about_results() -> None:
    text = "# P\n\n## Results\n\n| version | right | within | price |\n|---|---|---|---|\n| words | 9 of 20 (45 %) | 2.6 s | 0.41 USD |\n"
    assert told(text) == [("share", "9 of 20 (45 %)"), ("latency", "2.6 s"), ("cost", "0.41 USD")]


def test_cells_with_a_unit_are_no_results_elsewhere() -> None:
    text = "# P\n\n## Plans\n\n| plan | included | month |\n|---|---|---|\n| small | 9 of 20 | 4 USD |\n"
    assert told(text) == []


def test_a_table_without_the_line_below_its_header_is_read() -> None:
    text = "# P\n\n## Models\n\n| model | accuracy | auc |\n| small | 0.81 | 0.90 |\n"
    assert told(text) == [("accuracy", "0.81"), ("auc", "0.90")]


def test_a_row_says_what_was_measured_on_what_and_whether_it_is_a_baseline() -> None:
    text = "# P\n\n## Results on MovieLens\n\n| model | accuracy |\n|---|---|\n| majority baseline | 0.51 |\n"
    expected = [("majority baseline", "MovieLens", True, 0.51)]
    assert expected == [(one.subject, one.data_set, one.baseline, one.number) for one in results(text)]


def test_items_below_a_heading_that_names_the_metric_are_results() -> None:
    text = "# P\n\nWords of English about the project and what it is for.\n\n## Latency\n\n- Mean: 1.44 seconds\n- Max: 4.37 seconds\n"
    assert told(text) == [("latency", "1.44 seconds"), ("latency", "4.37 seconds")]


def test_a_model_card_is_read_like_the_readme() -> None:
    facts = repository({"README.md": "# P\n", "MODEL_CARD.md": "# Card\n\n| metric | value |\n|---|---|\n| F1 | 0.91 |\n"})
    assert [(one.metric.name, one.place.path) for one in facts.results.readme] == [("f1", "MODEL_CARD.md")]
