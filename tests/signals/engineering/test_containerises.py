from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.containerises import containerises
from tests.support.memory import ask


def test_a_container_file_that_copies_counts() -> None:
    finding = ask(containerises, {"Dockerfile": 'FROM python:3.12\nCOPY . /app\nCMD ["python", "main.py"]\n'})
    assert finding.outcome == Outcome.YES
    assert finding.locations[0].path == "Dockerfile"


def test_a_container_file_with_only_a_base_does_not() -> None:
    assert ask(containerises, {"Dockerfile": "FROM python:3.12\n"}).outcome == Outcome.NO


def test_a_commented_out_container_file_counts_as_nothing() -> None:
    assert ask(containerises, {"Dockerfile": "# FROM python:3.12\n# COPY . /app\n"}).outcome == Outcome.NO


def test_a_vendored_container_file_is_not_the_project() -> None:
    assert ask(containerises, {"vendor/lib/Dockerfile": "FROM python:3.12\nRUN make\n"}).outcome == Outcome.NO
