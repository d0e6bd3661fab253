from gitassay.facts.results import Backing
from tests.support.memory import repository

README = "# P\n\n| model | accuracy |\n|---|---|\n| ours | 84.5% |\n"


def behind(files: dict[str, str | bytes]) -> list[tuple[Backing | None, str | None]]:
    rows = repository({"README.md": README, **files}).results.told
    return [(row.backing, row.place.path if row.place else None) for row in rows]


def test_code_that_computes_the_metric_stands_behind_it() -> None:
    code = "from sklearn.metrics import accuracy_score\n\nprint(accuracy_score(a, b))\n"
    assert behind({"evaluate.py": code}) == [(Backing.CODE, "evaluate.py")]


def test_the_same_number_in_a_result_file_stands_behind_it_first() -> None:
    code = "from sklearn.metrics import accuracy_score\n\nprint(accuracy_score(a, b))\n"
    assert behind({"evaluate.py": code, "results.json": '{\n "accuracy": 0.845\n}\n'}) == [(Backing.SAME_NUMBER, "results.json")]


def test_another_metric_stands_behind_nothing() -> None:
    assert behind({"evaluate.py": "from sklearn.metrics import r2_score\n\nprint(r2_score(a, b))\n"}) == [(None, None)]


def test_a_printed_text_with_a_gap_for_the_number_counts_as_computing() -> None:
    assert behind({"train.py": "print('Accuracy: %d' % share(a, b))\n"}) == [(Backing.CODE, "train.py")]


def test_the_last_value_of_a_tracked_run_is_a_result() -> None:
    rows = repository({"mlruns/0/abc/metrics/val_accuracy": "1700 0.5 0\n1800 0.845 1\n"}).results.rows
    assert [(row.result.metric.name, row.result.value, row.result.origin) for row in rows] == [("accuracy", "0.845", "experiment log")]
