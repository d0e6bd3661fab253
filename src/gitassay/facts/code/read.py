"""Reads every source file and notebook into the code table."""

from gitassay.facts.code.table import Code
from gitassay.facts.files import RepositoryFile
from gitassay.facts.notebooks import Notebook
from gitassay.facts.text import Texts


def read_code(files: tuple[RepositoryFile, ...], notebooks: tuple[Notebook, ...], texts: Texts) -> Code:
    """Parse each source file once by its language; a file that can't be parsed is a row with its problem."""
    raise NotImplementedError
