"""The list of sources: one repository a line, as the person who builds an index wrote it."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from gitassay.matching.manifest import KINDS

COLUMNS = ("url", "kind", "family", "licence", "title")
_HOSTED = re.compile(r"(?:https://[\w.-]+|http://(?:127\.0\.0\.1|localhost))(?::\d+)?/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
"""Unencrypted only within this machine: whoever stands between could put anything into an index."""


class ListError(ValueError):
    """A list that can't be used: which line, what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One source as listed. `url` is a web address or a local folder; "" in the last three means: found out when it is read."""

    name: str
    url: str
    kind: str
    family: str
    licence: str
    title: str

    @property
    def is_hosted(self) -> bool:
        """Whether it has to be brought from the web."""
        return self.url.startswith(("https://", "http://"))


def read_list(path: Path) -> tuple[Row, ...]:
    """Read a list of sources (CSV with the columns url, kind, family, licence, title), by name.

    Raises:
        ListError: it can't be read, or a line says something that is not understood.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if not reader.fieldnames or not set(reader.fieldnames) >= {"url", "kind"}:
                raise ListError(f"{path}: the first line must name the columns {', '.join(COLUMNS)}.")
            rows = [_row(path, number, stored) for number, stored in enumerate(reader, start=2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ListError(f"{path} can't be read: {error}") from error
    names = [row.name for row in rows]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise ListError(f"{path}: {doubled[0]} is listed twice.")
    return tuple(sorted(rows, key=lambda row: row.name))


def _row(path: Path, number: int, stored: dict[str, str | None]) -> Row:
    url, kind = (stored.get("url") or "").strip(), (stored.get("kind") or "").strip()
    if kind not in KINDS:
        raise ListError(f"{path}:{number}: the kind {kind!r} is none of {', '.join(KINDS)}.")
    hosted = _HOSTED.fullmatch(url)
    if not url or (url.startswith(("http:", "https:", "-")) and not hosted):
        raise ListError(f"{path}:{number}: {url!r} is neither an https address of a repository nor a folder.")
    name = hosted.group(1) if hosted else Path(url).resolve().name
    family, licence, title = ((stored.get(column) or "").strip() for column in ("family", "licence", "title"))
    return Row(name, url, kind, family or name, licence, title)
