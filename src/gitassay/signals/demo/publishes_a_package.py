"""Whether the project is made to be installed by others."""

import json
import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.places import first_line
from gitassay.signals.published import told_of
from gitassay.signals.signal import signal

MAX_BYTES = 200_000
_NAME = re.compile(r"^name\s*=\s*[\"']", re.MULTILINE)
_VERSION = re.compile(r"^(?:version\s*=\s*[\"']|dynamic\s*=.{0,200}version)", re.MULTILINE)
_BUILD = re.compile(r"^\[build-system\]", re.MULTILINE)
_SETUP = re.compile(r"^\s*(?:setuptools\.)?setup\(", re.MULTILINE)
_SETUP_NAME = re.compile(r"\bname\s*=")
_SETUP_TOLD = re.compile(r"\b(?:description|long_description|url|project_urls|classifiers|license)\s*=\s*[^\s,]")
_SETUP_VERSION = re.compile(r"\bversion\s*=")


@signal("Is the project made ready to be published as a package?")
def publishes_a_package(facts: Facts, answer: Answer) -> Finding:
    """A package with a name, a version and a build can be installed by others with one command.

    Seen: Python manifests with name, version and build (for setup.py a description, address, licence or class too), and
    package.json files with an entry, not marked private, in the root folder.
    Where registries are named by the user they are asked whether the package is there and leads back to the repository.
    Not seen: without them, whether the package was ever published; the answer is a hint then.
    """
    readers = {"pyproject.toml": _python, "setup.py": _setup, "setup.cfg": _setup_cfg, "package.json": _node}
    ready = []
    for path, is_ready in readers.items():
        text = facts.texts.text(path, MAX_BYTES)
        if text and is_ready(text):
            ready.append(path)
    if ready:
        said, confidence = told_of(facts, ready[0])
        return answer.yes(said, [first_line(path) for path in ready], confidence)
    if not any(not one.lock for one in facts.manifests.files):
        return answer.no("There is no manifest that a package could be built from.")
    return answer.no("No manifest describes a package that can be published.")


def _python(text: str) -> bool:
    return bool(_NAME.search(text) and _VERSION.search(text) and _BUILD.search(text))


def _setup(text: str) -> bool:
    match = _SETUP.search(text)
    return bool(match and all(one.search(text, match.start()) for one in (_SETUP_NAME, _SETUP_VERSION, _SETUP_TOLD)))


def _setup_cfg(text: str) -> bool:
    return bool(
        "[metadata]" in text and re.search(r"^name\s*=\s*\S", text, re.MULTILINE) and re.search(r"^version\s*=\s*\S", text, re.MULTILINE)
    )


def _node(text: str) -> bool:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(document, dict) or document.get("private"):
        return False
    return bool(
        document.get("name") and document.get("version") and any(key in document for key in ("bin", "exports", "module", "types", "files"))
    )
