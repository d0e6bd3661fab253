"""Cuts source text into normalised tokens, one table-driven lexer a family: own names and literals fold, the names of interfaces stay."""

import re
from bisect import bisect_right
from hashlib import blake2b
from itertools import accumulate

VERSION = 1
"""Raise it with any change that gives other tokens: fingerprints of different versions do not compare."""

MAX_TEXT = 1_000_000
"""Characters of one file that are read; what stands behind is not compared."""

MAX_TOKEN = 20_000
MAX_REMEMBERED = 400_000

FAMILIES: dict[str, str] = {
    "python": "python", "notebook": "python",
    "javascript": "c", "typescript": "c", "java": "c", "kotlin": "c", "go": "c", "c": "c", "cpp": "c", "csharp": "c", "php": "c",
    "rust": "rust", "swift": "c", "scala": "c", "dart": "c",
    "ruby": "ruby", "sql": "sql", "text": "text",
}  # fmt: skip
"""The family whose lexer reads a language; "text" is prose."""

_NAME = r"\.?[^\W\d]\w{0,200}(?:[ \t]{0,8}\()?"
_NUMBER = r"\d[\w.]{0,100}"
_DOUBLE = r"\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"?"
_SINGLE = r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?"
_BACKTICK = r"`[^`\\]*+(?:\\[\s\S][^`\\]*+)*+`?"
_MARK = r"[-+*/%=<>!&|^~?@(){}\[\]:.$#\\]"
_BLOCK_COMMENT = r"/\*[\s\S]*?(?:\*/|\Z)"
_TRIPLE = r"\"{3}[\s\S]*?(?:\"{3}|\Z)|'{3}[\s\S]*?(?:'{3}|\Z)"
_PATTERNS = {  # a literal or comment that never ends runs to the end of its line or the text: each character is read once
    "python": (
        r"(?m:^)[ \t]{0,80}(?:import|from)[ \t][^\n#;]{1,400}"
        rf"|[rbfuRBFU]{{0,2}}(?:{_TRIPLE}|{_DOUBLE}|{_SINGLE})|\#[^\n]*|{_NAME}|{_NUMBER}|{_MARK}"
    ),
    "c": (
        r"(?m:^)[ \t]{0,80}(?:import|package|using|use|\#include)[ \t][^\n;{(]{1,400}"
        rf"|//[^\n]*|{_BLOCK_COMMENT}|{_DOUBLE}|{_SINGLE}|{_BACKTICK}|\.{{3}}|</?[^\W\d][\w.]{{0,200}}|{_NAME}|{_NUMBER}|{_MARK}"
    ),
    "rust": (
        r"(?m:^)[ \t]{0,80}(?:pub[ \t])?use[ \t][^\n;{(]{1,400}"
        rf"|//[^\n]*|{_BLOCK_COMMENT}|{_DOUBLE}|'(?:\\.|[^'\\\n])'|'\w{{1,100}}|{_NAME}|{_NUMBER}|{_MARK}"
    ),
    "ruby": (
        r"(?m:^)[ \t]{0,80}require(?:_relative)?[ \t][^\n#;]{1,400}"
        rf"|{_DOUBLE}|{_SINGLE}|\#(?!\{{)[^\n]*|{_NAME}|{_NUMBER}|{_MARK}"
    ),
    "sql": rf"--[^\n]*|{_BLOCK_COMMENT}|{_SINGLE}|{_DOUBLE}|`[^`\n]{{0,200}}`|{_NAME}|{_NUMBER}|{_MARK}",
    "text": r"[^\W\d_][\w'’-]{0,60}",
}
_COMPILED = {family: re.compile(pattern) for family, pattern in _PATTERNS.items()}

_WORDS = {
    "python": """and as assert async await break class continue def del elif else except finally for global if in is lambda match
        nonlocal not or pass raise return try while with yield None True False self cls print""",
    "c": """abstract as async await bool boolean break byte case catch chan char class const continue data debugger default defer delete
        do double dyn echo else enum export extends extern false final finally float fn for foreach fun func function go goto if impl
        implements in inline instanceof int interface internal is let long loop map match mod module move mut namespace new nil none null
        object of operator override package private protected pub public range readonly ref return self short signed sizeof static string
        struct super switch template this throw throws trait true try type typedef typename typeof undefined union unless unsafe unsigned
        using val var virtual void volatile when where while yield""",
    "rust": """as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref
        return self Self static struct super trait true type unsafe use where while i32 i64 u8 u32 u64 usize f32 f64 bool str String Vec
        Option Some None Ok Err Result""",
    "ruby": """alias and begin break case class def do else elsif end ensure false for if in module next nil not or raise redo rescue retry
        return self super then true undef unless until when while yield attr_accessor attr_reader attr_writer puts""",
    "sql": """add all alter and as asc between by case cast check column constraint create cross database default delete desc distinct drop
        else end exists false foreign from full group having if in index inner insert into is join key left like limit not null offset on
        or order outer over partition primary references right select set table then true union unique update values view when where
        with""",
    "text": "",
}
_KEYWORDS = {family: frozenset(words.split()) for family, words in _WORDS.items()}
_IMPORTS = ("import ", "from ", "package ", "using ", "use ", "pub use ", "#include ", "require ", "require_relative ")
_LITERAL = re.compile(r"[rbfuRBFU]{0,2}(\"{3}|'{3}|[\"`]|'(?!\w+\Z))")
_DOCSTRINGS = ('"' * 3, "'" * 3)


class Tokens(dict[str, int]):
    """The 63-bit number of each raw token of one family, worked out once; 0 for what is passed over (comments, docstrings)."""

    def __init__(self, family: str) -> None:
        super().__init__()
        self._keywords = _KEYWORDS[family]
        self._family = family

    def __missing__(self, raw: str) -> int:
        if len(self) > MAX_REMEMBERED:
            self.clear()
        word = self._normalised(raw[:MAX_TOKEN])
        number = number_of(word) if word else 0
        self[raw] = number
        return number

    def _normalised(self, raw: str) -> str:
        if self._family == "text":
            return raw.lower()
        if raw[0] in " \tifpur#" and (stripped := " ".join(raw.split())).startswith(_IMPORTS):
            return stripped
        if self._is_comment(raw):
            return ""
        if literal := _LITERAL.match(raw):
            return "" if literal.group(1) in _DOCSTRINGS else "S"
        if raw[0].isdigit():
            return "N"
        return self._name(raw)

    def _is_comment(self, raw: str) -> bool:
        if raw.startswith("#"):
            return self._family in ("python", "ruby") and raw != "#{"
        return raw.startswith(("//", "/*")) or (self._family == "sql" and raw.startswith("--"))

    def _name(self, raw: str) -> str:
        """Keywords, names after a dot and called names stay; every other name is the candidate's own and folds."""
        word = "".join(raw.split())
        bare = word.removesuffix("(")
        if self._family == "sql":
            word, bare = word.lower(), bare.lower()
        if not (bare[:1].isalpha() or bare[:1] == "_") or word != bare or bare in self._keywords:
            return word
        return "I"


def number_of(word: str) -> int:
    """A number of 63 bits that stands for a word, the same on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little") >> 1 or 1


_TOKENS = {family: Tokens(family) for family in _PATTERNS}


def numbers(text: str, family: str) -> list[int]:
    """The tokens of a text as numbers, without what is passed over."""
    return list(filter(None, map(_TOKENS[family].__getitem__, _COMPILED[family].findall(text, 0, MAX_TEXT))))


def places(text: str, family: str) -> tuple[list[str], list[int]]:
    """For the tokens of `numbers`, in the same order: the text as written, and the line (from 1)."""
    known = _TOKENS[family]
    read = text[:MAX_TEXT]
    found = [(raw, match.start()) for match in _COMPILED[family].finditer(read) if known[raw := match.group()]]
    ends = list(accumulate(map(len, read.split("\n")), lambda total, length: total + length + 1))
    return [raw for raw, _ in found], [bisect_right(ends, start) + 1 for _, start in found]
