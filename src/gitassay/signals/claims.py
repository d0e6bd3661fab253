"""Every command, file, module, option, variable, badge and number a README states, looked up in the repository."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.badges import badges
from gitassay.signals.claimed.claim import Claim, standing
from gitassay.signals.claimed.commands import commands
from gitassay.signals.claimed.links import links
from gitassay.signals.claimed.modules import modules
from gitassay.signals.claimed.numbers import numbers
from gitassay.signals.claimed.options import options
from gitassay.signals.claimed.variables import variables
from gitassay.signals.mentions import in_readme

MAX_CLAIMS = 400


@lru_cache(maxsize=1)
def claims_of(facts: Facts) -> tuple[Claim, ...]:
    """What the README states, each thing once, by line; nothing without a README."""
    readme = facts.readme
    if readme is None:
        return ()
    lookups = (_files, commands, links, modules, options, variables, badges, numbers)
    return _once(claim for look in lookups for claim in look(facts, readme))


def _files(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Files that commands and inline code name; npm scripts among them are commands."""
    for one in in_readme(facts, readme):
        if " " not in one.name:
            told = standing(one.exists or (None if one.name.lower().endswith(_BROUGHT) else one.exists))
            yield Claim("file", one.name, one.line, told, _SAID[told])


_BROUGHT = (
    ".pt",
    ".pth",
    ".ckpt",
    ".bin",
    ".h5",
    ".onnx",
    ".safetensors",
    ".pkl",
    ".gguf",
    ".zip",
    ".gz",
    ".csv",
    ".parquet",
    ".db",
    ".env",
)
"""Endings of files that are downloaded, or kept out of a repository on purpose."""
_SAID = {
    Standing.FOUND: "It is in the repository.",
    Standing.NOT_FOUND: "No file of this name is in the repository.",
    Standing.CANNOT_TELL: "It may be made by a step, left out on purpose, or yours to write.",
}


def _once(told: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim once, where it stands first; a find anywhere settles it."""
    by_name: dict[tuple[str, str], Claim] = {}
    for claim in told:
        before = by_name.get((claim.kind, claim.name))
        if before is None or (before.standing is not Standing.FOUND and claim.standing is Standing.FOUND):
            by_name[claim.kind, claim.name] = claim
    return tuple(sorted(by_name.values(), key=lambda claim: (claim.line, claim.kind, claim.name))[:MAX_CLAIMS])
