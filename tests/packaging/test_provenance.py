"""`make release` twice in a fresh checkout: the same bytes, and a statement that is true of them."""

import hashlib
import json
from typing import Any

import pytest

from gitassay import __version__
from tests.support.newcomer import Newcomer

WHEEL, SOURCE = f"gitassay-{__version__}-py3-none-any.whl", f"gitassay-{__version__}.tar.gz"


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("releasing"))


def released(newcomer: Newcomer) -> dict[str, bytes]:
    done = newcomer.types("make release")
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (newcomer.checkout / "dist").iterdir()}


@pytest.fixture(scope="module")
def built(newcomer: Newcomer) -> dict[str, bytes]:
    return released(newcomer)


@pytest.fixture(scope="module")
def statement(built: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(built["provenance.json"])


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_second_build_has_the_same_bytes(newcomer: Newcomer, built: dict[str, bytes]) -> None:
    assert released(newcomer) == built


def test_each_published_file_is_a_subject_with_its_digest(statement: dict[str, Any], built: dict[str, bytes]) -> None:
    subjects = {one["name"]: one["digest"]["sha256"] for one in statement["subject"]}
    assert subjects == {name: sha256(built[name]) for name in (WHEEL, SOURCE, "parts.cdx.json")}


def test_the_statement_is_slsas(statement: dict[str, Any]) -> None:
    assert (statement["_type"], statement["predicateType"]) == ("https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1")
    assert sorted(statement["predicate"]) == ["buildDefinition", "runDetails"]


def test_the_statement_names_commit_locks_command_and_builder(statement: dict[str, Any], newcomer: Newcomer) -> None:
    definition, commit = statement["predicate"]["buildDefinition"], newcomer.types("git rev-parse HEAD").stdout.strip()
    locks = ("requirements.lock", "requirements-dev.lock")
    assert definition["resolvedDependencies"] == [
        {"uri": "file:.", "digest": {"gitCommit": commit}},
        *({"uri": f"file:{name}", "digest": {"sha256": sha256((newcomer.checkout / name).read_bytes())}} for name in locks),
    ]
    time = newcomer.types("git log -1 --format=%ct").stdout.strip()
    assert definition["externalParameters"] == {"command": "make release", "SOURCE_DATE_EPOCH": time}
    assert statement["predicate"]["runDetails"] == {"builder": {"id": "file:Makefile#release"}}


def test_a_workflow_is_named_as_builder(newcomer: Newcomer, built: dict[str, bytes]) -> None:
    workflow = "o/r/.github/workflows/release.yml@refs/tags/v1"
    environment = f"GITHUB_SERVER_URL=https://github.com GITHUB_REPOSITORY=o/r GITHUB_WORKFLOW_REF={workflow}"
    done = newcomer.types(f"env {environment} SOURCE_DATE_EPOCH=1 .venv/bin/python scripts/provenance.py dist")
    assert done.returncode == 0, done.stderr
    predicate = json.loads((newcomer.checkout / "dist" / "provenance.json").read_text())["predicate"]
    assert predicate["runDetails"]["builder"]["id"] == f"https://github.com/{workflow}"
    assert predicate["buildDefinition"]["resolvedDependencies"][0]["uri"] == "git+https://github.com/o/r"


def test_the_checksums_hold_all_files(newcomer: Newcomer, built: dict[str, bytes]) -> None:
    listed = dict(reversed(line.split("  ")) for line in built["SHA256SUMS"].decode().splitlines())
    assert listed == {name: sha256(content) for name, content in built.items() if name != "SHA256SUMS"}


def test_no_statement_is_made_of_files_that_are_in_no_commit(newcomer: Newcomer, built: dict[str, bytes]) -> None:
    stray = newcomer.checkout / "src" / "gitassay" / "stray.py"
    stray.write_text("")
    (newcomer.checkout / "dist" / "provenance.json").unlink()
    done = newcomer.types("SOURCE_DATE_EPOCH=1 .venv/bin/python scripts/provenance.py dist")
    stray.unlink()
    assert done.returncode == 1
    assert "Not as committed: src/gitassay/stray.py. Commit or put away, and run it again." in done.stderr
    assert not (newcomer.checkout / "dist" / "provenance.json").exists()
