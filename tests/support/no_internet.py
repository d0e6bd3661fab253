"""Runs a command in which whoever connects a socket or sends from one is killed at once: python no_internet.py COMMAND...

A filter of system calls (seccomp) that the kernel passes on to every child. Only Linux has it; elsewhere the command runs as it is.
Sockets may be made: urllib3 makes one when it is imported, to see whether the machine knows IPv6.
"""

import ctypes
import os
import platform
import struct
import sys

CALLS = {"x86_64": (0xC000003E, 42, 44), "aarch64": (0xC00000B7, 203, 206)}
"""The kernel's number of the architecture, of connect(2) and of sendto(2)."""
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def forbids() -> bool:
    """Whether this machine can forbid connections."""
    return sys.platform == "linux" and platform.machine() in CALLS


def forbid() -> None:
    """From here on, connecting a socket and sending from one that is not connected kill the process."""
    architecture, connect, send = CALLS[platform.machine()]
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 2, 0, connect),
        (_EQUAL, 1, 0, send),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "the filter of system calls was refused")


if __name__ == "__main__":
    if forbids():
        forbid()
    os.execvp(sys.argv[1], sys.argv[1:])
