"""The rows of a README's structure."""

from dataclasses import dataclass


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
    """The README as structure. `prose` is paragraphs and list items as (line, plain text); `words` counts prose words.

    `english` is False when the prose reads as another language or most of its letters are of another script: sentences in
    other languages are not measured, never absent. `shortened` when less than the whole file was read.
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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the line it starts on."""

    text: str
    level: int
    line: int


@dataclass(slots=True)
class Draft:
    """What a parser collects, in any order."""

    headings: list[Heading]
    blocks: list[Block]
    rows: list[Row]
    references: list[Reference]
    prose: list[tuple[int, str]]

    @classmethod
    def empty(cls) -> "Draft":
        """A draft with nothing in it."""
        return cls([], [], [], [], [])
