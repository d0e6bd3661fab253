"""What is noticed about a README's section: words of its heading, where it stands, what kinds of content it has."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gitassay.facts.readme.badges import is_badge
from gitassay.facts.readme.table import Block, Readme, Reference, Section

MAX_HEADING = 200
MAX_BODY = 3_000
MAX_WORDS = 120
MAX_ANCESTORS = 5
MAX_BACK = 300
_WORD = re.compile(r"[^\W\d_]+|\d+")
_FORMS = {
    "is code": re.compile(r"^`[^`]+`$|^[\w.:$/-]+\(.{0,80}\)$|^[.$@-]*\w+(?:[._/:-]\w+)+$"),
    "names code": re.compile(r"`|\w\(.{0,80}\)|--\w|\w_\w"),
    "is a version or date": re.compile(r"^\W{0,3}\w{0,20}\W{0,3}v?\d{1,4}[.-]\d{1,3}(?:[.-]\d{1,4})?\b", re.IGNORECASE),
    "is numbered": re.compile(r"^(?:step\s*)?\d{1,2}(?:\.\d{1,2}){0,3}[.):]?\s", re.IGNORECASE),
    "is a question": re.compile(r"\?\s*$"),
    "begins with how": re.compile(r"^how\b", re.IGNORECASE),
    "begins with an -ing word": re.compile(r"^\w{2,20}ing\b", re.IGNORECASE),
    "ends with a colon": re.compile(r":\s*$"),
    "is one capitalised name": re.compile(r"^[A-Z][\w.+-]*$"),
    "has capitals inside": re.compile(r"\b[A-Za-z]+[a-z][A-Z]\w*"),
    "is in capitals": re.compile(r"^[A-Z][A-Z\W\d]{3,}$"),
}
_BODY = {
    "install command": re.compile(
        r"\b(?:pip3?|npm|yarn|brew|gem|apt(?:-get)?|conda|go|cargo|composer|bower|pod|bundle|dotnet|yum|luarocks|cabal|opam)\s+"
        r"(?:-\w+\s+)?(?:install|get|add|i|require)\b|\bgit clone\b|Install-Package|<dependency>|^\s*(?:compile|implementation) ['\"]",
        re.MULTILINE,
    ),
    "run command": re.compile(
        r"^\s*(?:\$ |> |%)?\s*"
        r"(?:python3?|node|npm (?:run|start|test)|yarn|make|rake|docker|java|\./\w|go run|cargo|mvn|gradle|grunt|gulp)\b",
        re.MULTILINE,
    ),
    "licence words": re.compile(
        r"\blicen[cs]ed?\b|\bcopyright\b|©|\(c\) ?(?:19|20)\d\d|\bMIT\b|\bApache\b|\bGPL|\bBSD\b|public domain", re.IGNORECASE
    ),
    "warranty words": re.compile(r"\bwarrant(?:y|ies)\b|as is\b|permission is hereby", re.IGNORECASE),
    "e-mail address": re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}|mailto:"),
    "issue link": re.compile(r"/issues\b|issue tracker|bug report|\bfile an? (?:issue|bug)", re.IGNORECASE),
    "pull request": re.compile(r"pull[- ]requests?|\bfork (?:it|the)|\bpatches\b|contribut", re.IGNORECASE),
    "chat or forum": re.compile(r"\bgitter\b|\bslack\b|\birc\b|mailing list|google group|\bforum|stack ?overflow|discord", re.IGNORECASE),
    "profile link": re.compile(r"https?://(?:www\.)?(?:twitter|linkedin|facebook)\.com/|https?://github\.com/[\w-]{1,39}/?[\s)\]>]"),
    "docs link": re.compile(r"\bwiki\b|readthedocs|\bdocs?[./]|documentation|\bapi[- ]docs", re.IGNORECASE),
    "says you": re.compile(r"\byou(?:r|'ll)?\b", re.IGNORECASE),
    "says we": re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE),
    "says I": re.compile(r"\bI(?:'m|'ve|'d)?\b"),
    "is a something": re.compile(
        r"\b(?:is|are) (?:an?|the) [\w -]{0,60}?"
        r"(?:library|framework|tool|app|application|plugin|module|package|project|wrapper|client|server|implementation|collection|repository"
        r"|system|platform|gem|extension|engine|component|service|set|port|fork|bot|api|sdk|theme|website)\b",
        re.IGNORECASE,
    ),
    "says because": re.compile(
        r"\b(?:because|why|unlike|instead of|advantages?|benefits?|motivat\w+|goals?|purpose|so that|easier|faster"
        r"|need(?:ed)? for|better than|in order to"
        r"|aims?|inspired)\b",
        re.IGNORECASE,
    ),
    "features words": re.compile(r"\bfeatures?\b|\bsupports?\b|\bprovides?\b|\ballows?\b", re.IGNORECASE),
    "status words": re.compile(
        r"\b(?:deprecated|roadmap|todo|to-do|work in progress|wip|beta|alpha|stable|unstable|experimental|under development|not yet"
        r"|upcoming|planned|changelog|release[ds]?|no longer|maintained)\b",
        re.IGNORECASE,
    ),
    "date": re.compile(
        r"\b(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2},? (?:19|20)\d\d", re.I
    ),
    "version number": re.compile(r"\bv?\d{1,3}\.\d{1,3}(?:\.\d{1,4})?\b"),
    "thanks words": re.compile(
        r"\bthanks?\b|\bauthors?\b|\bmaintain(?:er|ed by)\b|\bcreated by\b|\bdeveloped by\b|\bwritten by\b|\bcredits?\b", re.IGNORECASE
    ),
    "see words": re.compile(r"\b(?:see|check out|read|visit|more information|for details|refer to|take a look)\b", re.IGNORECASE),
    "task list": re.compile(r"^\s*[-*] \[[ xX]\]", re.MULTILINE),
    "donation": re.compile(r"\bdonat|patreon|paypal|bitcoin|buy me", re.IGNORECASE),
}
_SHELL = frozenset({"sh", "bash", "shell", "console", "zsh", "terminal", "cmd", "powershell", "shell-session"})
_SIZES = (0, 5, 15, 40, 100, 250)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands on which line, so that each section's part is found without going through all."""

    references: Sequence[Reference]
    reference_lines: Sequence[int]
    blocks: Sequence[Block]
    block_lines: Sequence[int]
    prose: Sequence[tuple[int, str]]
    prose_lines: Sequence[int]
    row_lines: Sequence[int]


def features(readme: Readme, families: Mapping[str, frozenset[str]]) -> list[list[str]]:
    """What is noticed about each section, in order, each feature a short phrase; `families` are words that mean much the same."""
    prose = [one for one in readme.prose if one[0] > 0]
    rows = sorted(row.line for row in readme.rows)
    parts = _Parts(
        readme.references,
        [one.line for one in readme.references],
        readme.blocks,
        [one.start for one in readme.blocks],
        prose,
        [line for line, _ in prose],
        rows,
    )
    name = _project_words(readme)
    sections = readme.sections
    headings = [list(_heading(one, families)) for one in sections]
    found = []
    for index, section in enumerate(sections):
        noticed = {f"heading {one}" for one in headings[index]}
        noticed.update(_form(section, name))
        noticed.update(_position(sections, index))
        noticed.update(_around(sections, headings, index))
        noticed.update(_content(section, parts, families))
        found.append(sorted(noticed))
    return found


def _project_words(readme: Readme) -> frozenset[str]:
    title = next((one.heading for one in readme.sections if one.heading), "")
    return frozenset(_words(title[:MAX_HEADING]))


def _words(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """A word without the commonest endings, so that `installing` and `installs` are one; a number is 0."""
    if word.isdigit():
        return "0"
    for ending, least in (("ations", 4), ("ation", 4), ("ings", 4), ("ing", 4), ("ies", 3), ("es", 4), ("ed", 4), ("s", 3), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least and not word.endswith("ss"):
            return word[: -len(ending)]
    return word


def _heading(section: Section, families: Mapping[str, frozenset[str]]) -> Iterator[str]:
    words = _words(section.heading[:MAX_HEADING])[:20]
    yield from (f"has '{word}'" for word in words)
    yield from (f"has '{one} {two}'" for one, two in pairwise(words))
    if words:
        yield f"begins with '{words[0]}'"
        yield f"is '{' '.join(words[:4])}'" if len(words) <= 4 else "has five words or more"
    yield from (f"is of {family}" for family, members in families.items() if not members.isdisjoint(words))


def _form(section: Section, name: frozenset[str]) -> Iterator[str]:
    heading = section.heading[:MAX_HEADING].strip()
    yield from (f"heading {form}" for form, pattern in _FORMS.items() if pattern.search(heading))
    words = _words(heading)
    yield f"heading has {min(len(words), 6)} words"
    if words and name and section.level > 1 and any(word in name for word in words if len(word) > 2):
        yield "heading names the project"


def _position(sections: Sequence[Section], index: int) -> Iterator[str]:
    section = sections[index]
    first = next((number for number, one in enumerate(sections) if one.heading), 0)
    yield f"level {section.level}"
    if index == first:
        yield "is the first heading"
        if sum(1 for one in sections if one.level == section.level) == 1:
            yield "is the title"
    elif index == first + 1:
        yield "is the second heading"
    last = len(sections) - 1 - index
    if last < 3:
        yield ("is the last section", "is the last but one", "is the last but two")[last]
    yield f"in part {min(4, 5 * index // len(sections)) + 1} of 5"
    for size in (2, 5, 10, 20, 40):
        if len(sections) <= size:
            yield f"of at most {size} sections"
            break
    else:
        yield "of more than 40 sections"
    if index + 1 < len(sections) and sections[index + 1].level > section.level:
        yield "has sections below it"


def _around(sections: Sequence[Section], headings: Sequence[list[str]], index: int) -> Iterator[str]:
    level, seen = sections[index].level, 0
    for earlier in range(index - 1, max(-1, index - MAX_BACK), -1):
        if sections[earlier].level < level and sections[earlier].heading:
            level, seen = sections[earlier].level, seen + 1
            title = earlier == 0 or not any(one.heading for one in sections[:earlier])
            if not title:
                where = "parent" if seen == 1 else "ancestor"
                yield from (f"{where} {one}" for one in headings[earlier] if one.startswith(("has ", "is of")) and one.count(" ") < 3)
            elif seen == 1:
                yield "right below the title"
        if level <= 1 or seen >= MAX_ANCESTORS:
            break
    if index:
        yield from (f"previous {one}" for one in headings[index - 1] if one.startswith("is of"))
        if sections[index - 1].level == sections[index].level:
            yield "follows a sibling"
    if index + 1 < len(sections):
        yield from (f"next {one}" for one in headings[index + 1] if one.startswith("is of"))


def _content(section: Section, parts: _Parts, families: Mapping[str, frozenset[str]]) -> Iterator[str]:
    body = section.text[:MAX_BODY]
    yield from (f"has {name}" for name, pattern in _BODY.items() if pattern.search(body))
    yield from _references(section, parts)
    blocks = parts.blocks[bisect_left(parts.block_lines, section.start) : bisect_right(parts.block_lines, section.end)]
    if blocks:
        yield "has code"
        yield "has several code blocks" if len(blocks) > 2 else "has one or two code blocks"
        if any(block.language in _SHELL for block in blocks):
            yield "has shell code"
        if any(block.language and block.language not in _SHELL for block in blocks):
            yield "has code of a named language"
    if bisect_right(parts.row_lines, section.end) > bisect_left(parts.row_lines, section.start):
        yield "has a table"
    low, high = bisect_left(parts.prose_lines, section.start), bisect_right(parts.prose_lines, section.end)
    words: list[str] = []
    for _, text in parts.prose[low : min(high, low + 40)]:
        words += _words(text[:600])
    yield next((f"has at most {size} words" for size in _SIZES if len(words) <= size), "has more than 250 words")
    yield from (f"text has '{word}'" for word in set(words[:MAX_WORDS]) if len(word) > 1)
    if high - low > 4 and len(words) < 12 * (high - low):
        yield "is a list"


def _references(section: Section, parts: _Parts) -> Iterator[str]:
    low, high = bisect_left(parts.reference_lines, section.start), bisect_right(parts.reference_lines, section.end)
    shown = parts.references[low : min(high, low + 60)]
    links = [one for one in shown if not one.image]
    images = [one for one in shown if one.image]
    if any(is_badge(one.url) for one in images):
        yield "has badges"
    if any(not is_badge(one.url) for one in images):
        yield "has pictures"
    if links:
        yield "has one link" if len(links) == 1 else "has some links" if len(links) < 5 else "has many links"
    if any(one.url.startswith("#") for one in links):
        yield "has links within the page"
    if any(not one.url.startswith(("#", "http", "mailto", "//")) for one in links):
        yield "has links to files"
    if section.start in (one.line for one in links):
        yield "heading is or has a link"
