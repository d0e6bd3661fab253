"""Whether prompts are kept as something of their own."""

import re
from pathlib import PurePosixPath

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, libraries, places, unread
from gitassay.signals.llm import llm_calls
from gitassay.signals.naming import own_functions
from gitassay.signals.places import first_line
from gitassay.signals.signal import signal

_FILE = re.compile(
    r"(?:^|/)prompts?/[^/]+(?:/[^/]+)?\.(?:txt|md|j2|jinja2?|ya?ml|toml|json|prompt|prompty|tmpl)$|\.(?:prompt|prompty)$|(?:^|/)[\w-]*prompts?(?:\.\w+)?\.(?:txt|md|j2|jinja2?|ya?ml|toml)$",
    re.IGNORECASE,
)
_CONSTANT = re.compile(r"prompt|template|instructions?|system_message", re.IGNORECASE)
_BUILDER = re.compile(r"prompt", re.IGNORECASE)
LONG = 100
"""Characters from which a text is more than a label."""


@signal("Are prompts managed as parts of their own?")
def manages_prompts(facts: Facts, answer: Answer) -> Finding:
    """Prompts that stand apart from the calls can be read, changed and compared.

    Seen: template objects, prompt files that the code reads, modules of named prompts, and functions that build prompts.
    Not seen: versions of prompts kept on a platform, and a single text written into the call.
    """
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called, so there are no prompts.")
    uses = facts.uses("prompt_template")
    if uses:
        return answer.yes(f"Prompts are managed with {libraries(uses)}.", places(uses))
    kept = _files(facts)
    if kept:
        return answer.yes("Prompts are kept in files that the code reads.", kept)
    constants = [(unit, place) for unit in facts.code.own for place in _constants(unit)]
    apart = [place for unit, place in constants if "prompt" in unit.path.rsplit("/", 1)[-1].lower() and _is_imported(facts, unit)]
    if apart:
        return answer.yes("Prompts are kept in a module of their own.", apart)
    built = [
        one.place for one in own_functions(facts, _BUILDER) if any(text.interpolated and len(text.value) >= LONG for text in one.texts)
    ]
    found = [*built, *(place for _, place in constants)]
    if built or len(constants) >= 2:
        return answer.yes("Prompts are kept as named texts or built by functions.", found, Confidence.MEDIUM)
    return answer.no("Prompts are written into the calls.")


def _files(facts: Facts) -> list[Place]:
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


def _constants(unit: Unit) -> list[Place]:
    """Long texts at the top of a file that are named as prompts."""
    lines = {text.line: text for text in unit.texts if not text.scope and len(text.value) >= LONG and "</" not in text.value}
    return [
        Place(unit.path, one.line, lines[one.line].end)
        for one in unit.assignments
        if not one.scope and one.line in lines and _CONSTANT.search(last_part(one.target)[:100])
    ]


def _is_imported(facts: Facts, unit: Unit) -> bool:
    stem = PurePosixPath(unit.path).stem
    words = {re.split(r"[./]", one.module)[-1] for other in facts.code.own if other is not unit for one in other.imports}
    words |= {one.name for other in facts.code.own if other is not unit for one in other.imports if one.name}
    return stem in words
