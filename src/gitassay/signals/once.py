"""What several signals ask of one repository, worked out once."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, cast

KEPT = 4
"""Repositories whose answers are kept: a process reads one after the other."""

Function = TypeVar("Function", bound=Callable[..., object])


def once(function: Function) -> Function:
    """Keep what a function of a repository's facts answers while that repository is read. What it returns must not be changed."""
    return cast("Function", lru_cache(maxsize=KEPT)(function))
