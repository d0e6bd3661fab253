"""Whether a README's way from a clone to a running project is complete, found without running anything."""

import re

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import SetupStep, Standing
from gitassay.signals.claimed.claim import Claim
from gitassay.signals.claims import claims_of
from gitassay.signals.commands import is_install, is_run, own_commands, readme_commands
from gitassay.signals.places import named

MAX_NAMED = 4
_READS = frozenset({"os.getenv", "os.environ.get", "environ.get", "getenv", "decouple.config", "environs.Env"})
_VARIABLE = re.compile(r"^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:KEY|TOKEN|SECRET|PASSWORD|PASS|URL|URI|HOST|DSN|USER|USERNAME|ENDPOINT|ID)$")
"""Names of what nobody but the reader can supply; others mostly have a value of their own."""
_VERSION = re.compile(r"\b(?:python|node(?:\.?js)?|java|jdk|go|rust|ruby|php|\.net)\b.{0,20}?\d+(?:\.\d+)*", re.IGNORECASE)


def setup_steps(facts: Facts, readme: Readme) -> tuple[SetupStep, ...]:
    """The steps install, run and configure, and the version they need: told, not told, or not to be told from here."""
    return (_install(facts, readme), _run(facts, readme), _configure(facts, readme), _version(facts, readme))


def _install(facts: Facts, readme: Readme) -> SetupStep:
    commands = [one for one in readme_commands(facts, readme) if is_install(one.text)]
    if commands:
        broken = _broken(facts, {one.line for one in commands})
        if broken:
            return SetupStep(
                step="install", standing=Standing.NOT_FOUND, said=f"The install commands need {broken}.", line=commands[0].line
            )
        return SetupStep(
            step="install",
            standing=Standing.FOUND,
            said="Commands to install are given, and what they need is there.",
            line=commands[0].line,
        )
    if not facts.manifests.declared:
        return SetupStep(
            step="install", standing=Standing.CANNOT_TELL, said="No packages are declared, so nothing may have to be installed."
        )
    return SetupStep(step="install", standing=Standing.NOT_FOUND, said="No command to install is given.")


def _run(facts: Facts, readme: Readme) -> SetupStep:
    own = own_commands(facts)
    commands = [one for one in readme_commands(facts, readme) if is_run(one.text) or one.text.split()[0].lower() in own]
    if commands:
        broken = _broken(facts, {one.line for one in commands})
        if broken:
            return SetupStep(step="run", standing=Standing.NOT_FOUND, said=f"The run commands need {broken}.", line=commands[0].line)
        return SetupStep(
            step="run", standing=Standing.FOUND, said="Commands to run are given, and what they need is there.", line=commands[0].line
        )
    used = [one for one in claims_of(facts) if one.kind == "module" and one.standing is Standing.FOUND]
    if used:
        return SetupStep(step="run", standing=Standing.FOUND, said="Code that uses the project is given.", line=used[0].line)
    return SetupStep(step="run", standing=Standing.NOT_FOUND, said="No command to run it is given.")


def _broken(facts: Facts, lines: set[int]) -> str:
    """What commands on these lines need and the repository lacks, in words."""
    absent = [one for one in claims_of(facts) if one.line in lines and one.standing is Standing.NOT_FOUND and one.kind in _NEEDED]
    return f"what is not there: {named([one.name for one in absent[:MAX_NAMED]])}" if absent else ""


_NEEDED = frozenset({"file", "command", "module"})


def _configure(facts: Facts, readme: Readme) -> SetupStep:
    """Variables the code reads without a default have to be told, here or in an example of an environment file."""
    needed = sorted(
        {
            name
            for unit in facts.code.main
            for call in unit.calls
            if call.name in _READS
            for name in call.strings[:1]
            if len(call.strings) == 1
        }
    )
    asked = [name for name in needed if _VARIABLE.match(name)]
    if not asked:
        return SetupStep(
            step="configure", standing=Standing.CANNOT_TELL, said="The code reads no environment variable that was recognised."
        )
    told = (facts.texts.text(readme.path) or "") + "".join(_examples(facts))
    silent = [name for name in asked if name not in told]
    if silent:
        return SetupStep(
            step="configure", standing=Standing.NOT_FOUND, said=f"Variables the code reads are not told: {named(silent[:MAX_NAMED])}."
        )
    return SetupStep(step="configure", standing=Standing.FOUND, said="The environment variables the code reads are told.")


def _examples(facts: Facts) -> list[str]:
    names = [
        path
        for path in facts.snapshot.by_path
        if re.search(r"(?:^|/)\.?env[\w.-]*(?:example|sample|template|dist)|(?:^|/)(?:example|sample)\.env$", path)
    ]
    return [facts.texts.text(path) or "" for path in names[:5]]


def _version(facts: Facts, readme: Readme) -> SetupStep:
    line = next((line for line, text in readme.prose if _VERSION.search(text[:1_000])), None)
    if line is not None:
        return SetupStep(
            step="versions", standing=Standing.FOUND, said="The README says which version of the language it needs.", line=line
        )
    pinned = any(
        path.rpartition("/")[2] in (".python-version", ".nvmrc", "runtime.txt", ".tool-versions", "Dockerfile", "environment.yml")
        for path in facts.snapshot.by_path
    )
    if pinned or any(
        re.search(r"requires-python|python_requires|\"engines\"", facts.texts.text(one.path) or "")
        for one in facts.manifests.files
        if not one.lock
    ):
        return SetupStep(
            step="versions", standing=Standing.FOUND, said="A file of the project says which version of the language it needs."
        )
    return SetupStep(step="versions", standing=Standing.NOT_FOUND, said="Nothing says which version of the language it needs.")


def counts(claims: tuple[Claim, ...]) -> tuple[int, int, int]:
    """How many claims were found, not found, and could not be told."""
    return tuple(sum(1 for one in claims if one.standing is standing) for standing in Standing)  # type: ignore[return-value]
