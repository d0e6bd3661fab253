"""Follows tags of HTML that hide their text, so that what a reader never sees is no prose."""

import re
from dataclasses import dataclass

_VOID = frozenset({"img", "source", "br", "hr", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "track", "param"})
_QUOTED = re.compile(r"\"[^\"]{0,3000}\"|'[^']{0,3000}'")
_STYLE = re.compile(r"\bstyle\s{0,9}=\s{0,9}(?:\"([^\"]{0,2000})|'([^']{0,2000})|([^\s\"'>]{1,2000}))", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|\s)hidden(?:\s|/|=|$)", re.IGNORECASE)
_INVISIBLE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)"
    r"|(?<![\w-])(?:font-size|max-height|max-width|height|width|opacity)\s{0,9}:\s{0,9}0(?:\.0{1,9})?(?:px|em|rem|pt|%)?\s{0,9}(?:[;!]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """The hidden tag that is open at some point of a text, and how often; false where text is seen."""

    tag: str = ""
    depth: int = 0

    def __bool__(self) -> bool:
        return bool(self.tag)

    def after(self, name: str, closing: bool, attributes: str) -> "Unseen":
        """The state behind one more tag."""
        if self.tag:
            depth = self.depth + (0 if name != self.tag else -1 if closing else 1)
            return Unseen(self.tag, depth) if depth > 0 else Unseen()
        opens = not closing and name not in _VOID and not attributes.endswith("/") and _hides(attributes)
        return Unseen(name, 1) if opens else self


def _hides(attributes: str) -> bool:
    """Whether attributes hide what is in their tag: no display, no size, no opacity."""
    style = _STYLE.search(attributes)
    told = next((part for part in style.groups() if part), "") if style else ""
    return bool(_INVISIBLE.search(told) or _HIDDEN.search(_QUOTED.sub("", attributes)))
