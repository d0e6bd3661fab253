"""What a step of a workflow really does: commands of the Makefile's targets and of scripts that it calls."""

import re
from collections.abc import Iterator

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.signals.commands import simple

MAX_LINES = 2_000
MAX_DEPTH = 3
MAX_COMMANDS = 2_000
_MUTED = re.compile(r"\|\|\s*(?:true|:|exit\s+0)")
_KEYWORD = re.compile(r"^(?:then|else|do|if|!|\{|\()\s+")
_SCRIPT = re.compile(r"^(?:(?:bash|sh|source|\.)\s+(?:-\w+\s+)*)?((?:\./)?[\w./-]{1,200}?\.(?:sh|bash)|\./[\w./-]{1,200})(?=\s|$)")
_MAKE = re.compile(r"^make\s+(?:-\w+\s+|\w+=\S+\s+)*([\w.-]{1,80})(?=\s|$)")


def step_commands(facts: Facts, step: Step) -> Iterator[str]:
    """The commands whose failure counts, those of called scripts and targets after the call itself; nothing is executed."""
    for number, command in enumerate(_commands(facts, step.run, MAX_DEPTH)):
        if number >= MAX_COMMANDS:
            return
        yield command


def _commands(facts: Facts, text: str, depth: int) -> Iterator[str]:
    for line in text.replace("\\\n", " ").split("\n")[:MAX_LINES]:
        if _MUTED.search(line[:1_000]):
            continue
        for command in simple(line):
            bare = _bare(command)
            yield bare
            if depth:
                yield from _commands(facts, _called(facts, bare), depth - 1)


def _bare(command: str) -> str:
    """A command without the words of the shell that open it, and without settings of variables."""
    bare = _KEYWORD.sub("", command)
    return next(simple(bare), "") if bare != command else command


def _called(facts: Facts, command: str) -> str:
    """The text of the script or the recipe of the target that a command calls, "" for none."""
    made = _MAKE.match(command)
    if made:
        return _recipe(facts, made.group(1))
    script = _SCRIPT.match(command)
    path = script.group(1).removeprefix("./") if script else ""
    return (facts.texts.text(path) or "") if path in facts.snapshot.by_path else ""


def _recipe(facts: Facts, target: str) -> str:
    """The commands under a target of the Makefile, and calls of the targets that it needs."""
    path = next((one for one in ("Makefile", "makefile", "GNUmakefile") if one in facts.snapshot.by_path), "")
    lines = (facts.texts.text(path) or "").split("\n")[:MAX_LINES] if path else []
    opening = re.compile(rf"{re.escape(target)}\s*:(?!=)\s*(.{{0,500}})")
    found: list[str] = []
    inside = False
    for line in lines:
        match = opening.match(line)
        if match:
            inside = True
            found += [f"make {one}" for one in match.group(1).split("#", 1)[0].split() if re.fullmatch(r"[\w.-]+", one)]
        elif inside and line.startswith("\t"):
            found.append(line.strip().lstrip("@-"))
        elif inside and line.strip() and not line.startswith("#"):
            inside = False
    return "\n".join(found)
