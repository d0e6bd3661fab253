"""Where a repository speaks to an automated reader, seen or hidden."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator

from gitassay.addressing import addresses_reader, mentions_reader, overrides, patterns
from gitassay.facts.facts import Facts
from gitassay.facts.files import RepositoryFile
from gitassay.model.finding import Place
from gitassay.plain import without_invisible
from gitassay.signals.hinted import line_numbers, lines_with
from gitassay.signals.places import history_place

MAX_FILES = 2_000
MAX_BYTES = 1_000_000
MAX_FOUND = 50
MAX_COMMITS = 1_000
_LONGEST_LINE = 2_000
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,2000}={0,2}(?![A-Za-z0-9+/=])")
_BASE64_BEGUN = re.compile(r"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}+")
_SHORTEST_CODED = 40
_MOST_CODED = 20
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e01ef]"
)
_TEXT = (
    ".md",
    ".markdown",
    ".rst",
    ".txt",
    ".adoc",
    ".html",
    ".htm",
    ".xml",
    ".svg",
    ".json",
    ".yml",
    ".yaml",
    ".toml",
    ".ini",
    ".cfg",
    ".csv",
    ".ipynb",
    ".mdc",
)
_WEAK = (".md", ".markdown", ".rst", ".txt", ".adoc", ".html", ".mdc")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")


def addressed_places(facts: Facts) -> list[Place]:
    """Every place with text to an automated reader: in files, in names of files, and in messages of commits."""
    found = [place for file in _readable(facts) for place in (*_in_name(facts, file), *_in_file(facts, file))]
    messages = [commit.message for commit in facts.snapshot.commits[:MAX_COMMITS]]
    if any(is_addressed(message, prose=True) for message in messages):
        found += history_place(facts)
    return list(dict.fromkeys(found))[:MAX_FOUND]


def is_addressed(text: str, prose: bool) -> bool:
    """Whether a text speaks to an automated reader as it stands, or once hidden and encoded letters are read.

    In `prose`, where no program would keep a prompt, telling a model to forget its rules is enough.
    """
    if _speaks(text, prose):
        return True
    bare = _unhidden(text)
    if bare != text and (addresses_reader(bare) or overrides(bare)):
        return True
    return any(addresses_reader(decoded) or overrides(decoded) for decoded in _decoded(text))


def _speaks(text: str, prose: bool) -> bool:
    return addresses_reader(text) or (prose and overrides(text))


def _readable(facts: Facts) -> Iterator[RepositoryFile]:
    """Files of the project itself; tests and other people's files hold such text for reasons of their own."""
    read = 0
    for file in facts.files:
        if file.role in ("vendored", "generated", "test") or not 0 < (file.size or 0) <= MAX_BYTES:
            continue
        if not (file.language or file.path.lower().endswith(_TEXT) or "." not in file.path.rsplit("/", 1)[-1].lstrip(".")):
            continue
        read += 1
        if read > MAX_FILES:
            return
        yield file


def _in_name(facts: Facts, file: RepositoryFile) -> Iterable[Place]:
    words = re.sub(r"[\W_]+", " ", file.path)
    if len(words) > 20 and is_addressed(words, prose=True):
        yield Place(file.path, 1, 1)


def _in_file(facts: Facts, file: RepositoryFile) -> Iterator[Place]:
    text = facts.texts.without_pictures(file.path, MAX_BYTES)
    numbers = _worth_reading(text) if text else []
    if not text or not numbers:
        return
    prose = file.path.lower().endswith(_WEAK)
    lines = [line[:_LONGEST_LINE] for line in text.split("\n")]
    last = 0
    for number in numbers:
        line = lines[number - 1]
        if number <= last or not _is_worth_reading(line):
            continue
        # A call and what it asks for often stand on two lines; where not even the two say anything, the one need not be asked.
        both = f"{line} {lines[number]}" if number < len(lines) else line
        if not is_addressed(both, prose):
            continue
        last = number if both is line or is_addressed(line, prose) else number + 1
        yield Place(file.path, number, last)


def _worth_reading(text: str) -> list[int]:
    """Numbers of the lines that may be worth reading, in order. A word or code behind the part of a line that is read counts too."""
    ascii_only = text.isascii()
    found = set(lines_with(text.lower(), (anchor for anchor in patterns().anchors if not ascii_only or anchor.isascii())))
    found.update(line_numbers(text, (match.start() for match in _BASE64_BEGUN.finditer(text))))
    if not ascii_only:
        found.update(line_numbers(text, (match.start() for match in _HIDDEN.finditer(text))))
    return sorted(found)


def _is_worth_reading(line: str) -> bool:
    return mentions_reader(line) or _hides(line) or (len(line) >= _SHORTEST_CODED and _BASE64.search(line) is not None)


def _hides(text: str) -> bool:
    """Whether letters that can't be seen are in the text."""
    return not text.isascii() and _HIDDEN.search(text) is not None


def _unhidden(text: str) -> str:
    """The text with letters of the invisible alphabet made visible, and all else that can't be seen left out."""
    if not _hides(text):
        return text
    shown = _TAGS.sub(lambda match: f" {''.join(chr(ord(letter) - 0xE0000) for letter in match.group())} ", text)
    return without_invisible(shown)


def _decoded(text: str) -> Iterator[str]:
    for match in list(_BASE64.finditer(text))[:_MOST_CODED]:
        try:
            content = base64.b64decode(match.group() + "=" * (-len(match.group()) % 4), validate=True)
            decoded = content.decode("utf-8")
        except (binascii.Error, ValueError):
            continue
        if decoded.isprintable():
            yield decoded
