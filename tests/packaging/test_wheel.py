"""Builds the distributions, installs the wheel into an empty environment and uses it far from the checkout."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import jsonschema
import pytest

from gitassay import __version__

ROOT = Path(__file__).parents[2]
SHIPPED = ("config", "prompts", "reports/templates", "reports/assets", "reports/locale", "samples")


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command with nothing of this process's Python settings, and return what it printed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8"}
    ran = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, timeout=180)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "hatchling", "build", "--directory", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return built / f"gitassay-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel.

    Its dependencies come from the environment of the tests, named in a .pth file. gitassay can't come from there: a folder
    named so is only searched for packages, its own .pth files (such as that of an editable installation) are not read.
    """
    folder = tmp_path_factory.mktemp("fresh")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    call(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=folder)
    packages = Path(call(python, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    libraries = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "dependencies.pth").write_text("\n".join(libraries) + "\n")
    return python.parent


def files(folder: Path, target: str) -> set[str]:
    """Where the files of a folder of the checkout stand in the wheel."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {f"{target}/{path.as_posix()}" for path in found if "__pycache__" not in path.parts}


def test_the_wheel_holds_the_code_and_what_it_reads(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    resources = (files(ROOT / folder, f"gitassay/_resources/{folder}") for folder in SHIPPED)
    assert names == files(ROOT / "src" / "gitassay", "gitassay").union(*resources)


def test_each_shipped_folder_has_content() -> None:
    assert {folder for folder in SHIPPED if not any(path.is_file() for path in (ROOT / folder).rglob("*"))} == set()


def test_a_wheel_made_from_the_source_distribution_is_the_same(built: Path, wheel: Path, tmp_path: Path) -> None:
    call("tar", "-xzf", built / f"gitassay-{__version__}.tar.gz", "-C", tmp_path, cwd=tmp_path)  # 3.11.2's tarfile knows no filter
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "again", cwd=tmp_path / f"gitassay-{__version__}")
    again = zipfile.ZipFile(tmp_path / "again" / wheel.name)
    assert sorted(again.namelist()) == sorted(zipfile.ZipFile(wheel).namelist())


def test_the_distributions_can_be_published(built: Path) -> None:
    said = call(sys.executable, "-m", "twine", "check", "--strict", *sorted(built.iterdir()), cwd=built)
    assert said.count("PASSED") == 2


def test_the_list_of_parts_names_each_dependency(tmp_path: Path) -> None:
    parts = tmp_path / "parts.json"
    command = (sys.executable, "-m", "cyclonedx_py", "requirements", ROOT / "requirements.lock", "--pyproject", ROOT / "pyproject.toml")
    call(*command, "--output-reproducible", "--output-file", parts, cwd=tmp_path)
    listed = {one["name"].lower() for one in json.loads(parts.read_text(encoding="utf-8"))["components"]}
    locked = set(re.findall(r"(?m)^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert listed == locked


def test_the_licence_is_in_the_wheel(wheel: Path) -> None:
    assert f"gitassay-{__version__}.dist-info/licenses/LICENSE" in zipfile.ZipFile(wheel).namelist()


def test_the_installed_package_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = call(installed / "python", "-I", "-c", "import gitassay; print(gitassay.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent)


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert call(installed / "gitassay", "--version", cwd=tmp_path).strip() == f"gitassay {__version__}"


def test_the_demo_runs_far_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    call(installed / "gitassay", "demo", "--out", "out", cwd=tmp_path)
    assert "<html" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    schema = json.loads((ROOT / "config" / "schema" / "assessment.schema.json").read_text(encoding="utf-8"))
    assessment = json.loads((tmp_path / "out" / "assessment.json").read_text(encoding="utf-8"))
    jsonschema.validate(assessment, schema)
    assert [card["status"] for card in assessment["repositories"]] == ["read"] * 5
