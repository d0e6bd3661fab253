"""Whether the repository is a scaffold to which hardly anything was added."""

import tomllib
from dataclasses import dataclass
from functools import cache

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.resources import resource
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.known_work import own_lines
from gitassay.signals.places import counted, first_line, without_code
from gitassay.signals.signal import signal

OWN_LINES = 40
OWN_FILES = 2
MATCHED_OWN_LINES = 60
"""About how many lines may stand beside files of an indexed template; worked out from tokens."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """What a generator writes: the files that are its own, and sentences that only its untouched files hold."""

    name: str
    files: frozenset[str]
    signs: tuple[tuple[str, str], ...]


@signal("Is the repository a template with hardly anything added?")
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
        return _matched(facts, answer) or answer.no(
            f"Sample files of {scaffold.name} are still there, beside {lines} lines of own source.",
            [first_line(signs[0])],
            measures=measures,
        )
    return _matched(facts, answer) or answer.no("The repository is not a known template as generated.")


def _matched(facts: Facts, answer: Answer) -> Finding | None:
    """Yes, when files stand in the history of an indexed template as they are and hardly any source beside them; else None."""
    matches = facts.matches
    templates = [share for share in matches.sources if share.source.kind == "template" and share.same_files >= 2] if matches else []
    if not matches or not templates or own_lines(matches) > MATCHED_OWN_LINES:
        return None
    name, title = templates[0].source.name, templates[0].source.title
    same = [file.path for file in matches.files if file.same_as.startswith(f"{name}:")]
    said = f"{counted(len(same), 'file')} match the template {name} ({title}), with {own_lines(matches)} lines of source beside."
    return answer.yes(said, [first_line(path) for path in same], measures={"template": name, "own_lines": own_lines(matches)})


@cache
def scaffolds() -> tuple[Scaffold, ...]:
    """The known generators of `config/scaffolds.toml`."""
    rows = tomllib.loads((resource("config") / "scaffolds.toml").read_text(encoding="utf-8"))["scaffold"]
    return tuple(Scaffold(row["name"], frozenset(row["files"]), tuple((one["path"], one["text"]) for one in row["signs"])) for row in rows)
