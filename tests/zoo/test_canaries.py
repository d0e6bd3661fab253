"""One repository for each thing that a tool of its kind would run or follow: after a full run, nothing ran and nothing was connected."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import no_internet
from tests.support.canary import Canary, Listener
from tests.support.gitrepo import CommitSpec, git, make_repository

# ruff: noqa: E501 - a trap is easier to read on one line
Files = dict[str, str | bytes | None]
IN_DOUBT: Files = {
    "app.py": "import flask\n\nprint(nowhere)\n",
    "web/a.js": "export const a = {{;\n",
    "web/b.jsx": "export default <Tab case={1} />;\n",
}
"""What makes the checkers run: an undefined name, a fault of syntax, and syntax that the grammar does not know."""


def traps(canary: Canary) -> dict[str, Files]:
    """What would run, by the name of the extractor or tool that it waits for."""
    python, shell, elsewhere = canary.python, canary.shell, canary.url("elsewhere")

    def node(name: str) -> str:
        return f"require('fs').writeFileSync('{canary.file(name)}', '');\nmodule.exports = {{}};\n"

    plugin = {"plugin.py": f"{python('plugin')}\n"}
    return {
        "setup": {"setup.py": f"{python('setup')}\nfrom setuptools import setup\nsetup(name='x', install_requires=['a'])\n"},
        "conftest": {"conftest.py": f"{python('conftest')}\n", "test_a.py": "def test_a():\n    assert 1 + 1 == 2\n"},
        "sitecustomize": {f"{name}.py": f"{python(name)}\n" for name in ("sitecustomize", "usercustomize")} | {"x.pth": f"import os; {python('pth')}\n"},
        "shadows": {f"{name}.py": f"{python('shadow-' + name)}\n" for name in ("json", "ast", "re", "tomllib", "yaml", "typing", "ruff", "pip", "gitassay")}
        | {f"{name}/__init__.py": f"{python('shadow-' + name)}\n" for name in ("packaging", "pydantic", "tree_sitter", "git")},
        "ruff": {
            "ruff.toml": f'extend = "{elsewhere}"\nexclude = ["*"]\ncache-dir = "{canary.file("ruff-cache")}"\n',
            ".ruff.toml": "not = [toml\n",
            "pyproject.toml": f'[tool.ruff]\nexclude = ["*"]\ncache-dir = "{canary.file("ruff-cache")}"\n',
        },
        "mypy": {"mypy.ini": "[mypy]\nplugins = plugin\n", **plugin},
        "pytest": {"pytest.ini": "[pytest]\naddopts = -p plugin\n", **plugin},
        "pylint": {".pylintrc": f'[MASTER]\ninit-hook="{python("pylint")}"\nload-plugins=plugin\n', **plugin},
        "flake8": {".flake8": "[flake8:local-plugins]\nextension =\n    X = plugin:X\n", **plugin},
        "hatch": {"pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "plugin"\nbackend-path = ["."]\n[project]\nname = "x"\ndynamic = ["version"]\n', **plugin},
        "oxlint": {
            ".oxlintrc.json": json.dumps({"jsPlugins": ["./oxlint-plugin.js"], "extends": ["./oxlint-plugin.js"], "ignorePatterns": ["**"]}),
            "oxlint.config.ts": node("oxlint-config"),
            "web/.oxlintrc.json": json.dumps({"jsPlugins": ["../oxlint-plugin.js"]}),
            "oxlint-plugin.js": node("oxlint"),
        },
        "eslint": {".eslintrc.js": node("eslintrc"), "eslint.config.js": node("eslint"), ".eslintignore": "*\n"},
        "babel": {"babel.config.js": node("babel"), ".babelrc.js": node("babelrc")},
        "bundlers": {f"{name}.config.js": node(name) for name in ("vite", "webpack", "jest", "next", "postcss", "rollup", "knip", "tailwind", "svelte")},
        "npm": {
            "package.json": json.dumps({"name": "x", "main": "x.js", "scripts": {hook: shell(f"npm-{hook}") for hook in ("preinstall", "postinstall", "prepare", "test")}}),
            ".npmrc": f"registry={elsewhere}\nnode-options=--require ./x.js\nscript-shell=./x.sh\n",
            ".yarnrc.yml": f"npmRegistryServer: {elsewhere}\nyarnPath: ./x.js\n",
            "x.js": node("npm"),
        },
        "pip": {
            "pip.conf": f"[global]\nindex-url = {elsewhere}\n",
            "uv.toml": f'[[index]]\nurl = "{elsewhere}"\n',
            "requirements.txt": f"--index-url {elsewhere}\n--find-links {elsewhere}\n-r {elsewhere}\n-e .\nx @ {elsewhere}/x.zip\nflask==0.5\n",
        },
        "gitattributes": {
            ".gitattributes": "* filter=evil diff=evil merge=evil\n",
            ".gitmodules": f'[submodule "x"]\n\tpath = x\n\turl = {elsewhere}\n\tupdate = !{shell("submodule")}\n',
        },
        "make": {"Makefile": f"$(shell {shell('make')})\nall:\n\t{shell('make-all')}\n", "justfile": f"x := `{shell('just')}`\n"},
        "tox": {"tox.ini": f"[testenv]\ncommands = {shell('tox')}\n", "noxfile.py": f"{python('nox')}\n", "tasks.py": f"{python('tasks')}\n"},
        "others": {
            "Gemfile": f"`{shell('gem')}`\n",
            "build.gradle": f"'{shell('gradle')}'.execute()\n",
            "build.rs": f'fn main() {{ std::process::Command::new("touch").arg("{canary.file("cargo")}").status(); }}\n',
            "composer.json": json.dumps({"scripts": {"post-install-cmd": shell("composer")}}),
        },
        "notebook": {
            "a.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": f"!{shell('shell')}\n{python('notebook')}", "outputs": []}], "nbformat": 4}),
            "ipython_config.py": f"{python('ipython')}\n",
        },
        "containers": {
            "Dockerfile": f"FROM scratch\nADD {elsewhere} /x\nRUN {shell('docker')}\n",
            "docker-compose.yml": f"services: {{a: {{build: {elsewhere}}}}}\n",
            ".github/workflows/a.yml": f"on: push\njobs: {{x: {{runs-on: y, steps: [{{run: '{shell('workflow')}'}}]}}}}\n",
            ".pre-commit-config.yaml": f"repos: [{{repo: local, hooks: [{{id: x, language: system, entry: {shell('pre-commit')}}}]}}]\n",
        },
    }  # fmt: skip


def test_the_traps_are_live(tmp_path: Path) -> None:
    canary = Canary(tmp_path)
    for name, files in traps(canary).items():
        folder = tmp_path / name
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(str(content))
    quiet = {"capture_output": True, "check": False}
    subprocess.run([sys.executable, "setup.py", "--version"], cwd=tmp_path / "setup", **quiet)  # type: ignore[call-overload]
    subprocess.run([sys.executable, "-c", "import json"], cwd=tmp_path / "shadows", **quiet)  # type: ignore[call-overload]
    subprocess.run([sys.executable, "-m", "pytest", "-q"], cwd=tmp_path / "conftest", **quiet)  # type: ignore[call-overload]
    subprocess.run(["make"], cwd=tmp_path / "make", **quiet)  # type: ignore[call-overload]
    assert {"setup", "shadow-json", "conftest", "make", "make-all"} <= set(canary.fired())


@pytest.mark.parametrize(
    "calls",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('a.example', 80)",
        "socket.socket(type=2).sendto(b'', ('127.0.0.1', 9))",
    ],
)
def test_whoever_reaches_for_the_network_is_killed(calls: str) -> None:
    command = [sys.executable, no_internet.__file__, sys.executable, "-c", f"import socket\n{calls}"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode == -signal.SIGSYS) == no_internet.forbids()


def test_after_a_full_run_nothing_ran_and_nothing_was_connected(tmp_path: Path) -> None:
    with Listener() as elsewhere:
        canary = Canary(tmp_path / "canary", elsewhere.port)
        home, scratch = tmp_path / "home", tmp_path / "scratch"
        scratch.mkdir()
        wanted = traps(canary)
        for name, files in wanted.items():
            make_repository(home / name, [CommitSpec(files={**IN_DOUBT, **files})], bare=False)
            git(home / name, "reset", "--hard", "--quiet")
            for driver in ("filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "diff.evil.command", "core.fsmonitor"):
                git(home / name, "config", driver, canary.shell(driver))
        done = subprocess.run(
            [
                *(sys.executable, no_internet.__file__, sys.executable, "-m", "gitassay.cli.app", "assess", str(home)),
                *("--author", "ada@example.org", "--as-of", "2026-06-01", "--out", str(tmp_path / "run"), "--no-cache"),
            ],
            cwd=home / "sitecustomize",
            env={"PATH": os.environ["PATH"], "HOME": str(scratch), "TMPDIR": str(scratch), "LC_ALL": "C.UTF-8", "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, canary.fired(), elsewhere.visits) == (0, [], []), done.stderr
    document = json.loads((tmp_path / "run" / "assessment.json").read_text())
    assert {card["id"]: card["status"] for card in document["repositories"]} == dict.fromkeys(wanted, "read")
    checked = ("integrity/names_are_defined", "integrity/parses")
    undefined = {one["repository"] for one in document["findings"] if one["signal"] == checked[0] and "nowhere" in one["message"]}
    broken = {one["repository"] for one in document["findings"] if one["signal"] == checked[1] and "web/a.js" in one["message"]}
    assert (undefined, broken) == (set(wanted), set(wanted))
    assert sorted(path.name for path in scratch.iterdir()) == []
