"""Whole lines of short files as fingerprints: they survive when the statements of a script are put in another order."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby

from gitassay.matching.lexers import Places

SHORT = 300
"""Tokens of a file whose lines are kept as well: a longer one shares runs with its copy whatever the order."""

LEAST_TOKENS = 4
LEAST_KINDS = 3


@dataclass(frozen=True, slots=True)
class Statement:
    """One line: its hash, the token it begins with, and how many tokens it has."""

    value: int
    token: int
    tokens: int


def statements(codes: list[int], places: Places) -> Iterator[Statement]:
    """The lines of a text that say something: of a few tokens of different kinds."""
    for _, group in groupby(range(len(codes)), key=places.ends.__getitem__):
        tokens = list(group)
        line = codes[tokens[0] : tokens[-1] + 1]
        if len(line) >= LEAST_TOKENS and len(set(line)) >= LEAST_KINDS:
            digest = blake2b(array("Q", line).tobytes(), digest_size=8, person=b"line").digest()
            yield Statement(int.from_bytes(digest, "little") >> 1, tokens[0], len(line))
