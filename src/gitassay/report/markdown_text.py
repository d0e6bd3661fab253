"""Text from strangers in Markdown: it shows as it is and acts as nothing."""

import re

from gitassay.plain import visible
from gitassay.report.words import web_address

LONGEST_TEXT = 600
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#|~!:.+=-])")


def escaped(text: str) -> str:
    """The text as Markdown that shows exactly it: no markup, no HTML, no link, no mention."""
    shown = visible(" ".join(text.split()), LONGEST_TEXT)
    marked = _SPECIAL.sub(r"\\\1", shown.replace("&", "&amp;"))
    return marked.replace("<", "&lt;").replace(">", "&gt;").replace("@", "&#64;")


def link(label: str, address: str | None) -> str:
    """A link to a web address, else the label alone."""
    safe = web_address(address)
    if safe is None:
        return escaped(label)
    target = safe.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return f"[{escaped(label)}](<{target}>)"
