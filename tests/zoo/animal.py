"""What an animal of the zoo is: a builder, its attack in words, and the outcome that is safe."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary

Build = Callable[[Path, Canary], None]

READABLE = frozenset({Status.READ, Status.PARTIAL})
REFUSABLE = READABLE | {Status.REJECTED}
BROKEN = frozenset({Status.CORRUPT})


@dataclass(frozen=True, slots=True)
class Animal:
    """One kind of hostile or odd repository.

    `statuses` are the outcomes that are right; `never_yes` signals that must not be fooled; `absent` words that may stand in
    no artefact; `twin` the repository that must be judged alike; `own_commits` how many commits are Ada's.
    """

    name: str
    build: Build
    statuses: frozenset[Status]
    attack: str
    never_yes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    twin: str | None = None
    own_commits: int | None = None


ANIMALS: dict[str, Animal] = {}


def animal(
    status: frozenset[Status] | Status = READABLE,
    never_yes: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    twin: str | None = None,
    own_commits: int | None = None,
) -> Callable[[Build], Build]:
    """Take a builder into the zoo under its own name, with dashes for underscores."""

    def take(build: Build) -> Build:
        name = build.__name__.replace("_", "-")
        statuses = frozenset({status}) if isinstance(status, Status) else status
        attack = " ".join((build.__doc__ or "").split())
        ANIMALS[name] = Animal(name, build, statuses, attack, never_yes, absent, twin, own_commits)
        return build

    return take
