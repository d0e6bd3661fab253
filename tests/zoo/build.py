"""Builds the whole zoo: one folder an animal."""

from pathlib import Path

from tests.support.canary import Canary
from tests.zoo import broken, bulk, execution, git, history, merit, names, notebooks, parsers, text
from tests.zoo.animal import ANIMALS, Animal

HOUSES = (broken, bulk, execution, git, history, merit, names, notebooks, parsers, text)


def build_zoo(root: Path, canary: Canary) -> dict[str, Animal]:
    """Build every animal below `root` and return them by name, sorted."""
    root.mkdir(parents=True, exist_ok=True)
    zoo = dict(sorted(ANIMALS.items()))
    for name, one in zoo.items():
        one.build(root / name, canary)
    return zoo
