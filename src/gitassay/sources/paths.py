"""Paths of a tree as text."""


def printable(path: bytes) -> str:
    r"""A path as text that every output can carry: bytes that are no UTF-8 become `\xNN`."""
    return path.decode("utf-8", errors="backslashreplace")
