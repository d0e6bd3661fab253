import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-batch.lock")


@dataclass(frozen=True)
class Pin:
    """One line of a lock. `marker` says for which machines it is; empty: for all."""

    name: str
    version: str
    marker: str
    hashes: int


@cache
def pins(lock: str) -> frozenset[Pin]:
    """All lines of a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (re.match(r"([\w.-]+)==([^\s;]+)(?: ; (.*?))?\s+--hash", line) for line in text.splitlines())
    return frozenset(Pin(line[1], line[2], line[3] or "", line.string.count("--hash=sha256:")) for line in lines if line)


def names(lock: str) -> set[str]:
    return {pin.name for pin in pins(lock)}


def wanted(*requirements: str) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_hashes(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if re.match(r"[\w.-]+==", line)]
    assert len(lines) == len(pins(lock)) > 20
    assert [pin.name for pin in pins(lock) if pin.hashes == 0] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_several_versions_of_a_package_are_for_different_machines(lock: str) -> None:
    counts = Counter(pin.name for pin in pins(lock))
    assert [pin for pin in pins(lock) if counts[pin.name] > 1 and not pin.marker] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_needs_is_locked(lock: str) -> None:
    assert wanted(*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]) - names(lock) == set()


def test_the_test_tools_are_locked() -> None:
    assert wanted(*PROJECT["dependency-groups"]["dev"]) - names("requirements-dev.lock") == set()


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("implementation", ["CPython", "PyPy"])
@pytest.mark.parametrize("python", ["3.11", "3.14"])
def test_the_locks_agree_on_each_machine(system: str, implementation: str, python: str) -> None:
    machine = {
        "sys_platform": system,
        "platform_python_implementation": implementation,
        "implementation_name": implementation.lower(),
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    base, dev, batch = (
        {(pin.name, pin.version) for pin in pins(lock) if not pin.marker or Marker(pin.marker).evaluate(machine)} for lock in LOCKS
    )
    assert base - dev == set()
    assert base - batch == set()


def test_locked_versions_are_allowed_by_the_project() -> None:
    for text in PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]:
        requirement = Requirement(text)
        versions = {pin.version for pin in pins("requirements-dev.lock") if pin.name == canonicalize_name(requirement.name)}
        assert versions
        assert all(requirement.specifier.contains(version, prereleases=True) for version in versions)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links", text) == []
