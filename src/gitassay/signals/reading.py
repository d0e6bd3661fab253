"""Small questions about a README that several signals ask."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme, Reference, Section
from gitassay.facts.readme import is_badge as badge_address
from gitassay.model.finding import Place

MAX_PROSE = 2_000
_INLINE = re.compile(r"(?<!`)(`{1,3})([^`\n]{1,200})\1(?!`)")
_BUTTON = re.compile(
    r"buymeacoffee|ko-fi|herokucdn\.com|vercel\.com/button|colab\.research\.google\.com/assets|devicon|simpleicons"
    r"|img\.icons8|github-readme-streak"
    r"|api\.netlify\.com|visitor",
    re.IGNORECASE,
)
_ORNAMENT = re.compile(r"logo|icon|banner|avatar|favicon|emoji|header|divider|giphy|tenor|octocat|sponsor", re.IGNORECASE)


def is_badge(reference: Reference) -> bool:
    """Whether an image is a badge, a counter or a button and shows nothing of the project."""
    return badge_address(reference.url) or bool(_BUTTON.search(reference.url[:MAX_PROSE]))


def is_ornament(reference: Reference) -> bool:
    """Whether an image is a logo or decoration, by its file name or text."""
    name = PurePosixPath(urlsplit_path(reference.url)).name
    return bool(_ORNAMENT.search(name[:200]) or _ORNAMENT.search(reference.text[:200]))


def urlsplit_path(url: str) -> str:
    """The path part of a URL or relative link; the text itself when it can't be split."""
    try:
        return urlsplit(url[:MAX_PROSE]).path
    except ValueError:
        return url[:MAX_PROSE]


def sections(readme: Readme, heading: re.Pattern[str]) -> tuple[Section, ...]:
    """Sections whose heading matches, and those below them; the title of the whole is no section of its own."""
    found: list[Section] = []
    inside: int | None = None
    title = _title(readme)
    for section in readme.sections:
        if section is title:
            continue
        if inside is not None and section.level <= inside:
            inside = None
        if inside is None and section.heading and heading.search(section.heading[:200]):
            inside = section.level
        if inside is not None:
            found.append(section)
    return tuple(found)


def _title(readme: Readme) -> Section | None:
    """The first heading, when it stands above all others and so names the project."""
    headings = [section for section in readme.sections if section.heading]
    if len(headings) < 2 or headings[0].level > 2:
        return None
    return headings[0] if all(section.level > headings[0].level for section in headings[1:]) else None


def prose_in(readme: Readme, section: Section) -> str:
    """The prose that stands in a section, without code, tables and headings."""
    return " ".join(text[:MAX_PROSE] for line, text in readme.prose if section.start <= line <= section.end)


def has_content(readme: Readme, section: Section) -> bool:
    """Whether anything can be seen below a section's heading: prose, code, a table, a picture or a link."""
    lines = (
        *(line for line, _ in readme.prose),
        *(block.start for block in readme.blocks),
        *(row.line for row in readme.rows),
        *(reference.line for reference in readme.references),
    )
    return any(section.start < line <= section.end for line in lines)


def words(text: str) -> int:
    """How many words a text has."""
    return sum(1 for word in text.split() if any(letter.isalpha() for letter in word))


def sentences(readme: Readme) -> Iterator[tuple[int, str]]:
    """Each sentence of the prose with the line on which its paragraph starts."""
    for line, text in readme.prose:
        for sentence in re.split(r"(?<=[.!?])\s+", text[:MAX_PROSE]):
            if sentence.strip():
                yield line, sentence.strip()


def inline_code(facts: Facts, readme: Readme) -> Iterator[tuple[int, str]]:
    """Pieces of inline code with their lines, code blocks left out."""
    inside = {line for block in readme.blocks for line in range(block.start, block.end + 1)}
    for number, line in enumerate((facts.texts.text(readme.path) or "").split("\n"), start=1):
        if number not in inside:
            for match in _INLINE.finditer(line[:MAX_PROSE]):
                yield number, match.group(2).strip()


def at(readme: Readme, line: int, end: int | None = None) -> Place:
    """A place in the README."""
    return Place(readme.path, line, end or line)
