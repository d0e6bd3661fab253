"""Who may ask GitHub now, and with which token: what a batch hands to the wire instead of one token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

REST, GRAPHQL = "core", "graphql"
"""Kinds of requests, which GitHub counts apart."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Leave to send one request of a kind, with this token (None: without). `cost` is in GitHub's points, `holder` who is charged."""

    token: str | None
    kind: str
    cost: int = 1
    holder: str = ""


class Gate(Protocol):
    """Gives turns; all who share the tokens share the gate. `size` is how many tokens there are."""

    size: int

    def turn(self, kind: str, cost: int = 1) -> Turn:
        """Wait until one more request may be sent."""
        ...

    def told(self, turn: Turn, headers: Mapping[str, str], free: bool = False) -> None:
        """What the answer's headers say is left; `free` for an answer that does not count."""
        ...

    def closed(self, turn: Turn, seconds: float) -> None:
        """The server refused this token, and takes no more requests of it for so long."""
        ...
