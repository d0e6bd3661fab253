"""The README: its sections, code blocks, tables, images and links with their lines."""

from dataclasses import dataclass

from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import Texts


@dataclass(frozen=True, slots=True)
class Section:
    """A heading ("" for what stands before the first) and the text below it up to the next heading of any level."""

    heading: str
    level: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced or indented code block; `language` as written after the fence, lower case."""

    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its header cells and its own cells, as plain text."""

    header: tuple[str, ...]
    cells: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or an image in the README."""

    url: str
    text: str
    image: bool
    line: int


@dataclass(frozen=True, slots=True)
class Readme:
    """The README as structure. `prose` is paragraphs and list items as (line, plain text); `words` counts prose words. `latin` is False when
    most letters are of another script, `english` when it reads as English: sentences in other languages are not measured, never absent.
    """

    path: str
    format: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...]
    references: tuple[Reference, ...]
    prose: tuple[tuple[int, str], ...]
    words: int
    english: bool
    shortened: bool = False


def read_readme(files: tuple[RepositoryFile, ...], texts: Texts) -> Readme | None:
    """Find the project's README (any case; md, markdown, rst, txt, none; root before .github before docs) and parse it."""
    raise NotImplementedError
