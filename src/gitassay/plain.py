"""Makes text from strangers safe to show: control, invisible and direction characters become visible escapes."""

import re
import unicodedata

_KEPT = frozenset("\n\t")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_SECRETS = re.compile(
    r"gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}"
    r"|xox[baprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|hf_[A-Za-z0-9]{30,}|glpat-[A-Za-z0-9_-]{20,}"
    r"|sk_live_[0-9A-Za-z]{16,}|npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


def visible(text: str, limit: int | None = None, keep_lines: bool = False) -> str:
    """Replace each character that can't be seen, or that moves others, by its escape; cut to `limit` characters with an ellipsis.

    With `keep_lines` line feeds and tabs stay as they are.
    """
    cut = text if limit is None or len(text) <= limit else text[: max(limit - 1, 0)] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(_shown(character, keep_lines) for character in cut)


def _shown(character: str, keep_lines: bool) -> str:
    if keep_lines and character in _KEPT:
        return character
    if unicodedata.category(character) not in _INVISIBLE:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def without_secrets(text: str) -> str:
    """Replace what looks like a credential by its first four characters and a note."""
    return _SECRETS.sub(lambda match: match.group()[:4] + "…[removed]", text)


def has_secret(text: str) -> bool:
    """Whether the text holds something in the form of a known kind of credential."""
    return _SECRETS.search(text) is not None
