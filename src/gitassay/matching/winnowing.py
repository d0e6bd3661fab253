"""Fingerprints of a text's tokens: hashes of every run of K tokens, thinned so that any shared run of K + W - 1 keeps one in common.

The hash is a cyclic polynomial: the tokens' 64-bit numbers, each rotated by its distance from the end of the run, under exclusive or.
All runs of a text are hashed, and all windows thinned, at once: the numbers stand side by side in one long integer, whose few
operations run at the speed of memory. (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003.)
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import ne

K = 12
W = 8
LANE = 64
_TOP = 1 << 63


def hashes(numbers: Sequence[int]) -> "array[int]":
    """The 63-bit hash of the run of K tokens that starts at each token; empty for less than K tokens."""
    count = len(numbers) - K + 1
    if count <= 0:
        return array("Q")
    lanes = len(numbers)
    one = int.from_bytes(array("Q", numbers).tobytes(), "little")
    two = _turned(one, 1, lanes) ^ (one >> LANE)
    four = _turned(two, 2, lanes) ^ (two >> 2 * LANE)
    eight = _turned(four, 4, lanes) ^ (four >> 4 * LANE)
    twelve = _turned(eight, 4, lanes) ^ (four >> 8 * LANE)
    return _lanes(twelve & _pattern(_TOP - 1, lanes), count)


def chosen(runs: "array[int]") -> list[int]:
    """The hashes that thinning keeps: the least of each window of W runs, each once where windows in a row agree."""
    count = len(runs)
    if count <= W:
        return [min(runs)] if count else []
    windows = count - W + 1
    one = int.from_bytes(runs.tobytes(), "little")
    two = _least(one, one >> LANE, count)
    four = _least(two, two >> 2 * LANE, count)
    least = _lanes(_least(four, four >> 4 * LANE, count), windows)
    return [least[0], *compress(least[1:], map(ne, least, least[1:]))]


def _least(left: int, right: int, lanes: int) -> int:
    """The lesser of each pair of lanes; lanes hold 63 bits, and the free bit takes the borrow."""
    guards = _pattern(_TOP, lanes)
    not_less = (((left | guards) - right) & guards) >> 63
    mask = (not_less << 63) - not_less
    return left ^ ((left ^ right) & mask)


def _turned(value: int, by: int, lanes: int) -> int:
    """Each lane rotated left."""
    low = (1 << by) - 1
    return ((value << by) & _pattern((1 << LANE) - 1 - low, lanes)) | ((value >> (LANE - by)) & _pattern(low, lanes))


def _lanes(value: int, count: int) -> "array[int]":
    content = (value & ((1 << (LANE * count)) - 1)).to_bytes(8 * count, "little")
    found = array("Q")
    found.frombytes(content)
    return found


@lru_cache(maxsize=64)
def _pattern(lane: int, lanes: int) -> int:
    return int.from_bytes(lane.to_bytes(8, "little") * lanes, "little")
