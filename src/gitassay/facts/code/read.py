"""Reads every source file and notebook into the code table."""

from collections.abc import Callable, Iterator

from gitassay.facts.code.javascript import read_javascript
from gitassay.facts.code.notebook import read_notebook
from gitassay.facts.code.others import read_by_lines
from gitassay.facts.code.python import read_python
from gitassay.facts.code.table import Code, Parse, Unit
from gitassay.facts.files import RepositoryFile
from gitassay.facts.notebooks import Notebook
from gitassay.facts.paths import MARKUP
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, Texts

MAX_FILES = 3_000
MAX_BYTES = 60_000_000
NOT_READ = frozenset({"vendored", "generated"})

Reader = Callable[[str, str, str], Unit]
READERS: dict[str, Reader] = {
    "python": read_python,
    "javascript": lambda path, role, source: read_javascript(path, "javascript", role, source),
    "typescript": lambda path, role, source: read_javascript(path, "typescript", role, source),
}


def read_code(files: tuple[RepositoryFile, ...], notebooks: tuple[Notebook, ...], texts: Texts) -> Code:
    """Parse each source file once by its language; a file that can't be parsed is a row with its problem."""
    wanted = [file for file in files if file.language and file.language not in MARKUP and file.role not in NOT_READ]
    wanted.sort(key=lambda file: (file.role not in ("main", "test"), file.path))
    chosen = list(_within(wanted[:MAX_FILES]))
    texts.preload(file.path for file in chosen)
    units = [_unit(file, texts) for file in chosen]
    for notebook in notebooks:
        text = texts.text(notebook.path, MAX_NOTEBOOK_BYTES)
        units.append(read_notebook(notebook, 1 if text is None else text.count("\n") + 1))
    return Code(tuple(sorted(units, key=lambda unit: unit.path)), truncated=len(chosen) < len(wanted))


def _within(files: list[RepositoryFile]) -> Iterator[RepositoryFile]:
    """Files until their bytes together pass the limit."""
    total = 0
    for file in files:
        total += file.size or 0
        if total > MAX_BYTES:
            return
        yield file


def _unit(file: RepositoryFile, texts: Texts) -> Unit:
    if file.size is None:
        return Unit(file.path, file.language, file.role, 0, Parse.ABSENT, "its content is not in the repository's store", 1)
    text = texts.text(file.path)
    if text is None:
        return Unit(file.path, file.language, file.role, 0, Parse.TOO_LARGE, "too large or not text", 1)
    reader = READERS.get(file.language)
    if reader is not None:
        return reader(file.path, file.role, text)
    return read_by_lines(file.path, file.language, file.role, text)
