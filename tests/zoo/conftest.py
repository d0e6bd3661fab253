"""The zoo, built once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.canary import Canary, Listener
from tests.zoo.animal import Animal
from tests.zoo.build import build_zoo


@dataclass(frozen=True, slots=True)
class Zoo:
    """Where the animals are, what they hope to trip, and who counts their calls."""

    root: Path
    canary: Canary
    listener: Listener
    animals: dict[str, Animal]


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    """The whole zoo with canaries of its own."""
    home = tmp_path_factory.mktemp("zoo")
    with Listener() as listener:
        canary = Canary(home / "canary", listener.port)
        yield Zoo(home / "animals", canary, listener, build_zoo(home / "animals", canary))
