"""Whether the repository is a scaffold to which hardly anything was added."""

import tomllib
from dataclasses import dataclass
from functools import cache

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.resources import resource
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.places import first_line, without_code
from gitassay.signals.signal import signal

OWN_LINES = 40
OWN_FILES = 2


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What a generator writes: the files that are its own, and sentences that only its untouched files hold."""

    name: str
    files: frozenset[str]
    signs: tuple[tuple[str, str], ...]


@signal("Is the repository an untouched template?")
def is_untouched_template(facts: Facts, answer: Answer) -> Finding:
    """A freshly generated scaffold is the work of the generator.

    Seen: the files of a known generator with its own sample text still in them, and hardly any source beside them.
    Not seen: generators that the list does not know, and scaffolds whose sample page was replaced, since those were worked on.
    """
    missing = without_code(facts, answer)
    if missing:
        return missing
    paths = {file.path for file in facts.files}
    for scaffold in scaffolds():
        signs = [path for path, sign in scaffold.signs if path in paths and sign in (facts.texts.text(path) or "")]
        if not signs:
            continue
        own = [unit for unit in facts.code.own if unit.path not in scaffold.files]
        lines = sum(unit.lines for unit in own)
        measures: Measures = {"template": scaffold.name, "own_files": len(own), "own_lines": lines}
        if len(own) <= OWN_FILES and lines <= OWN_LINES:
            said = f"The repository matches what {scaffold.name} generates, with {lines} lines of source beside it."
            return answer.yes(said, [first_line(path) for path in signs], measures=measures)
        return answer.no(
            f"Sample files of {scaffold.name} are still there, beside {lines} lines of own source.",
            [first_line(signs[0])],
            measures=measures,
        )
    return answer.no("The repository is not a known template as generated.")


@cache
def scaffolds() -> tuple[Scaffold, ...]:
    """The known generators of `config/scaffolds.toml`."""
    rows = tomllib.loads((resource("config") / "scaffolds.toml").read_text(encoding="utf-8"))["scaffold"]
    return tuple(Scaffold(row["name"], frozenset(row["files"]), tuple((one["path"], one["text"]) for one in row["signs"])) for row in rows)
