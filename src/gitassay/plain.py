"""Makes text from strangers safe to show: control, invisible and direction characters become visible escapes."""

import re
import unicodedata

_KEPT = frozenset("\n\t")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_BLANK = frozenset(
    [chr(code) for code in (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)]
    + [chr(code) for start, end in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)) for code in range(start, end + 1)]
)
"""Letters, marks and variation selectors that leave no trace on a page."""
_ESCAPES = re.compile(
    r"\\(?:x(?:[01][0-9a-f]|7f|[89][0-9a-f]|ad)|u(?:061c|180e|200[b-f]|202[89a-e]|206[0-9a-f]|d[89a-f][0-9a-f]{2}|e[0-9a-f]{3}|f[0-8][0-9a-f]{2}|feff|fff[9ab])"
    r"|U000(?:e[0-9a-f]{4}|f[0-9a-f]{4}|1d17[3-9a])|U0010[0-9a-f]{4})"
)
"""How `visible` writes invisible characters."""
_KINDS = (
    r"gh[pousr]_[A-Za-z0-9]{20,}",
    r"github_pat_[A-Za-z0-9_]{20,}",
    r"glpat-[A-Za-z0-9_-]{20,}",
    r"sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}",
    r"hf_[A-Za-z0-9]{30,}",
    r"gsk_[A-Za-z0-9]{40,}",
    r"r8_[A-Za-z0-9]{30,}",
    r"pcsk_[A-Za-z0-9_]{40,}",
    r"lsv2_[ps]t_[A-Za-z0-9_]{30,}",
    r"(?:AKIA|ASIA)[0-9A-Z]{16}",
    r"(?i:aws_?secret_?(?:access_?)?key[\"']?\s{0,9}[:=]\s{0,9}[\"']?)[A-Za-z0-9/+]{40}",
    r"AIza[0-9A-Za-z_-]{35}",
    r"GOCSPX-[0-9A-Za-z_-]{20,}",
    r"ya29\.[0-9A-Za-z_-]{20,}",
    r"AccountKey=[A-Za-z0-9+/]{40,}",
    r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
    r"hooks\.slack\.com/services/T[A-Za-z0-9/]{20,}",
    r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{30,}",
    r"\bSK[0-9a-f]{32}\b",
    r"[rs]k_live_[0-9A-Za-z]{16,}",
    r"shpat_[0-9a-f]{32}",
    r"dop_v1_[0-9a-f]{40,}",
    r"dapi[0-9a-f]{32}",
    r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}",
    r"npm_[A-Za-z0-9]{36}",
    r"pypi-[A-Za-z0-9_-]{50,}",
    r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]{0,8000}-----END [A-Z ]{0,40}PRIVATE KEY-----|[A-Za-z0-9+/=\s\\]{0,8000})",
)
_LOOKALIKES = (
    r"://[^\s:/@\"']{0,100}:[^\s/@\"']{3,200}@",
    r"(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}",
    r"(?m:^[A-Z0-9_]{0,40}(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY)[A-Z0-9_]{0,40}=[^\s$<{]{12,200}$)",
    r"(?i:(?:password|passwd|secret|token|api_?key)[\"']?\s{0,9}[:=]\s{0,9})([\"'])(?=[^\s\"']{0,200}[0-9])[^\s\"']{16,200}\1",
    r"(?m:^[A-Za-z0-9+/]{64}$)",
)
_SECRETS = re.compile("|".join(_KINDS))
_REMOVED = re.compile("|".join((*_LOOKALIKES, *_KINDS)))
"""What is not shown: known kinds of credentials, and texts that are often one (addresses with a password, long values of `TOKEN=`)."""


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


def without_secrets(text: str, shown: int = 4) -> str:
    """Replace what looks like a credential by its first characters, as many as are to be `shown`, and a note."""
    return _REMOVED.sub(lambda match: match.group()[:shown] + "…[removed]", text)


def without_invisible(text: str) -> str:
    """Leave out what can't be seen: the characters themselves, and the escapes that `visible` wrote for them. Line feeds and tabs stay."""
    plain = text if text.isascii() else "".join(one for one in text if not _is_invisible(one))
    plain = "".join(one for one in plain if one in _KEPT or one >= " ") if not plain.isprintable() else plain
    return _ESCAPES.sub("", plain)


def _is_invisible(character: str) -> bool:
    if character in _KEPT:
        return False
    return unicodedata.category(character) in _INVISIBLE or character in _BLANK


def has_secret(text: str) -> bool:
    """Whether the text holds something in the form of a known kind of credential."""
    return _SECRETS.search(text) is not None
