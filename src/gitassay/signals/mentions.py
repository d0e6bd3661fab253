"""Files, scripts and modules that commands and texts name, and whether they exist."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.signals.commands import Command, arguments, readme_commands
from gitassay.signals.local_modules import local_modules, normal
from gitassay.signals.reading import inline_code

_SOURCE = (".py", ".ipynb", ".js", ".jsx", ".ts", ".tsx", ".mjs", ".cjs", ".sh", ".go", ".rs", ".java", ".kt", ".rb", ".php", ".r", ".jl")
_READ = re.compile(r"^(?!\.\w{1,6}$)[\w@.+-][\w@.+/-]{0,150}$")
_UNSURE = re.compile(
    r"path/to|your[-_]|my[-_]?(?:file|script|app|project)|example\.|<|>|\{|\}|\*|\$|\.\.\.|^~|^/|://|xxx|foo|bar\b", re.IGNORECASE
)
_RUNNERS = re.compile(
    r"^(?:python\d?(?:\.\d+)?|py|node|bash|sh|zsh|source|ts-node|tsx|deno|Rscript|ruby|php|julia|torchrun|streamlit|chainlit"
    r"|gradio|jupyter)$"
)
_OTHER = re.compile(
    r"^(?:git\s+clone|git\s+submodule|wget|curl|unzip|tar|npx\s+create|npm\s+(?:init|create)|django-admin|cookiecutter|touch"
    r"|mkdir|nano|vim?|gsutil|kaggle)\b"
)
_OWN_TO_WRITE = frozenset(
    {"app.py", "main.py", "script.py", "test.py", "example.py", "demo.py", "index.js", "app.js", "index.ts", "main.go", "streamlit_app.py"}
)
"""Names under which the README of a package lets the reader write a file."""
_READERS = frozenset({"pip", "pip3", "conda", "mamba", "uv", "python", "python3", "docker", "docker-compose"})
_FLAGS_WITH_FILE = frozenset({"-r", "--requirement", "-f", "--file", "--config", "-c"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in a text. `exists` is None where its absence would say nothing."""

    name: str
    line: int
    exists: bool | None


def in_readme(facts: Facts, readme: Readme) -> tuple[Mention, ...]:
    """What the README's commands need, and source files its inline code names."""
    commands = readme_commands(facts, readme)
    elsewhere = {one.line for one in commands if _OTHER.search(one.text)}
    found = [mention for one in commands for mention in of_command(facts, one)]
    for line, code in inline_code(facts, readme):
        if code.lower().endswith(_SOURCE) and _READ.match(code) and line not in elsewhere:
            there = exists(facts, code)
            theirs = bool(facts.manifests.package_names) and not there  # the text of a package speaks of its user's files as well
            found.append(Mention(code, line, None if theirs else there))
    made = {word for one in commands if _OTHER.search(one.text) or one.text.startswith(("cp ", "mv ")) for word in arguments(one.text)}
    return tuple(Mention(one.name, one.line, None) if one.name in made and not one.exists else one for one in found)


def of_command(facts: Facts, command: Command) -> Iterator[Mention]:
    """What one command needs: the script it runs, the file it reads, the npm script, make target or module it names."""
    parts = arguments(command.text)
    if not parts:
        return
    yield from _of_runner(facts, command, parts)
    yield from _of_npm(facts, command, parts)
    for flag, value in pairwise(parts):
        if (
            flag in _FLAGS_WITH_FILE
            and parts[0] in ("pip", "pip3", "conda", "mamba", "uv", "python", "python3", "docker", "docker-compose")
            and "." in value
        ):
            yield Mention(value, command.line, exists(facts, value, command.folder))


def _of_runner(facts: Facts, command: Command, parts: list[str]) -> Iterator[Mention]:
    first = parts[0]
    if first.startswith("./") and first.endswith(_SOURCE):
        yield Mention(first[2:], command.line, exists(facts, first[2:], command.folder))
        return
    if not _RUNNERS.match(first):
        return
    if "-m" in parts[1:3]:
        module = parts[parts.index("-m") + 1 : parts.index("-m") + 2]
        if module and "." in module[0] and local_modules(facts).has_python(module[0].split(".", 1)[0]):
            yield Mention(module[0], command.line, local_modules(facts).has_python(module[0]))
        return
    script = next((part for part in parts[1:] if part.lower().endswith(_SOURCE)), None)
    if script and first != "source":
        yield Mention(script.removeprefix("./"), command.line, exists(facts, script.removeprefix("./"), command.folder))


def _of_npm(facts: Facts, command: Command, parts: list[str]) -> Iterator[Mention]:
    if parts[0] in ("npm", "pnpm", "yarn") and parts[1:2] == ["run"] and len(parts) > 2:
        if parts[2].startswith("-") or _UNSURE.search(parts[2]):
            return
        manifests = [one for one in facts.manifests.files if one.path.endswith("package.json")]
        if manifests and not any(one.problem for one in manifests):
            yield Mention(f"{parts[0]} run {parts[2]}", command.line, any(name == parts[2] for one in manifests for name, _ in one.scripts))


def exists(facts: Facts, name: str, folder: str = "") -> bool | None:
    """Whether a file is in the tree, from the root, from `folder` or under any folder; None where that can't be expected."""
    if _UNSURE.search(name) or _UNSURE.search(folder) or not _READ.match(name):
        return None
    bare = normal(name)
    if not bare:
        return None
    bare = bare.removeprefix(facts.source.id.rpartition("/")[2] + "/")
    paths = facts.snapshot.by_path
    if bare in paths or any(path.endswith("/" + bare) for path in paths):
        return True
    if facts.manifests.package_names and bare in _OWN_TO_WRITE:
        return None
    modules = local_modules(facts)
    if modules.made_later(bare) or (folder and not any(path.startswith(folder.strip("./") + "/") for path in paths)):
        return None
    return False
