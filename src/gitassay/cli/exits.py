"""Exit codes, and errors that carry one."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command's exit code means. A low score is not a failure."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    NOTHING = 3
    TOKEN = 4
    PARTIAL = 5
    FAIL_ON = 10
    CANCELLED = 130


class CommandError(Exception):
    """A failure the user can act on: what happened, why, the one thing to do."""

    def __init__(self, message: str, code: Exit) -> None:
        super().__init__(message)
        self.code = code
