"""Finds the project's README and parses it."""

import re
from collections import Counter

from gitassay.facts.files import RepositoryFile
from gitassay.facts.readme.markdown import front_matter, read_markdown
from gitassay.facts.readme.prose import count_words, read_text, reads_as_english
from gitassay.facts.readme.restructured import read_restructured
from gitassay.facts.readme.table import Draft, Heading, Readme, Section
from gitassay.facts.text import Texts

MAX_BYTES = 5_000_000
MAX_CHARACTERS = 200_000
MAX_LINE = 20_000
MAX_LINES = 8_000
MAX_REFERENCES = 5_000
MAX_HEADINGS = 2_000
MAX_LOOKED_AT = 300
_NAME = re.compile(r"^read[_-]?me(?:[._-]([a-z]{2}(?:[-_][a-z]{2,4})?|eng|english|chinese))?$")
_DIRECTIVE = re.compile(r"^\.\. (?:_?[\w-]{1,60}::?|image|figure)(?:\s|$)")
_MARKED = re.compile(r"^(?:#{1,6} \S|```|!\[[^\]]{0,200}\]\()")
_FORMATS = {".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".mdx": "markdown", ".rst": "rst"}
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".txt", "", ".adoc", ".asciidoc", ".org")
_FOLDERS = ("", ".github", "docs", "doc")
_CODE = ("main", "notebook", "test")
NEARLY_ALL = 0.9
"""Share of the files of code that a folder holds whose README speaks for the project."""
_BREAKS = re.compile("[\0\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
"""What a parser may count as the end of a line, and git does not."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Characters nobody sees: zero width, direction, tags. A text written in them is no text."""
_BARE = frozenset({"en", "zh", "ja", "ko", "es", "fr", "de", "pt", "ru", "it", "tr", "vi", "zh-cn", "zh_cn", "pt-br", "en-us"})
"""Languages a README may have in place of an ending."""
_ENGLISH = frozenset({"en", "eng", "english", "en-us", "en_us", "en-gb", "en_gb"})


def read_readme(files: tuple[RepositoryFile, ...], texts: Texts) -> Readme | None:
    """Find the project's README and parse it: any case; root before .github before docs; Markdown before rst before text.

    A README in another language gives way to an English one in the same folder. None when there is none that can be read.
    """
    chosen: Readme | None = None
    for path in readme_paths(files)[:10]:
        rank = _rank(path)
        if chosen is not None and rank is not None and (rank[0] != _folder_rank(chosen.path) or rank[1] == 2):
            break
        readme = _parse(path, texts)
        if readme is None:
            continue
        if readme.english or chosen is None:
            chosen = readme
        if chosen.english:
            break
    return chosen


def readme_paths(files: tuple[RepositoryFile, ...]) -> tuple[str, ...]:
    """Paths that are named like the project's README, the likeliest first, whether or not they can be read.

    Where there is none in the usual places and nearly all the code lies in one folder, that folder's is the project's.
    """
    ranked = sorted((rank, file.path) for file in files if (rank := _rank(file.path)) is not None)
    return tuple(path for _, path in ranked) or _in_one_folder(files)


def _in_one_folder(files: tuple[RepositoryFile, ...]) -> tuple[str, ...]:
    """The README of the one folder at the root in which nearly all the code lies; none where much of it lies elsewhere."""
    folders = Counter(file.path.partition("/")[0] if "/" in file.path else "" for file in files if file.role in _CODE)
    folder, held = max(folders.items(), key=lambda row: (row[1], row[0]), default=("", 0))
    if not folder or held < NEARLY_ALL * folders.total():
        return ()
    inside = f"{folder}/"
    found = sorted((rank, file.path) for file in files if file.path.startswith(inside) and (rank := _rank(file.path.removeprefix(inside))))
    return tuple(path for rank, path in found if rank[0] == 0)


def read_document(path: str, texts: Texts) -> Readme | None:
    """Parse any document that is written like a README; None when it can't be read."""
    return _parse(path, texts)


def _rank(path: str) -> tuple[int, int, int, int] | None:
    """(folder, translation, format, length of the name), the best first; None when the file is no README."""
    folder, _, name = path.rpartition("/")
    ending = next((one for one in _ENDINGS if one and name.lower().endswith(one)), "")
    match = _NAME.match(name.lower().removesuffix(ending))
    language = match.group(1) if match else None
    if not match or folder.lower() not in _FOLDERS or (language and not ending and language not in _BARE):
        return None
    translation = 0 if not language else 1 if language in _ENGLISH else 2
    return _FOLDERS.index(folder.lower()), translation, _ENDINGS.index(ending), len(name)


def _folder_rank(path: str) -> int:
    folder = path.rpartition("/")[0].lower()
    return _FOLDERS.index(folder) if folder in _FOLDERS else len(_FOLDERS)


def _parse(path: str, texts: Texts) -> Readme | None:
    text = texts.text(path, MAX_BYTES)
    return None if text is None else parse(path, text)


def parse(path: str, text: str) -> Readme:
    """Parse a README's text; its format is told by the ending of its name, or by what it looks like."""
    lines, shortened = _cut(text)
    draft = Draft.empty()
    form = _format(path, lines)
    try:
        {"markdown": read_markdown, "rst": read_restructured, "text": read_text}[form](lines, draft)
    except (RecursionError, MemoryError):
        draft = Draft.empty()
        shortened = True
    draft.prose.sort(key=lambda one: one[0])
    headings = sorted(draft.headings, key=lambda one: one.line)[:MAX_HEADINGS]
    return Readme(
        path=path,
        format=form,
        sections=_sections(headings, lines),
        blocks=tuple(sorted(draft.blocks, key=lambda one: one.start)),
        rows=tuple(draft.rows),
        references=tuple(sorted(draft.references, key=lambda one: one.line)[:MAX_REFERENCES]),
        prose=tuple(draft.prose),
        words=count_words(draft.prose),
        english=reads_as_english(draft.prose),
        shortened=shortened or len(headings) < len(draft.headings),
    )


def _format(path: str, lines: list[str]) -> str:
    """The format by the ending of the name or, when it has none, by what the first lines look like."""
    name = path.rpartition("/")[2].lower()
    if "." in name:
        return next((form for ending, form in _FORMATS.items() if name.endswith(ending)), "text")
    head = lines[:MAX_LOOKED_AT]
    if any(_DIRECTIVE.match(line) for line in head):
        return "rst"
    return "markdown" if any(_MARKED.match(line) for line in head) else "text"


def _cut(text: str) -> tuple[list[str], bool]:
    """Lines without their ends, within limits, and whether something was cut."""
    kept = text[:MAX_CHARACTERS]
    seen = kept if kept.isascii() else _INVISIBLE.sub("", kept)
    lines = [_BREAKS.sub(" ", line.removesuffix("\r")) for line in seen.split("\n", MAX_LINES)[:MAX_LINES]]
    shortened = len(kept) < len(text) or kept.count("\n") >= MAX_LINES or any(len(line) > MAX_LINE for line in lines)
    return [line[:MAX_LINE] for line in lines], shortened


def _sections(headings: list[Heading], lines: list[str]) -> tuple[Section, ...]:
    """Sections from heading to heading; what stands before the first has no heading and level 0."""
    starts = [heading.line for heading in headings]
    ends = [*(start - 1 for start in starts[1:]), _last(lines)][: len(starts)]
    found: list[Section] = []
    front = front_matter(lines)
    before = "\n".join(lines[front : starts[0] - 1] if starts else lines[front:]).strip("\n")
    if before.strip():
        first = next(number for number, line in enumerate(lines, start=1) if number > front and line.strip())
        found.append(Section("", 0, first, _end(lines, first, starts[0] - 1 if starts else _last(lines)), before))
    for heading, end in zip(headings, ends, strict=True):
        last = _end(lines, heading.line, end)
        found.append(Section(heading.text, heading.level, heading.line, last, "\n".join(lines[heading.line : last])))
    return tuple(found)


def _end(lines: list[str], start: int, end: int) -> int:
    """The last line of a part that is not blank."""
    while end > start and not lines[end - 1].strip():
        end -= 1
    return max(start, end)


def _last(lines: list[str]) -> int:
    return _end(lines, 1, len(lines))
