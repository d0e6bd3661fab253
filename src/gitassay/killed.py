"""A process that somebody else ended says nothing about what it was reading: it is asked again."""

import signal
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TRIES = 3
"""Of one question; what is ended each time is too much for this machine."""


def is_killed(code: int | None) -> bool:
    """Whether an exit code is that of a process which was ended from outside: by the system for want of memory, or by a person."""
    return code == -signal.SIGKILL


def until_not_killed(ask: Callable[[], tuple[T, int | None]]) -> tuple[T, int | None]:
    """What a process answers, with its exit code; one that was ended from outside is asked again, a few times."""
    answer, code = ask()
    for _ in range(TRIES - 1):
        if not is_killed(code):
            break
        answer, code = ask()
    return answer, code
