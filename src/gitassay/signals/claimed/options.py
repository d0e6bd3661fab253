"""Options (`--epochs`) a README uses with the project's own programs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim, texts
from gitassay.signals.commands import arguments, own_commands, readme_commands
from gitassay.signals.local_modules import local_modules

_OPTION = re.compile(r"^--[A-Za-z][\w-]{1,60}$")
_STRING = re.compile(r"--[A-Za-z][\w-]{1,60}")
_ENDINGS = (".py", ".sh", ".js", ".ts", ".mjs")
_RUNNERS = frozenset({"python", "python3", "py", "bash", "sh", "node", "tsx", "ts-node", "torchrun", "deno"})
_GIVEN = frozenset({"--help", "--version"})
_COMPUTES = (
    "hydra", "fire", "tyro", "simple_parsing", "jsonargparse", "lightning", "pytorch_lightning", "transformers", "omegaconf", "absl", "gin",
    "docopt", "detectron2", "mmengine", "mmcv", "fairseq", "django", "ml_collections", "draccus", "sacred", "configargparse", "accelerate",
)  # fmt: skip
"""Packages that make options out of names elsewhere in the code or in their own, so that a missing one says nothing."""


def options(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Each option that a command of the README hands to a program of the project, with whether the code knows it."""
    for command in readme_commands(facts, readme):
        words = arguments(command.text)
        start = _program(facts, words)
        for word in words[start:] if start else ():
            name = word.split("=", 1)[0]
            if _OPTION.match(name) and name not in _GIVEN:
                yield _claim(facts, name, command.line)


def _program(facts: Facts, words: list[str]) -> int:
    """Where the arguments of a program of the project begin; 0 when the command runs something else."""
    if not words:
        return 0
    if words[0].lower() in own_commands(facts):
        return 1
    if words[0] in _RUNNERS:
        for number, word in enumerate(words[1:4], start=2):
            if word == "-m" and local_modules(facts).has_python(" ".join(words[number : number + 1])):
                return number + 1
            if word.endswith(_ENDINGS) and any(
                path == word or path.endswith("/" + word.removeprefix("./")) for path in facts.snapshot.by_path
            ):
                return number
    return 0


def _claim(facts: Facts, name: str, line: int) -> Claim:
    known, parameters, computed = _known(facts)
    bare = name.removeprefix("--").replace("-", "_")
    if name in known or name.replace("_", "-") in known or name.replace("-", "_") in known:
        return Claim("option", name, line, Standing.FOUND, "The code names this option.")
    if bare in parameters or bare.removeprefix("no_") in parameters:
        return Claim("option", name, line, Standing.FOUND, "The code has a parameter of this name.")
    if computed:
        return Claim("option", name, line, Standing.CANNOT_TELL, "The options come from names that a library puts together.")
    if _in_texts(facts, name):
        return Claim("option", name, line, Standing.FOUND, "A file of the project names it.")
    return Claim("option", name, line, Standing.NOT_FOUND, "Nothing in the code names this option.")


@lru_cache(maxsize=1)
def _known(facts: Facts) -> tuple[frozenset[str], frozenset[str], bool]:
    """Options that code names, names of parameters, and whether a library makes options of other names."""
    units = facts.code.units
    strings = (text for unit in units for call in unit.calls for text in call.strings if "--" in text)
    written = (text.value for unit in units for text in unit.texts if "--" in text.value)
    known = {name for group in (strings, written) for text in group for name in _STRING.findall(text)}
    parameters = {name for unit in units for one in unit.definitions for name in one.parameters}
    parameters |= {one.target for unit in units for one in unit.assignments}
    heads = {one.module.split(".", 1)[0] for unit in units for one in unit.imports}
    return frozenset(known), frozenset(parameters), bool(heads & set(_COMPUTES)) or facts.code.truncated


def _in_texts(facts: Facts, name: str) -> bool:
    """Whether a file has the option, or its name alone in quotes, as tables of options have it."""
    bare = name.removeprefix("--")
    forms = (name, f"'{bare}'", f'"{bare}"')
    return any(form in text for _, text in texts(facts, ("main", "other", "config")) for form in forms)
