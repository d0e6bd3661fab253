"""Reads every source file and notebook into the code table."""

from collections.abc import Callable, Iterator

from gitassay.facts.code.javascript import read_component, read_javascript
from gitassay.facts.code.javascript_verdict import judged
from gitassay.facts.code.kept import KeptUnits
from gitassay.facts.code.notebook import read_notebook
from gitassay.facts.code.others import read_other
from gitassay.facts.code.python import read_python
from gitassay.facts.code.rows import MAX_SOURCE, count_lines
from gitassay.facts.code.table import Code, Parse, Unit
from gitassay.facts.files import RepositoryFile
from gitassay.facts.notebooks import Notebook
from gitassay.facts.paths import MARKUP
from gitassay.facts.text import MAX_NOTEBOOK_BYTES, Texts

MAX_FILES = 3_000
MAX_BYTES = 60_000_000
AT_ONCE = 200
NOT_READ = frozenset({"vendored", "generated"})

Reader = Callable[[str, str, str, str], Unit]
READERS: dict[str, Reader] = {
    "python": lambda path, _, role, source: read_python(path, role, source),
    "javascript": read_javascript,
    "typescript": read_javascript,
    "vue": read_component,
    "svelte": read_component,
}


def read_code(files: tuple[RepositoryFile, ...], notebooks: tuple[Notebook, ...], texts: Texts, kept: KeptUnits | None = None) -> Code:
    """Parse each source file once by its language; a file that can't be parsed is a row with its problem.

    With `kept`, a file whose content was parsed before is taken from there.
    """
    wanted = [file for file in files if file.language and file.language not in MARKUP and file.role not in NOT_READ]
    wanted.sort(key=lambda file: (file.role not in ("main", "test"), file.path))
    chosen = list(_within(wanted[:MAX_FILES]))
    units: list[Unit] = []
    for start in range(0, len(chosen), AT_ONCE):
        some = chosen[start : start + AT_ONCE]
        known = {file.path: unit for file in some if kept is not None and (unit := kept.get(file)) is not None}
        texts.preload(file.path for file in some if file.path not in known and file.size is not None and file.size <= 2 * MAX_SOURCE)
        read = judged([_unit(file, texts) for file in some if file.path not in known], texts)
        for file, unit in zip((file for file in some if file.path not in known), read, strict=True):
            if kept is not None:
                kept.put(file, unit)
        units.extend((*known.values(), *read))
    for notebook in notebooks:
        text = texts.text(notebook.path, MAX_NOTEBOOK_BYTES)
        units.append(read_notebook(notebook, 0 if text is None else count_lines(text)))
    return Code(tuple(sorted(units, key=lambda unit: unit.path)), truncated=len(chosen) < len(wanted))


def _within(files: list[RepositoryFile]) -> Iterator[RepositoryFile]:
    """Files until their bytes together pass the limit; those too large to be read at all cost nothing."""
    total = 0
    for file in files:
        total += min(file.size or 0, MAX_SOURCE)
        if total > MAX_BYTES:
            return
        yield file


def _unit(file: RepositoryFile, texts: Texts) -> Unit:
    if file.size is None:
        return Unit(file.path, file.language, file.role, 0, Parse.ABSENT, "its content is not in the repository's store", 1)
    text = texts.text(file.path) if file.size <= 2 * MAX_SOURCE else None
    if text is not None:
        reader = READERS.get(file.language, read_other)
        return reader(file.path, file.language, file.role, text)
    if file.size > MAX_SOURCE:
        return Unit(file.path, file.language, file.role, 0, Parse.TOO_LARGE, f"more than {MAX_SOURCE:,} bytes", 1)
    return Unit(file.path, file.language, file.role, 0, Parse.BROKEN, "binary content under the name of source code", 1)
