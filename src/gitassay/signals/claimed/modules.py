"""What a README's Python code imports from the project itself."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gitassay.facts.code.table import Parse
from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim
from gitassay.signals.local_modules import local_modules

_PYTHON = frozenset({"python", "py", "python3", "pycon", "ipython", ""})
_FROM = re.compile(r"^\s*(?:>>> ?)?from\s+([A-Za-z_][\w.]{0,100})\s+import\s+\(?\s*([\w ,]{1,300})")
_IMPORT = re.compile(r"^\s*(?:>>> ?)?import\s+([A-Za-z_][\w.]{0,100})\s*(?:as\s+\w+\s*)?$")
_NAME = re.compile(r"^[A-Za-z_]\w*$")
MAX_LINES = 200


def modules(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Modules of the project that code in the README imports, and names it takes from them."""
    for block in readme.blocks:
        if block.language in _PYTHON:
            for number, line in enumerate(block.text.split("\n")[:MAX_LINES]):
                yield from _in_line(facts, line[:500], min(block.start + 1 + number, block.end))


def _in_line(facts: Facts, line: str, at: int) -> Iterator[Claim]:
    found = _FROM.match(line)
    whole = None if found else _IMPORT.match(line)
    match = found or whole
    if match is None or match.group(1).split(".", 1)[0] not in _packages(facts):
        return
    module = match.group(1)
    if not local_modules(facts).has_python(module):
        yield Claim("module", module, at, Standing.NOT_FOUND, "No module of this name is in the repository.")
        return
    yield Claim("module", module, at, Standing.FOUND, "The module is in the repository.")
    for part in (found.group(2) if found else "").split(","):
        name = (part.split() or [""])[0]
        if _NAME.match(name):
            yield _name(facts, module, name, at)


def _name(facts: Facts, module: str, name: str, at: int) -> Claim:
    told = f"{module}.{name}"
    if name in _defined(facts) or local_modules(facts).has_python(f"{module}.{name}"):
        return Claim("module", told, at, Standing.FOUND, "The code defines it.")
    if not all(unit.parse is Parse.OK for unit in facts.code.own if unit.language == "python") or facts.code.truncated:
        return Claim("module", told, at, Standing.CANNOT_TELL, "Not all of the code could be read.")
    return Claim("module", told, at, Standing.NOT_FOUND, "Nothing in the code defines it.")


@lru_cache(maxsize=1)
def _packages(facts: Facts) -> frozenset[str]:
    """Packages and modules at the root or below src/: the names under which the project's own code is imported."""
    paths = [unit.path.removeprefix("src/").split("/") for unit in facts.code.units if unit.language == "python" and unit.role == "main"]
    return frozenset(parts[0].removesuffix(".py") for parts in paths)


@lru_cache(maxsize=1)
def _defined(facts: Facts) -> frozenset[str]:
    """Names that Python code of the repository defines, assigns or passes on."""
    found: set[str] = set()
    for unit in facts.code.units:
        found.update(one.name.rsplit(".", 1)[-1] for one in unit.definitions)
        found.update(one.target.rsplit(".", 1)[-1] for one in unit.assignments)
        found.update(one.target.rsplit(".", 1)[-1] for one in unit.calls if one.target)
        found.update(part for one in unit.imports for part in (one.name, one.alias) if part)
    return frozenset(found)
