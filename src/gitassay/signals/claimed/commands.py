"""Commands of a README that the repository itself has to provide: its own, and targets of make, npm, docker and pip."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim, standing
from gitassay.signals.commands import Command, arguments, own_commands, readme_commands
from gitassay.signals.mentions import of_command

MAX_NAME = 120
_TARGET = re.compile(r"^([\w./-]{1,80}(?:[ \t]+[\w./-]{1,80}){0,20})[ \t]*::?(?!=)", re.MULTILINE)
_COMPUTED = re.compile(r"^(?:-?include|%|\$\(|.{0,80}%.{0,80}:)", re.MULTILINE)
_ELSEWHERE = re.compile(r"^(?:git\s+clone|cd\s)")
_WORD = re.compile(r"^[a-z][\w.:-]*$", re.IGNORECASE)


def commands(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Each command of the README that this repository must provide, with whether it does."""
    for command in readme_commands(facts, readme):
        words = arguments(command.text)
        look = _LOOKUPS.get(words[0]) if words else None
        if look is not None:
            yield from look(facts, command, words)
        elif words and words[0].lower() in own_commands(facts):
            yield _claim(words[0], command, True, "The project's manifest declares it.", "")


def _claim(name: str, command: Command, exists: bool | None, found: str, absent: str) -> Claim:
    told = standing(exists)
    unsure = "It may be meant for another folder, or come from what is included."
    said = {Standing.FOUND: found, Standing.NOT_FOUND: absent, Standing.CANNOT_TELL: unsure}[told]
    return Claim("command", name[:MAX_NAME], command.line, told, said)


def _make(facts: Facts, command: Command, words: list[str]) -> Iterator[Claim]:
    targets = _targets(facts)
    asked = [word for word in words[1:] if _WORD.match(word)]
    if "-C" in words or "-f" in words or command.folder:
        targets = None if targets is None else (targets[0], True)
    for name in asked[:3]:
        if targets is None:
            there = None if _has(facts, "cmakelists.txt") or _has(facts, "configure") or _has(facts, "configure.ac") else False
            yield _claim(f"make {name}", command, there, "", "There is no Makefile.")
        else:
            there = True if name in targets[0] else None if targets[1] else False
            yield _claim(f"make {name}", command, there, "The Makefile has this target.", "The Makefile has no such target.")


@lru_cache(maxsize=1)
def _targets(facts: Facts) -> tuple[frozenset[str], bool] | None:
    """The targets of all Makefiles, and whether some may be computed; None without a Makefile."""
    paths = [
        path for path in facts.snapshot.by_path if path.rpartition("/")[2].lower() in ("makefile", "gnumakefile") or path.endswith(".mk")
    ]
    if not paths:
        return None
    found: set[str] = set()
    computed = False
    for path in paths[:20]:
        text = (facts.texts.text(path) or "")[:200_000]
        found.update(name for match in _TARGET.finditer(text) for name in match.group(1).split())
        computed = computed or bool(_COMPUTED.search(text))
    return frozenset(found), computed


def _has(facts: Facts, name: str) -> bool:
    return any(path.rpartition("/")[2].lower() == name for path in facts.snapshot.by_path)


def _script(facts: Facts, command: Command, words: list[str]) -> Iterator[Claim]:
    """`npm run x`, and `npm start` and `npm test`, which are scripts as well."""
    name = words[2] if words[1:2] == ["run"] and len(words) > 2 else words[1] if words[1:2] in (["start"], ["test"]) else ""
    manifests = [one for one in facts.manifests.files if one.path.endswith("package.json") and not one.problem]
    if not name or not _WORD.match(name):
        return
    declared = any(script == name for one in manifests for script, _ in one.scripts)
    there = True if declared else False if manifests and name != "start" else None
    yield _claim(
        f"{words[0]} {' '.join(words[1:3]) if words[1] == 'run' else name}",
        command,
        there,
        "package.json has this script.",
        "No package.json has this script.",
    )


def _docker(facts: Facts, command: Command, words: list[str]) -> Iterator[Claim]:
    composes = words[0] == "docker-compose" or words[1:2] == ["compose"]
    if composes and ("up" in words or "build" in words) and "-f" not in words:
        there = any(one.kind == "compose" for one in facts.configs.deployments) or _any(
            facts, re.compile(r"(?:docker-)?compose[\w.-]*\.ya?ml")
        )
        yield _claim("docker compose", command, there, "There is a compose file.", "There is no compose file.")
    elif words[1:2] == ["build"] and "-f" not in words and "--file" not in words and "://" not in command.text:
        there = bool(facts.configs.containers) or _any(facts, re.compile(r"(?:[\w.-]*\.)?(?:dockerfile|containerfile)(?:\.[\w.-]*)?"))
        yield _claim("docker build", command, there, "There is a Dockerfile.", "There is no Dockerfile.")


def _any(facts: Facts, name: re.Pattern[str]) -> bool:
    return any(name.fullmatch(path.rpartition("/")[2].lower()) for path in facts.snapshot.by_path)


def _pip(facts: Facts, command: Command, words: list[str]) -> Iterator[Claim]:
    """`pip install .` needs a project that can be installed."""
    if "install" in words[:4] and any(word == "." or word.startswith(".[") for word in words):
        manifests = [one for one in facts.manifests.files if one.path.rpartition("/")[2] in ("pyproject.toml", "setup.py", "setup.cfg")]
        yield _claim(
            "pip install .",
            command,
            bool(manifests) or None if command.folder else bool(manifests),
            "The project can be installed.",
            "There is neither a pyproject.toml nor a setup.py.",
        )


def _python(facts: Facts, command: Command, words: list[str]) -> Iterator[Claim]:
    if words[1:4:2] == ["-m", "install"] or words[1:3] == ["-m", "pip"]:
        yield from _pip(facts, command, words[2:])
    elif words[1:2] == ["-m"]:
        for one in of_command(facts, command):
            if one.name == words[2]:
                yield Claim("module", one.name, one.line, standing(one.exists), _MODULE[standing(one.exists)])


_MODULE = {
    Standing.FOUND: "The module is in the repository.",
    Standing.NOT_FOUND: "No module of this name is in the repository.",
    Standing.CANNOT_TELL: "It may belong to an installed package.",
}
_Lookup = Callable[[Facts, Command, list[str]], Iterator[Claim]]
_LOOKUPS: dict[str, _Lookup] = {
    "make": _make,
    **dict.fromkeys(("npm", "pnpm", "yarn", "bun"), _script),
    **dict.fromkeys(("docker", "docker-compose"), _docker),
    **dict.fromkeys(("pip", "pip3"), _pip),
    **dict.fromkeys(("python", "python3", "py"), _python),
}
