"""Environment variables a README asks for."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.resources import resource
from gitassay.signals.claimed.claim import Claim, partly_read, texts
from gitassay.signals.reading import inline_code

_SET = re.compile(r"^\s*(?:\$ ?|> ?)?(?:export |set |setx |\$env:)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\s?=")
_PASSED = re.compile(r"(?:-e|--env)[ =]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=|\s|$)")
_INLINE = re.compile(r"^(?:\$\{?)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\}?(?:=.{0,200})?$")
_BLOCKS = frozenset(
    {"", "sh", "bash", "shell", "console", "zsh", "env", "dotenv", "ini", "properties", "powershell", "cmd", "bat", "text", "toml"}
)
_ASKED = re.compile(r"(?:_KEY|_TOKEN|_URL|_URI|_HOST|_PORT|_SECRET|_PASSWORD|_USER|_PATH|_DIR|_ID|_MODEL|_NAME|_ENV|_REGION|_ENDPOINT)$")
_PLACEHOLDERS = ("YOUR_", "MY_", "SOME_", "EXAMPLE_")
_ROLES = ("main", "notebook", "test", "example", "config", "other", "docs")


def variables(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Each environment variable the README sets or names, with whether something reads it; those its own commands use are the shell's."""
    told: dict[str, int] = {}
    for block in readme.blocks:
        if block.language in _BLOCKS:
            for number, row in enumerate(block.text.split("\n")[:400]):
                for name in [match.group(1) for pattern in (_SET, _PASSED) for match in pattern.finditer(row[:500])]:
                    told.setdefault(name, min(block.start + 1 + number, block.end))
    page = facts.texts.text(readme.path) or ""
    own = [name for name in told if f"${name}" in page or f"${{{name}}}" in page or name.startswith(_PLACEHOLDERS)]
    told = {name: line for name, line in told.items() if name not in own}
    for line, code in inline_code(facts, readme):
        match = _INLINE.match(code)
        if match and _ASKED.search(match.group(1)):
            told.setdefault(match.group(1), line)
    yield from _claims(facts, told)


def _claims(facts: Facts, told: dict[str, int]) -> Iterator[Claim]:
    missing = dict(told)
    for path, text in texts(facts, _ROLES) if told else ():
        for name in [name for name in missing if name in text]:
            yield Claim("variable", name, missing.pop(name), Standing.FOUND, f"{path} names it.")
        if not missing:
            return
    unread = partly_read(facts, _ROLES) if missing else False
    packages = {one.name for one in facts.manifests.declared} | {
        one.module.split(".", 1)[0].lower().replace("_", "-") for unit in facts.code.units for one in unit.imports
    }
    for name, line in missing.items():
        yield _claim(name, line, packages, unread)


def _claim(name: str, line: int, packages: set[str], unread: bool) -> Claim:
    readers = readers_of(name)
    if readers is None and unread:
        return Claim("variable", name, line, Standing.CANNOT_TELL, "Not all of the repository could be read.")
    if readers is None:
        return Claim("variable", name, line, Standing.NOT_FOUND, "Nothing in the repository names this variable.")
    used = sorted(packages & set(readers))
    if used:
        return Claim("variable", name, line, Standing.FOUND, f"The package {used[0]} reads it by itself.")
    return Claim("variable", name, line, Standing.CANNOT_TELL, "Programs outside the repository read it.")


def readers_of(name: str) -> tuple[str, ...] | None:
    """Packages that read a variable without being told, () for the system itself, None for a variable nobody is known to read."""
    exact, prefixes = _readers()
    if name in exact:
        return exact[name]
    return next((packages for prefix, packages in prefixes.items() if name.startswith(prefix)), None)


@cache
def _readers() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    rows = tomllib.loads((resource("config") / "environment.toml").read_text(encoding="utf-8"))
    return tuple({name: tuple(packages) for name, packages in rows[part].items()} for part in ("names", "prefixes"))  # type: ignore[return-value]
