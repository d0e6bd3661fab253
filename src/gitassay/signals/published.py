"""Whether a registry has a package of the repository, and whether its page there leads back."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.outcome import Confidence

_SCHEME = re.compile(r"^(?:git\+)?[a-z+]+://(?:[^@/]{0,100}@)?(?:www\.)?|^(?:git@|github:|gitlab:)", re.IGNORECASE)


def told_of(facts: Facts, path: str) -> tuple[str, Confidence]:
    """What a manifest and a registry say together, and how sure that is."""
    answer = published(facts)
    if answer is None:
        return f"{path} describes a package that can be published; no registry was asked.", Confidence.LOW
    name, there, leads_here = answer
    if leads_here:
        return f"{path} describes a package that is published as {name}, and its page there leads back here.", Confidence.HIGH
    if there:
        return f"{path} describes a package that can be published; the one named {name} has a page that does not lead here.", Confidence.LOW
    return f"{path} describes a package that can be published; the registry has none of its name.", Confidence.LOW


def published(facts: Facts) -> tuple[str, bool, bool] | None:
    """What a registry said of one of the repository's own packages: name, whether it is there, and whether its page leads here.

    None where nobody was asked, or no answer came. One that leads here is told before others.
    """
    answers = {(one.ecosystem, one.name): one for one in facts.lookups.registries.packages} if facts.lookups.registries else {}
    asked = [answers[key] for key in facts.manifests.published if key in answers and answers[key].state in ("found", "gone")]
    told = [(one.name, one.state == "found", any(_is_here(facts, address) for address in one.leads_to)) for one in asked]
    return max(told, key=lambda one: (one[2], one[1]), default=None)


def _is_here(facts: Facts, address: str) -> bool:
    """Whether an address is that of the repository, or of something below it."""
    if facts.source.url is None:
        return False
    here, there = _plain(facts.source.url), _plain(address)
    return there == here or there.startswith((f"{here}/", f"{here}#", f"{here}."))


def _plain(address: str) -> str:
    """An address without scheme, user and ending: github.com/owner/name."""
    bare = _SCHEME.sub("", address.strip()[:500]).lower().rstrip("/")
    bare = bare.removesuffix(".git").replace("github.com:", "github.com/", 1)
    return f"github.com/{bare}" if address.lower().startswith("github:") else bare
