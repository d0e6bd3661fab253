"""Packages are looked up end to end: only where somebody said so, and the same answers give the same bytes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_assess import Desk, Run
from tests.support.canary import Canary, Listener
from tests.support.gitrepo import CommitSpec, make_repository
from tests.support.packageserver import PackageServer, as_json, package_server

APP = "import flask\n\napp = flask.Flask(__name__)\n"
JUNE_2020 = 1_591_000_000


def redirecting(canary: Canary) -> dict[str, str | bytes | None]:
    """A repository that would run code or lead elsewhere in each of the ways that package tools follow."""
    python, elsewhere = canary.python, canary.url("elsewhere")
    script = f"require('fs').writeFileSync('{canary.file('node')}', '');\n"
    configs = (
        "jest.config.js",
        "babel.config.js",
        ".eslintrc.js",
        "vite.config.js",
        "webpack.config.js",
        "knip.config.js",
        "postcss.config.js",
    )
    return {
        "app.py": APP,
        "requirements.txt": f"--index-url {elsewhere}\n--extra-index-url {elsewhere}\n--find-links {elsewhere}\n"
        f"flask==0.5\n-e .\nevil @ {elsewhere}/evil.zip\n",
        "pyproject.toml": f'[[tool.uv.index]]\nurl = "{elsewhere}"\n\n[tool.poetry.source]\nurl = "{elsewhere}"\n',
        "setup.py": f"{python('setup')}\nfrom setuptools import setup\n\nsetup(name='x', install_requires=['flask'])\n",
        "conftest.py": f"{python('conftest')}\n",
        "json.py": f"{python('shadow')}\n",
        "packaging/__init__.py": f"{python('shadow-packaging')}\n",
        "pip.conf": f"[global]\nindex-url = {elsewhere}\n",
        ".npmrc": f"registry={elsewhere}\n//127.0.0.1/:_authToken=x\n",
        ".yarnrc.yml": f"npmRegistryServer: {elsewhere}\n",
        "package.json": json.dumps(
            {
                "name": "x",
                "dependencies": {"left-pad": "1.0.0"},
                "scripts": {"preinstall": canary.shell("npm"), "prepare": canary.shell("prepare")},
            }
        ),
        "index.js": 'import leftPad from "left-pad";\nleftPad("x");\n',
        "noxfile.py": f"{python('nox')}\n",
        "tox.ini": f"[testenv]\ncommands = {canary.shell('tox')}\n",
        "Gemfile": f"`{canary.shell('gem')}`\ngem 'rails', '1.0'\n",
        "build.gradle": f"'{canary.shell('gradle')}'.execute()\ndependencies {{ implementation 'a:b:1.0' }}\n",
    } | dict.fromkeys(configs, script)


def answering(server: PackageServer) -> None:
    """Advisories and releases of flask and left-pad."""

    def batch(sent: dict[str, Any]) -> Any:
        hits = {"flask": [{"id": "PYSEC-2019-1"}, {"id": "GHSA-old"}]}
        return as_json(
            {"results": [{"vulns": hits[one["package"]["name"]]} if one["package"]["name"] in hits else {} for one in sent["queries"]]}
        )

    server.answers |= {
        "/v1/querybatch": batch,
        "/v1/vulns/PYSEC-2019-1": as_json({"id": "PYSEC-2019-1", "aliases": ["GHSA-old"], "published": "2019-01-01T00:00:00Z"}),
        "/v1/vulns/GHSA-old": as_json({"id": "GHSA-old", "published": "2023-01-01T00:00:00Z"}),
        "/simple/flask/": as_json(
            {
                "files": [
                    {"filename": "Flask-0.5.tar.gz", "upload-time": "2010-07-06T00:00:00Z", "yanked": False},
                    {"filename": "Flask-3.0.tar.gz", "upload-time": "2023-07-06T00:00:00Z", "yanked": False},
                ],
                "project-status": {"status": "active"},
            }
        ),
        "/npm/left-pad": as_json(
            {"versions": {"1.0.0": {"deprecated": "use String.prototype.padStart()"}}, "time": {"modified": "x", "1.0.0": "2016-01-01"}}
        ),
    }


def repository(home: Path, commits: tuple[CommitSpec, ...]) -> Path:
    make_repository(home / "ada" / "app.git", commits)
    return home / "ada" / "app.git"


def flags(server: PackageServer) -> list[str]:
    return ["--osv-url", server.url, "--python-index", f"{server.url}/simple", "--npm-registry", f"{server.url}/npm"]


def outcome(run: Run, signal: str) -> tuple[str, str]:
    return next((one["outcome"], one["message"]) for one in run.document["findings"] if one["signal"] == f"dependencies/{signal}")


def test_a_repository_that_leads_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    with Listener() as elsewhere, package_server() as server:
        answering(server)
        canary = Canary(tmp_path / "canary", elsewhere.port)
        folder = repository(tmp_path, (CommitSpec("Begin", redirecting(canary), time=JUNE_2020),))
        run = Desk(tmp_path / "desk").assess(
            str(folder), "--author", "ada@example.org", *flags(server), "--lookup-cache", str(tmp_path / "cache")
        )
        assert (run.code, canary.fired(), elsewhere.visits) == (0, [], [])
        asked = {path for _, path in server.seen}
    assert asked == {
        "/v1/querybatch",
        "/v1/vulns/PYSEC-2019-1",
        "/v1/vulns/GHSA-old",
        "/simple/flask/",
        "/npm/left-pad",
        "/simple/x/",  # the names under which the repository itself publishes
        "/npm/x",
    }
    assert outcome(run, "affected_by_known_vulnerability")[0] == "yes"
    assert outcome(run, "left_a_known_vulnerability") == ("yes", "1 package: flask 0.5 (GHSA-old).")
    assert outcome(run, "kept_current")[1].startswith("No longer offered or looked after: left-pad.")


def test_the_same_answers_give_the_same_bytes_and_are_kept_for_offline(tmp_path: Path) -> None:
    folder = repository(tmp_path, (CommitSpec("Begin", {"app.py": APP, "requirements.txt": "flask==0.5\n"}, time=JUNE_2020),))
    desk, cache = Desk(tmp_path / "desk"), ("--lookup-cache", str(tmp_path / "cache"))
    with package_server() as server:
        answering(server)
        first = desk.assess(str(folder), *flags(server), *cache)
        asked = len(server.seen)
        again = desk.assess(str(folder), *flags(server), *cache)
        offline = desk.assess(str(folder), *flags(server), *cache, "--offline")
        without = desk.assess(str(folder), *flags(server), "--offline")
        assert asked == len(server.seen)
    assert first.code == 0, first.err
    assert first.document["sha256"] == again.document["sha256"] == offline.document["sha256"]
    assert [(one["kind"], one["source"], len(one["sha256"])) for one in first.document["looked_up"]] == [
        ("advisories", "service", 64),
        ("registries", "registry", 64),
    ]
    assert outcome(without, "affected_by_known_vulnerability")[0] == "not_available"


def test_nobody_is_asked_unless_somebody_said_so(tmp_path: Path) -> None:
    folder = repository(tmp_path, (CommitSpec("Begin", {"app.py": APP, "requirements.txt": "flask==0.5\n"}),))
    run = Desk(tmp_path / "desk").assess(str(folder))
    assert run.document["looked_up"] == []
    assert outcome(run, "affected_by_known_vulnerability")[0] == "not_available"
    row = run.document["repositories"][0]["dependencies"]["rows"][0]
    assert (row["name"], row["advisory"], row["libyears"]) == ("flask", "not_checked", None)


def test_a_service_that_fails_leaves_the_rest_standing(tmp_path: Path) -> None:
    folder = repository(tmp_path, (CommitSpec("Begin", {"app.py": APP, "requirements.txt": "flask==0.5\n"}),))
    with package_server() as server:
        server.answers["/v1/querybatch"] = (200, b"[" * 200_000, {})
        run = Desk(tmp_path / "desk").assess(str(folder), "--osv-url", server.url)
    assert run.code == 0
    assert outcome(run, "affected_by_known_vulnerability")[0] == "not_available"


@pytest.mark.parametrize(
    "wrong", [("--osv-url", "ftp://x"), ("--python-index", "nonsense"), ("--osv-dir", "/nonexistent-folder"), ("--npm-registry", "http://")]
)
def test_a_place_that_cannot_be_asked_is_wrong_usage(tmp_path: Path, wrong: tuple[str, str]) -> None:
    run = Desk(tmp_path / "desk").assess(str(tmp_path), *wrong)
    assert (run.code, wrong[0] in run.err) == (2, True)
