from gitassay.model.outcome import Outcome
from gitassay.signals.demo.publishes_a_package import publishes_a_package
from tests.support.memory import ask


def test_a_manifest_with_name_version_and_build_can_be_published() -> None:
    finding = ask(
        publishes_a_package, {"pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "shop"\nversion = "1.0"\n'}
    )
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "low"


def test_a_manifest_of_settings_only_cannot() -> None:
    assert ask(publishes_a_package, {"pyproject.toml": "[tool.ruff]\nline-length = 100\n"}).outcome == Outcome.NO


def test_a_private_package_is_not_published() -> None:
    assert (
        ask(publishes_a_package, {"package.json": '{"name": "a", "version": "1.0.0", "main": "a.js", "private": true}'}).outcome
        == Outcome.NO
    )


def test_a_broken_manifest_is_not_published() -> None:
    assert ask(publishes_a_package, {"package.json": '{"name": '}).outcome == Outcome.NO


def test_a_setup_file_that_tells_nothing_of_the_package_is_not_ready() -> None:
    bare = "from setuptools import find_packages, setup\n\nsetup(name='app', version='0.1', author='A', packages=find_packages()%s)\n"
    assert ask(publishes_a_package, {"setup.py": bare % ""}).outcome == Outcome.NO
    assert ask(publishes_a_package, {"setup.py": bare % ", description='Sorts mail'"}).outcome == Outcome.YES
