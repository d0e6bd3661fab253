"""Reads conda environment files with the pip packages in them."""

import re

from gitassay.facts.formats.yaml import Node, read_yaml
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import conda_state, python_requirement

_MATCH = re.compile(r"^(?:[\w./-]{1,100}::)?([A-Za-z0-9_][A-Za-z0-9._-]{0,100})\s*(.*)$")
_CARRIERS = frozenset({"python", "pip", "setuptools", "wheel"})
"""What an environment needs before any package, and no code imports."""


def read_environment(page: Page) -> None:
    """Read the dependencies of an environment file, those under `pip:` as Python packages; a file without any is none."""
    documents = read_yaml(page.text)
    if not documents or not documents[0].children("dependencies"):
        page.foreign = True
        return
    for item in documents[0].children("dependencies"):
        if item.kind == "scalar":
            _package(page, item)
        else:
            for one in item.children("pip"):
                _pip(page, one)


def _package(page: Page, node: Node) -> None:
    match = _MATCH.match(node.text.strip()[:500])
    if not match or match.group(1).lower() in _CARRIERS:
        return
    version = match.group(2).strip()
    if version and version[0].isdigit():
        version = f"={version.replace(' ', '=')}"
    page.declare("conda", match.group(1).lower(), version, conda_state(version), "main", node.line)


def _pip(page: Page, node: Node) -> None:
    one = python_requirement(node.text)
    if node.kind == "scalar" and one:
        page.declare("pypi", *one, "main", node.line)
