"""Words, their stems and the lists of the vocabulary."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import snowballstemmer

from gitassay.resources import resource

TOKEN = re.compile(
    r"(?P<number>(?<![\w.])[$€£]?\d+(?:,\d{3})*(?:\.\d+)*(?:\s?%|\s?percent\b)?(?![\w]))"
    r"|(?P<word>[^\W\d_][\w]*(?:['’][a-z]{1,2}\b)?(?:[-./+#@:]{1,2}[\w]+)*(?:\+\+|\#)?(?:['’]s\b)?|[.\w][\w]*(?:[-./:]\w+)+|\w+)"
    r"|(?P<mark>[^\s\w])"
)
PATH = re.compile(
    r"(?:[\w.-]+/)+[\w.-]*|[\w-]*[\w.-]+\.(?:py|ipynb|md|rst|txt|toml|ya?ml|json|jsx?|tsx?|mjs|cfg|ini|csv|lock|sh|html|css|go|rs|java|sql|env)\b|(?<!\w)\.[a-z][\w.-]+",
    re.IGNORECASE,
)


ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TENS = re.compile(rf"\b({'|'.join(TENS)})[- ]({'|'.join(ONES)})\b", re.IGNORECASE)
_KEPT_OUT = re.compile(r"\b(?:kept|keep|keeps|stay|stays|left|leave|leaves)\s+(?:\w+\s+)?out(?:\s+of|\s+from)?\s*", re.IGNORECASE)
_UN = re.compile(r"\bun(used|pinned|declared|tested|documented|licensed|resolved|checked|parsed|locked|fixed|linked)\b", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b[^.;:]{1,200}", re.IGNORECASE)
_FAILING = re.compile(r"\b(?:fail|fails|failed|failing)\s+to\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence: a number, a word (with its stem) or a mark of punctuation."""

    text: str
    kind: str
    stem: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.kind == "word"


@dataclass(frozen=True)
class Vocabulary:
    """The lists of config/vocabulary.toml, as stems where forms do not matter."""

    neutral: frozenset[str]
    things: frozenset[str]
    use: frozenset[str]
    use_shown: frozenset[str]
    doing: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]
    judging: frozenset[str]
    personal: frozenset[str]
    same: dict[str, frozenset[str]]
    everyday: frozenset[str]
    everyday_stems: frozenset[str]
    claims: frozenset[str]
    phrases: dict[str, str]

    @cached_property
    def empty(self) -> frozenset[str]:
        """Words that carry nothing of what a finding says, whatever sentence they stand in."""
        return self.neutral | self.things | self.negations | self.use | self.hedges

    def is_everyday(self, token: "Token") -> bool:
        """Whether the word says nothing that could be checked, whatever form of it stands there."""
        word = token.text.lower()
        if word in self.claims or word in self.doing:
            return False
        return word in self.everyday or token.stem in self.everyday_stems

    @cached_property
    def phrase(self) -> re.Pattern[str]:
        """Any of the wordings of several words, the longest first."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(self.phrases, key=len, reverse=True)))})s?\b(?!-)", re.IGNORECASE)

    def alike(self, stem: str) -> frozenset[str]:
        """The stem and those that say the same."""
        return self.same.get(stem, frozenset()) | {stem}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships."""
    rows = tomllib.loads((resource("config") / "vocabulary.toml").read_text(encoding="utf-8"))
    same: dict[str, frozenset[str]] = {}
    for row in rows["same"]:
        group = frozenset(stem(word) for word in row.split())
        for one in group:
            same[one] = same.get(one, frozenset()) | group
    lists = {
        name: frozenset(rows[name].split())
        for name in ("neutral", "things", "use", "use_shown", "doing", "negations", "hedges", "judging", "personal", "claims")
    }
    common = tomllib.loads((resource("config") / "everyday.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        **lists,
        same=same,
        everyday=frozenset(word for row in common.values() for word in row.split()),
        everyday_stems=frozenset(stem(word) for name in ("verbs", "nouns") for word in common[name].split()),
        phrases=rows["phrases"],
    )


@cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a word in lower case, without a possessive ending."""
    bare = re.sub(r"['’]s?$", "", word.lower().replace("’", "'"))
    return str(_stemmer().stemWord(bare)) if bare.isalpha() else bare


def plain(text: str) -> str:
    """The text with numbers of two words in digits, and with negations that stand apart from their "not" written with one."""
    digits = _TENS.sub(lambda match: str(TENS[match[1].lower()] + ONES[match[2].lower()]), text)
    digits = _NEITHER.sub(lambda match: match.group().replace(" nor ", " or "), digits)
    digits = _UN.sub(r"not \1", digits)
    return _FAILING.sub("not ", _KEPT_OUT.sub("not in ", digits))


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        found.append(Token(match.group().strip(), kind, stem(match.group()) if kind == "word" else ""))
    return found


def stems(texts: Iterable[str]) -> set[str]:
    """Stems of all words of the texts, those inside compound names too."""
    found: set[str] = set()
    for text in texts:
        for token in tokens(text):
            if token.is_word:
                found.add(token.stem)
                found.update(stem(part) for part in re.split(r"[^A-Za-z0-9]+|_|(?<=[a-z])(?=[A-Z])", token.text) if part)
    return found


def parts(word: str) -> list[str]:
    """The words a compound with hyphens is made of."""
    return [part for part in word.split("-") if part]


def in_single_words(text: str) -> str:
    """The text with wordings such as "takes place" or "pull request" replaced by the one word that says the same, or by none."""
    lists = vocabulary()
    return lists.phrase.sub(
        lambda match: lists.phrases.get(match.group().lower()) or lists.phrases.get(match.group().lower().removesuffix("s"), ""), text
    )
