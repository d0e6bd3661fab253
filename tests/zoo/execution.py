"""Animals that hope to be imported, configured, unpickled, installed or built."""

import io
import json
import pickle
import zipfile
from pathlib import Path

from tests.support.canary import Canary
from tests.zoo.animal import READABLE, animal
from tests.zoo.den import Content, Den
from tests.zoo.project import with_files

SHADOWS = ("json", "ast", "re", "tomllib", "yaml", "git", "typing", "sitecustomize", "usercustomize", "gitassay", "pydantic", "resource")


@animal(READABLE)
def exec_on_analyse(path: Path, canary: Canary) -> None:
    """Files that run when Python, pytest, a linter, a builder or npm is started in the folder. Safe: nothing is started there."""
    python = canary.python
    files: dict[str | bytes, Content] = {f"{name}.py": f"{python('import-' + name)}\n" for name in SHADOWS}
    files |= {f"{name}/__init__.py": f"{python('package-' + name)}\n" for name in ("markdown_it", "jinja2", "tree_sitter", "rich")}
    files |= {
        "setup.py": f"{python('setup-py')}\nfrom setuptools import setup\nsetup(name='x')\n",
        "conftest.py": f"{python('conftest')}\n",
        "noxfile.py": f"{python('noxfile')}\n",
        "tasks.py": f"{python('tasks')}\n",
        "fabfile.py": f"{python('fabfile')}\n",
        "manage.py": f"{python('manage')}\n",
        "evil.pth": f"import os; {python('pth')}\n",
        "linter_plugin.py": f"{python('linter-plugin')}\n",
        "test_x.py": f"{python('test-import')}\n\n\ndef test_x():\n    assert True\n",
        "pyproject.toml": _tools(canary),
        "setup.cfg": "[mypy]\nplugins = linter_plugin\n"
        "[flake8:local-plugins]\nextension =\n    X = linter_plugin:X\n[tool:pytest]\naddopts = -p x\n",
        "tox.ini": f"[testenv]\ncommands = {canary.shell('tox')}\n",
        ".pylintrc": f'[MASTER]\ninit-hook="{python("pylint-init")}"\nload-plugins=linter_plugin\n',
        "mypy.ini": "[mypy]\nplugins = linter_plugin\n",
        ".coveragerc": "[run]\nplugins = linter_plugin\n",
        ".pre-commit-config.yaml": f"repos: [{{repo: local, hooks: [{{id: x, language: system, entry: {canary.shell('pre-commit')}}}]}}]\n",
        ".npmrc": f"node-options=--require ./evil.js\nregistry={canary.url('npm')}\nscript-shell=./evil.sh\n",
        "package.json": _scripts(canary),
        ".eslintrc.js": _node(canary, "eslint"),
        "eslint.config.js": _node(canary, "eslint-flat"),
        "babel.config.js": _node(canary, "babel"),
        "next.config.js": _node(canary, "next"),
        "vite.config.ts": _node(canary, "vite"),
        "evil.js": _node(canary, "node"),
        "Makefile": f"$(shell {canary.shell('make-parse')})\nall:\n\t{canary.shell('make')}\n",
        "CMakeLists.txt": f"execute_process(COMMAND {canary.shell('cmake')})\n",
        "build.rs": f'fn main() {{ std::process::Command::new("touch").arg("{canary.file("build-rs")}").status(); }}\n',
        "build.gradle": f"'{canary.shell('gradle')}'.execute()\n",
        "Gemfile": f"`{canary.shell('gemfile')}`\n",
        "Dockerfile": f"FROM scratch\nRUN {canary.shell('dockerfile')}\n",
        ".envrc": f"{canary.shell('direnv')}\n",
        ".vscode/settings.json": json.dumps({"python.defaultInterpreterPath": "./evil.sh", "git.path": "./evil.sh"}),
        ".devcontainer/devcontainer.json": json.dumps({"initializeCommand": canary.shell("devcontainer")}),
        ".github/workflows/run.yml": f"on: push\njobs: {{x: {{runs-on: y, steps: [{{run: '{canary.shell('workflow')}'}}]}}}}\n",
        "notebook.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": python("notebook"), "outputs": []}], "nbformat": 4}),
    }
    for name in ("evil.sh", "git", "python", "python3", "bin/git"):
        files[name if name != "git" else "git.sh"] = f"#!/bin/sh\n{canary.shell('program-' + name.replace('/', '-'))}\n"
    den = Den(path, bare=False)
    den.project(with_files(files))
    den.settle(with_files(files))
    for script in (*path.glob("*.sh"), path / "python", path / "python3", path / "bin" / "git"):
        script.chmod(0o755)


def _tools(canary: Canary) -> str:
    return f"""[build-system]
requires = []
build-backend = "linter_plugin"
backend-path = ["."]
[project]
name = "x"
dynamic = ["version"]
[tool.pylint.main]
init-hook = {json.dumps(canary.python("pylint-toml"))}
[tool.mypy]
plugins = ["linter_plugin"]
[tool.setuptools.dynamic]
version = {{attr = "linter_plugin.version"}}
[tool.hatch.version]
path = "setup.py"
[tool.hatch.build.hooks.custom]
path = "linter_plugin.py"
[tool.pytest.ini_options]
addopts = "-p linter_plugin"
[tool.poe.tasks]
x = "{canary.shell("poe")}"
"""


def _scripts(canary: Canary) -> str:
    hooks = ("preinstall", "install", "postinstall", "prepare", "test", "build", "start", "preversion")
    return json.dumps(
        {"name": "x", "version": "1.0.0", "main": "evil.js", "scripts": {hook: canary.shell(f"npm-{hook}") for hook in hooks}}
    )


def _node(canary: Canary, name: str) -> str:
    return f"require('fs').writeFileSync({json.dumps(canary.file('node-' + name))}, '')\nmodule.exports = {{}}\n"


class _Payload:
    """What a pickle makes of itself: a call of `os.system`."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __reduce__(self) -> tuple[object, tuple[str]]:
        import os

        return os.system, (self._command,)


@animal(READABLE)
def pickles_and_models(path: Path, canary: Canary) -> None:
    """Models, arrays and caches that run a command when loaded. Safe: never loaded."""
    den = Den(path)
    files: dict[str | bytes, Content] = {}
    for name in ("model.pkl", "model.joblib", "model.pt", "cache.pickle", "data.npy", "weights.bin", "model.ckpt", "spacy.msgpack"):
        files[name] = pickle.dumps(_Payload(canary.shell("pickle-" + name)))
    torch = io.BytesIO()
    with zipfile.ZipFile(torch, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(_Payload(canary.shell("pickle-torch-zip"))))
    files["model.pth"] = torch.getvalue()
    header = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(117) + b"\n"
    files["objects.npy"] = b"\x93NUMPY\x01\x00v\x00" + header + pickle.dumps([_Payload(canary.shell("pickle-npy"))])
    layer = {"class_name": "Lambda", "config": {"function": ["__import__('os').system", canary.shell("keras-lambda")]}}
    files["model.json"] = json.dumps({"class_name": "Sequential", "config": {"layers": [layer]}})
    files["__pycache__/app.cpython-311.pyc"] = b"\xa7\r\r\n" + bytes(12) + b"\xe3"
    files["doc.pdf"] = b"%PDF-1.7\n1 0 obj<</OpenAction<</S/Launch/F(" + canary.shell("pdf").encode() + b")>>>>endobj\n"
    files["image.svg"] = f"<svg xmlns='http://www.w3.org/2000/svg'><image href='{canary.url('svg')}'/><script>alert(1)</script></svg>"
    files["load.py"] = "import pickle\n\nmodel = pickle.load(open('model.pkl', 'rb'))\n"
    den.project(with_files(files))
    den.settle()
