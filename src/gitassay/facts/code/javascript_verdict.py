"""Lets the parser of oxc decide about JavaScript and TypeScript files in which the grammar found a fault.

The grammar reads on after a fault, which is what makes it useful, but it lags behind the language: of 145 good files of one project it
called 10 broken, oxc none. Where oxlint, which brings that parser, is not installed, slight faults are passed over and the others count.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from gitassay.facts.code.checkers import answered, checker
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.text import Texts

_LANGUAGES = frozenset({"javascript", "typescript", "vue", "svelte"})
_FORMS = {"javascript": (".jsx", ".cjs", ".tsx"), "vue": (".vue",), "svelte": (".svelte",)}
"""Endings under which a text is tried: one that is right as a script, with markup, or with types is not broken."""
_SETTINGS = "settings.json"
_OPTIONS = (
    *("--config", _SETTINGS, "--disable-nested-config", "--no-ignore", "--allow", "all"),
    *("--format", "json", "--threads", "1", "--no-error-on-unmatched-pattern"),
)
MAX_FILES = 200
"""Files in doubt that are asked about at once; of the others, the grammar's word counts."""


def judged(units: Sequence[Unit], texts: Texts) -> list[Unit]:
    """The units in their order, those of JavaScript and TypeScript with the better parser's verdict."""
    suspected = [unit for unit in units if unit.language in _LANGUAGES and unit.parse in (Parse.BROKEN, Parse.DOUBTFUL)][:MAX_FILES]
    faults = _faults(suspected, texts)
    return [_settled(unit, faults) for unit in units]


def _settled(unit: Unit, faults: dict[str, int | None]) -> Unit:
    """A unit with the verdict on its path: a line, or None for no fault; without a verdict, doubt is in its favour."""
    if unit.path in faults:
        line = faults[unit.path]
        if line is None:
            return replace(unit, parse=Parse.OK, problem="", problem_line=0)
        return replace(unit, parse=Parse.BROKEN, problem="invalid syntax", problem_line=min(max(line, 1), max(unit.lines, 1)))
    return replace(unit, parse=Parse.OK) if unit.parse is Parse.DOUBTFUL else unit


def _faults(units: Iterable[Unit], texts: Texts) -> dict[str, int | None]:
    """The line of the first fault of each file, None for files without one; only files that could be asked about are in it."""
    tool = checker("oxlint")
    asked = {unit.path: (unit, text) for unit in units if (text := texts.text(unit.path)) is not None}
    if tool is None or not asked:
        return {}
    tried: dict[str, str] = {}
    forms: dict[str, list[str]] = {}
    for number, (path, (unit, text)) in enumerate(sorted(asked.items())):
        forms[path] = [f"{number}{ending}" for ending in _endings(unit)]
        tried |= dict.fromkeys(forms[path], text)
    answer = answered(tool, _OPTIONS, tried, {_SETTINGS: "{}"})
    lines = None if answer is None else _lines(answer)
    if lines is None:
        return {}
    return {path: None if any(name not in lines for name in names) else lines[names[0]] for path, names in forms.items()}


def _endings(unit: Unit) -> tuple[str, ...]:
    """The endings to try a file under. TypeScript has two: with markup, `<T>x` is no longer a cast."""
    if unit.language == "typescript":
        return (".tsx",) if PurePosixPath(unit.path).suffix.lower() == ".tsx" else (".ts", ".tsx")
    return _FORMS[unit.language]


def _lines(answer: str) -> dict[str, int] | None:
    """The first line with a fault by name of file, as oxlint's report has it; None when it is no report about files."""
    try:
        document = json.loads(answer)
    except ValueError:
        return None
    if not document.get("number_of_files"):
        return None
    found: dict[str, int] = {}
    for row in document["diagnostics"]:
        name = row["filename"].replace("\\", "/").rsplit("/", 1)[-1]
        line = row["labels"][0]["span"].get("line", 1) if row["labels"] else 1
        found[name] = min(line, found.get(name, line))
    return found
