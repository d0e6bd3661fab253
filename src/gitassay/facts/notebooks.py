"""Jupyter notebooks: cells and outputs, each with its lines in the stored JSON."""

from dataclasses import dataclass

from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import Texts


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `lines` holds, for each source line, its 1-based line in the stored file. `output` is text output (cut to 20,000 characters)
    and `output_line` the line where it stands; `error` the name of the exception it ended in ("" for none).
    """

    kind: str
    source: tuple[str, ...]
    lines: tuple[int, ...]
    executed: bool
    output: str
    output_line: int
    has_figure: bool
    error: str
    error_line: int


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook. `problem` says why it could not be read ("" when it could); `language` is the kernel's, lower case."""

    path: str
    role: str
    language: str
    cells: tuple[Cell, ...]
    problem: str = ""


def read_notebooks(files: tuple[RepositoryFile, ...], texts: Texts) -> tuple[Notebook, ...]:
    """Read every `.ipynb` that is not vendored, nbformat 3 and 4."""
    raise NotImplementedError
