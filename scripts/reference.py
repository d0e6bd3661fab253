"""Writes docs/reference/ from the code: commands, signals, settings, catalogue, documents; with --check says which are out of date."""

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from gitassay.cli.app import command_line
from gitassay.facts.catalogue import load_catalogue
from gitassay.scoring.rubric import load_rubric
from gitassay.signals.signal import all_signals

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made by scripts/reference.py. Do not edit. -->\n\n"
_MEASURED = re.compile(r"^\| ([a-z_]+/[a-z_]+) \| \d+ \| \d+ \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
SETTINGS = ("thresholds.toml", "batch.toml", "llm.toml", "link_states.toml", "environment.toml")


def cell(text: str) -> str:
    """The text as a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A Markdown table; nothing where there are no rows."""
    if not rows:
        return []
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows), ""]


def each_command(group: Any, name: str = "gitassay") -> Iterator[tuple[str, Any]]:
    """Each command with the words one types."""
    inner = getattr(group, "commands", {})
    for word, command in sorted(inner.items()):
        yield from each_command(command, f"{name} {word}")
    if not inner:
        yield name, group


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as `--help` has them."""
    yield "# Commands\n"
    yield "`gitassay COMMAND --help` says the same. `gitassay --install-completion` lets your shell complete commands and options.\n"
    group = typer.main.get_command(command_line())
    yield from ["Before any command:\n", *table(("option", "what it does"), options(group))]
    for name, command in each_command(group):
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        yield f"## `{name}`\n"
        yield f"{cell(command.help or '')}\n"
        if arguments:
            yield from table(("argument", "what it is"), [(f"`{one.metavar or one.name}`", cell(one.help or "")) for one in arguments])
        yield from table(("option", "what it does"), options(command))


def options(command: Any) -> list[tuple[str, ...]]:
    """The rows of a command's options."""
    rows: list[tuple[str, ...]] = []
    for one in command.params:
        if one.param_type_name != "option" or one.name == "help":
            continue
        words = [cell(one.help or "")]
        if one.envvar:
            words.append(f"Also {', '.join(f'`{name}`' for name in ([one.envvar] if isinstance(one.envvar, str) else one.envvar))}.")
        rows.append((", ".join(f"`{name}`" for name in (*one.opts, *one.secondary_opts)), " ".join(words)))
    return rows


def signals() -> Iterator[str]:
    """Every question with what it sees, what it does not, what it counts in and how often it was right."""
    rubric = load_rubric(ROOT / "config" / "rubric.toml").rubric
    titles = {one.id: one.title for one in rubric.categories}
    measured = {name: (precision.strip(), recall.strip()) for name, precision, recall in _MEASURED.findall(accuracy())}
    yield "# Signals\n"
    yield (
        f"The {len(all_signals())} questions asked of each repository. An answer is yes, no, to be looked at, does not apply, or not "
        "measured, and each yes has a place. Precision and recall stand where they were measured on labelled repositories; see "
        "[Accuracy](../accuracy.md) for how, and for what is bad.\n"
    )
    subject = ""
    for one in all_signals():
        if one.id.split("/")[0] != subject:
            subject = one.id.split("/")[0]
            yield f"## {subject.capitalize()}\n"
        worth = rubric.signals.get(one.id)
        counts = ", ".join(titles[name] for name in worth.categories) if worth and worth.categories else "no category; shown for a person"
        yield f"### `{one.id}`\n"
        yield f"**{cell(one.question)}** {cell(one.docstring.split('Seen:')[0])}\n"
        yield f"- Seen: {cell(one.part('Seen'))}"
        yield f"- Not seen: {cell(one.part('Not seen'))}"
        yield f"- Counts in: {counts}"
        if one.id in measured:
            yield f"- Precision {measured[one.id][0]}, recall {measured[one.id][1]}"
        yield ""


def accuracy() -> str:
    """The measured figures."""
    return (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


def configuration() -> Iterator[str]:
    """The settings with their defaults and the reasons beside them."""
    yield "# Configuration\n"
    yield "Everything that may be changed without touching code stands in `config/`. `gitassay init FOLDER` writes an editable copy.\n"
    yield "What a level asks for, weights, flags and tiers stand in `config/rubric.toml`; `gitassay rubric show` prints it in words.\n"
    for name in SETTINGS:
        text = (ROOT / "config" / name).read_text(encoding="utf-8")
        yield f"## `{name}`\n"
        yield f"```toml\n{text.strip()}\n```\n"
    yield "## Profiles of roles\n"
    rows = []
    for path in sorted((ROOT / "config" / "profiles").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = ", ".join(f"{key} {value}" for key, value in content.get("weights", {}).items())
        rows.append((f"`{path.stem}`", cell(str(content.get("title", ""))), weights))
    yield from table(("profile", "for", "weights"), rows)


def catalogue() -> Iterator[str]:
    """What each library is evidence of."""
    entries = load_catalogue(ROOT / "config" / "catalogue").entries
    concepts: dict[str, set[str]] = {}
    for one in entries:
        concepts.setdefault(one.concept, set()).add(one.name)
    yield "# Catalogue\n"
    yield (
        f"{len(entries)} rows in `config/catalogue/` say what a call of a library is evidence of. Signals ask for the concept, so a new "
        "library is one row. `gitassay catalogue show CONCEPT` prints the patterns, since when, and where that is from.\n"
    )
    yield from table(("concept", "seen with"), [(f"`{name}`", cell(", ".join(sorted(names)))) for name, names in sorted(concepts.items())])


def documents() -> Iterator[str]:
    """The documents gitassay writes, by their JSON Schemas."""
    yield "# Documents\n"
    yield "Each has a JSON Schema in `config/schema/`. A field that is added keeps old readers working; the changelog has those that go.\n"
    for path in sorted((ROOT / "config" / "schema").glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        yield f"## `{path.name}`\n"
        yield from fields(schema)
        for name, part in sorted(schema.get("$defs", {}).items()):
            if "properties" in part:
                yield f"### {name} ({path.name.partition('.')[0]})\n"
                yield from fields(part)


def fields(schema: dict[str, Any]) -> Iterator[str]:
    """The description of one object, and a table of its fields."""
    if schema.get("description"):
        yield f"{cell(schema['description'])}\n"
    needed = set(schema.get("required", ()))
    rows = [(f"`{name}`", kind(part), "yes" if name in needed else "") for name, part in schema.get("properties", {}).items()]
    yield from table(("field", "type", "always there"), rows)


def kind(part: dict[str, Any]) -> str:
    """The type of a field in words."""
    if "$ref" in part:
        return str(part["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in part:
        return " or ".join(kind(one) for one in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {kind(part['items'])}" if isinstance(part.get("items"), dict) else "list"
    if "enum" in part:
        return " or ".join(f"`{one}`" for one in part["enum"])
    return str(part.get("const") or part.get("type") or "anything")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "commands": commands,
    "signals": signals,
    "configuration": configuration,
    "catalogue": catalogue,
    "documents": documents,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them. The exit code is 1 when one is out of date."""
    stale = []
    for name, lines in PAGES.items():
        path, text = FOLDER / f"{name}.md", MADE + "\n".join(lines()).rstrip() + "\n"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in arguments:
                FOLDER.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    if stale and "--check" in arguments:
        print(f"Out of date in docs/reference: {', '.join(stale)}. Run make reference.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
