from dataclasses import replace

import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.model.outcome import Outcome
from gitassay.signals.demo.publishes_a_package import publishes_a_package
from tests.support.lookups import package, registered
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


MANIFEST = '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "Shop_Front"\nversion = "1.0"\n'
HERE = RepositorySource(id="ada/shop", location="", local=False, url="https://github.com/ada/shop")


@pytest.mark.parametrize(
    ("state", "addresses", "confidence", "said"),
    [
        ("found", ("https://shop.example", "https://www.github.com/Ada/Shop#readme"), "high", "leads back here"),
        ("found", ("git+ssh://git@github.com/ada/shop.git",), "high", "leads back here"),
        ("found", ("https://github.com/ada/shop-2", "https://github.com.example/ada/shop"), "low", "does not lead here"),
        ("found", (), "low", "does not lead here"),
        ("gone", (), "low", "the registry has none of its name"),
        ("unknown", (), "low", "no registry was asked"),
    ],
)
def test_a_package_is_surely_the_projects_where_its_page_leads_back(
    state: str, addresses: tuple[str, ...], confidence: str, said: str
) -> None:
    told = replace(package("shop-front", state=state), leads_to=addresses)
    finding = ask(publishes_a_package, {"pyproject.toml": MANIFEST}, source=HERE, lookups=registered(told))
    assert (finding.outcome, finding.confidence, said in finding.message) == (Outcome.YES, confidence, True)


def test_without_a_page_of_its_own_nothing_leads_back() -> None:
    told = replace(package("shop-front"), leads_to=("https://github.com/ada/shop",))
    assert ask(publishes_a_package, {"pyproject.toml": MANIFEST}, lookups=registered(told)).confidence == "low"
