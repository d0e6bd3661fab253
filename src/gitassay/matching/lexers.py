"""Cuts source text into normalised tokens, one table-driven lexer a family: own names and literals fold, the names of interfaces stay."""

import re
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, compress, repeat

VERSION = 2
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

_WORD = r"[^\W\d]\w{0,200}(?:[ \t]{0,8}\(|)"
_NUMBER = r"\d[\w.]{0,100}"
_DOUBLE = r"\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\"?"
_SINGLE = r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?"
_BACKTICK = r"`[^`\\]*+(?:\\[\s\S][^`\\]*+)*+`?"
_MARK = r"[-+*%=>!&|^~?@(){}\[\]:$\\]"
_BLOCK_COMMENT = r"/\*[\s\S]*?(?:\*/|\Z)"
_TRIPLE = r"\"{3}[\s\S]*?(?:\"{3}|\Z)|'{3}[\s\S]*?(?:'{3}|\Z)"


def _line(imports: str) -> str:
    """A line feed, with the whole import where one follows."""
    return rf"\n(?:[ \t]{{0,80}}(?:{imports})|)"


_PYTHON_LINE = _line(r"(?:import|from)[ \t][^\n#;]{1,400}")
_C_LINE = _line(r"(?:import|package|using|use|#include)[ \t][^\n;{(]{1,400}")
_RUST_LINE = _line(r"(?:pub[ \t])?use[ \t][^\n;{(]{1,400}")
_RUBY_LINE = _line(r"require(?:_relative)?[ \t][^\n#;]{1,400}")
_PATTERNS = {  # a literal or comment that never ends runs to the end of its line or the text: each character is read once
    "python": (
        rf"[rbfuRBFU]{{1,2}}(?:{_TRIPLE}|{_DOUBLE}|{_SINGLE})|{_WORD}|\.(?:{_WORD}|)|{_MARK}"
        + rf"|{_PYTHON_LINE}|{_TRIPLE}|{_DOUBLE}|{_SINGLE}|\#[^\n]*|{_NUMBER}|[/<]"
    ),
    "c": (
        rf"{_WORD}|\.(?:{_WORD}|\.\.|)|{_MARK}|{_C_LINE}"
        + rf"|//[^\n]*|{_BLOCK_COMMENT}|{_DOUBLE}|{_SINGLE}|{_BACKTICK}|{_NUMBER}|<(?:/?[^\W\d][\w.]{{0,200}}|)|[/\#]"
    ),
    "rust": (
        rf"{_WORD}|\.(?:{_WORD}|)|{_MARK}|{_RUST_LINE}"
        + rf"|//[^\n]*|{_BLOCK_COMMENT}|{_DOUBLE}|'(?:\\.|[^'\\\n])'|'\w{{1,100}}|{_NUMBER}|[/<\#]"
    ),
    "ruby": (rf"{_WORD}|\.(?:{_WORD}|)|{_MARK}|{_RUBY_LINE}" + rf"|{_DOUBLE}|{_SINGLE}|\#(?!\{{)[^\n]*|{_NUMBER}|[/<\#]"),
    "sql": (rf"{_WORD}|\.(?:{_WORD}|)|--[^\n]*|{_MARK}|\n|{_BLOCK_COMMENT}" + rf"|{_SINGLE}|{_DOUBLE}|`[^`\n]{{0,200}}`|{_NUMBER}|[/<\#]"),
    "text": r"[^\W\d_][\w'’-]{0,60}|\n",
}
_COMPILED = {family: re.compile(rf"[ \t\r,;]*+({pattern})") for family, pattern in _PATTERNS.items()}
"""What no token begins with is passed over within the match: searching for the next one costs more."""

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
        if raw[0] == "\n":
            return " ".join(raw.split())
        if self._family == "text":
            return raw.lower()
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


@dataclass(frozen=True, slots=True)
class Lexed:
    """The tokens of a text. `raws` as they are written, with line feeds and comments; `codes` their numbers, 0 for what is passed over."""

    raws: list[str]
    codes: list[int]

    @property
    def numbers(self) -> list[int]:
        """The numbers of the tokens that are compared."""
        return list(filter(None, self.codes))

    def places(self) -> "Places":
        """Where the tokens of `numbers` stand."""
        ends = list(accumulate(map(str.count, self.raws, repeat("\n"))))
        return Places(list(compress(self.raws, self.codes)), list(compress(ends, self.codes)))


@dataclass(frozen=True, slots=True)
class Places:
    """The compared tokens of a text: as they are written, and the line (from 1) on which each ends."""

    raws: list[str]
    ends: list[int]

    def line(self, token: int) -> int:
        """The line on which a token begins."""
        raw = self.raws[token]
        return self.ends[token] if raw[0] == "\n" or "\n" not in raw else self.ends[token] - raw.count("\n")


def lex(text: str, family: str) -> Lexed:
    """Cut a text into tokens."""
    raws = _COMPILED[family].findall(f"\n{text[:MAX_TEXT]}")
    return Lexed(raws, list(map(_TOKENS[family].__getitem__, raws)))


def numbers(text: str, family: str) -> list[int]:
    """The tokens of a text as numbers, without what is passed over."""
    return lex(text, family).numbers
