"""Reads XML without entities or outside references."""

from typing import Any

from defusedxml import ElementTree

from gitassay.facts.formats.errors import UnreadableError

MAX_CHARACTERS = 500_000
MAX_DEPTH = 100


def read_xml(text: str) -> Any:
    """Return the root element.

    Raises:
        UnreadableError: too large, no XML, nested too deep, or with entities.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"larger than {MAX_CHARACTERS // 1000} kB of XML")
    try:
        root = ElementTree.fromstring(text.encode("utf-8", "replace"), forbid_dtd=False)
    except (ValueError, ElementTree.ParseError, RecursionError, MemoryError, LookupError) as error:
        raise UnreadableError("not valid XML") from error
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableError("nested too deep")
        level = [child for element in level for child in element]
    return root
