from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.measures_coverage import measures_coverage
from tests.support.memory import ask

TEST = {"tests/test_a.py": "def test_a():\n    assert len('ab') == 2\n"}


def workflow(run: str) -> dict[str, str | bytes]:
    return {".github/workflows/ci.yml": f"on: [push]\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: {run}\n", **TEST}


def test_a_step_that_measures_coverage_counts() -> None:
    assert ask(measures_coverage, workflow("pytest --cov=app tests")).outcome == Outcome.YES


def test_a_target_that_the_step_makes_is_looked_into() -> None:
    files = {**workflow("make check"), "Makefile": "check: lint\n\t@coverage run -m pytest\n\nlint:\n\truff check\n"}
    assert ask(measures_coverage, files).outcome == Outcome.YES


def test_a_badge_does_not_count() -> None:
    assert (
        ask(measures_coverage, {**workflow("pytest"), "README.md": "![codecov](https://codecov.io/x.svg) 95% coverage\n"}).outcome
        == Outcome.NO
    )


def test_settings_without_tests_measure_nothing() -> None:
    assert ask(measures_coverage, {".coveragerc": "[run]\nsource = app\n", "app.py": "x = 1\n"}).outcome == Outcome.NO
