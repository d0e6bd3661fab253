"""The code of a stored notebook as one text, with the line of the file on which each of its lines stands."""

import json
from collections.abc import Iterator

_BROKEN = (ValueError, RecursionError)


def notebook_code(content: str) -> tuple[str, list[int]]:
    """Return the code cells joined by line feeds, and for each line of that text its line in the file (from 1).

    The text is "" when the notebook can't be read.
    """
    rows: list[str] = []
    lines: list[int] = []
    line, seen = 1, 0
    for piece in _pieces(content):
        found = content.find(json.dumps(piece, ensure_ascii=False), seen)
        if found < 0:
            found = content.find(json.dumps(piece), seen)
        if found >= 0:
            line += content.count("\n", seen, found)
            seen = found
        for row in piece.removesuffix("\n").split("\n"):
            rows.append(without_magic(row))
            lines.append(line)
    return "\n".join(rows), lines


def _pieces(content: str) -> Iterator[str]:
    """The strings that code cells are stored as, in order."""
    try:
        stored = json.loads(content)
    except _BROKEN:
        return
    cells = stored.get("cells") if isinstance(stored, dict) else None
    if cells is None and isinstance(stored, dict):
        sheets = stored.get("worksheets")
        cells = sheets[0].get("cells") if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict) else None
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            source = cell.get("source", cell.get("input", ""))
            yield from (
                [source] if isinstance(source, str) else [one for one in source if isinstance(one, str)] if isinstance(source, list) else []
            )


def without_magic(row: str) -> str:
    """The row, or "" where it is no code but a command to the notebook."""
    return "" if row.lstrip()[:1] in ("%", "!") else row
