"""Prompts that stand apart from the calls: files, named texts, modules."""

import re
from pathlib import PurePosixPath

from gitassay.facts.code.table import Text, Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import last_part
from gitassay.signals.places import first_line

_FILE = re.compile(
    r"(?:^|/)prompts?/[^/]+(?:/[^/]+)?\.(?:txt|md|j2|jinja2?|ya?ml|toml|json|prompt|prompty|tmpl)$|\.(?:prompt|prompty)$"
    r"|(?:^|/)[\w-]*prompts?(?:\.\w+)?\.(?:txt|md|j2|jinja2?|ya?ml|toml)$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"</(?:div|p|span|html|body|style|a|ul|li|h[1-6]|table|script|head)>", re.IGNORECASE)
_CONSTANT = re.compile(r"prompt|template|instructions?|system_message", re.IGNORECASE)
BUILDER = re.compile(r"prompt", re.IGNORECASE)
_MAKES = re.compile(r"(?:Template|Prompt|from_template|from_messages|from_strings)$")
HOPS = 1
"""Templates that may be made of a text before it is handed on."""
MAX_ROW = 2_000
_TRIMS = frozenset({"strip", "dedent", "cleandoc"})
LONG = 100
"""Characters from which a text is more than a label."""


def prompt_files(facts: Facts) -> list[Place]:
    """Prompt files whose name or folder the code names."""
    texts = {text.value for unit in facts.code.own for text in unit.texts if len(text.value) < 300 and not text.docstring}
    spoken = " ".join(sorted(texts))
    found = [
        file.path for file in facts.files if _FILE.search(file.path) and file.role in ("main", "docs", "config", "other") and file.size
    ]
    return [first_line(path) for path in found if _is_read(path, spoken)]


def _is_read(path: str, spoken: str) -> bool:
    pure = PurePosixPath(path)
    folder = pure.parent.name.lower()
    return pure.name in spoken or pure.stem in spoken.split() or (folder.startswith("prompt") and folder in spoken)


def prompt_constants(unit: Unit) -> list[Place]:
    """Long texts at the top of a file that are named as prompts."""
    lines = {text.line: text for text in unit.texts if not text.scope and len(text.value) >= LONG and not _MARKUP.search(text.value)}
    named = [(one.line, one.target) for one in unit.assignments if not one.scope]
    named += [(call.line, call.target) for call in unit.calls if call.target and not call.scope and last_part(call.name) in _TRIMS]
    return [
        Place(unit.path, line, lines[line].end) for line, target in named if line in lines and _CONSTANT.search(last_part(target)[:100])
    ]


def is_imported(facts: Facts, unit: Unit) -> bool:
    """Whether another file of the project imports this one, or a name like it."""
    stem = PurePosixPath(unit.path).stem
    words = {re.split(r"[./]", one.module)[-1] for other in facts.code.own if other is not unit for one in other.imports}
    words |= {one.name for other in facts.code.own if other is not unit for one in other.imports if one.name}
    return stem in words


def is_used(facts: Facts, unit: Unit, text: Text) -> bool:
    """Whether a prompt gets anywhere: one kept under a name is used only where that name, or what is made of it, is used again."""
    target = next((one.target for one in unit.assignments if one.line == text.line), None) or _made_at(unit, text.line)
    return target is None or _is_named_again(facts, unit, last_part(target), text.line, HOPS)


def _made_at(unit: Unit, line: int) -> str | None:
    """The variable that receives what a template is made into at a line."""
    return next(
        (call.target for call in unit.calls if call.target and call.line <= line <= call.end and _MAKES.search(call.name[-80:])), None
    )


def _is_named_again(facts: Facts, unit: Unit, name: str, line: int, hops: int) -> bool:
    if not name.isidentifier():
        return True
    word = re.compile(rf"(?<![\w$]){name}(?![\w$])")
    for other in facts.code.own:
        for number, row in enumerate((facts.texts.text(other.path) or "").split("\n"), start=1):
            if (
                not word.search(row[:MAX_ROW])
                or row.lstrip().startswith(("#", "//", "import ", "from "))
                or (other is unit and number == line)
            ):
                continue
            made = _made_at(other, number)
            if made is None or not hops or last_part(made) == name or _is_named_again(facts, other, last_part(made), number, hops - 1):
                return True
    return False
