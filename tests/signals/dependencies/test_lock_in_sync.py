from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.lock_in_sync import lock_in_sync
from tests.support.memory import ask


def test_a_lock_file_with_every_package_is_in_sync() -> None:
    assert (
        ask(
            lock_in_sync,
            {
                "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask>=3"]\n',
                "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
            },
        ).outcome
        == Outcome.YES
    )


def test_a_declared_package_that_is_not_locked_is_named() -> None:
    finding = ask(
        lock_in_sync,
        {
            "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask>=3", "numpy"]\n',
            "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
        },
    )
    assert finding.outcome == Outcome.NO
    assert "numpy" in finding.message
    assert finding.locations[0].path == "pyproject.toml"


def test_a_requirements_file_beside_it_is_another_matter() -> None:
    assert (
        ask(
            lock_in_sync,
            {
                "pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask>=3"]\n',
                "uv.lock": 'version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0.0"\n',
                "requirements.txt": "pandas\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_without_a_lock_file_the_question_does_not_apply() -> None:
    assert (
        ask(lock_in_sync, {"pyproject.toml": '[project]\nname = "a"\nversion = "1"\ndependencies = ["flask>=3"]\n'}).outcome
        == Outcome.NOT_APPLICABLE
    )
