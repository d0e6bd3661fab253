"""What the documents say is there, and nothing in the project speaks of a machine."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from gitassay import __version__
from gitassay.cli.app import command_line

ROOT = Path(__file__).parents[2]
MACHINE = re.compile(r"(?<![\w.])/(?:home|work|root|Users)/\w")
INDEX = re.compile(r"(?:pypi\.org|pythonhosted\.org|registry\.npmjs|test\.pypi|index-url|find-links)")
SPEAKS_OF_INDEXES = ("src/gitassay/signals/", "src/gitassay/facts/", "src/gitassay/sandbox/", "config/", "tests/", "docs/", "scripts/lock")
"""Where the names of package indexes are subject matter."""


@cache
def tracked() -> tuple[Path, ...]:
    """The project's own text files: what git knows or would add; without git, everything but environments and output."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, timeout=60)
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file() and path.suffix not in {".png", ".woff2", ".pdf"}))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def documents() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def commands(group: Any, name: str = "gitassay") -> Iterator[tuple[str, Any]]:
    """Each command with the words one types."""
    inner = getattr(group, "commands", {})
    for word, command in sorted(inner.items()):
        yield from commands(command, f"{name} {word}")
    if not inner:
        yield name, group


COMMANDS = dict(commands(typer.main.get_command(command_line())))


def test_the_commands_are_found() -> None:
    assert "gitassay demo" in COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_shows_each_command(name: str) -> None:
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_each_flag(name: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    flags = [max(flag.opts, key=len) for flag in COMMANDS[name].params if flag.param_type_name == "option"]
    assert [flag for flag in flags if not re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", readme)] == []


def test_each_flag_the_documents_name_exists() -> None:
    known = {name for command in COMMANDS.values() for one in command.params for name in (*one.opts, *one.secondary_opts)}
    known |= {"--brand", "--version", "--install-completion", "--show-completion", "--help"}
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs" / "guide").glob("*.md")))
    lines = re.findall(r"`gitassay [^`]*`|^\s*(?:\.venv/bin/)?gitassay .*$", written, re.MULTILINE)
    assert {flag for line in lines for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+", line)} - known == set()


def test_no_file_names_a_folder_of_a_machine() -> None:
    named = [
        f"{relative(path)}: {match.group()}"
        for path in tracked()
        if not relative(path).startswith("tests/")
        for match in MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []


def test_no_file_names_a_package_index() -> None:
    files = [path for path in tracked() if not relative(path).startswith(SPEAKS_OF_INDEXES)]
    assert [relative(path) for path in files if INDEX.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_links_within_the_documents_lead_somewhere() -> None:
    broken = []
    for path in documents():
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text):
            if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.split("#")[0]).exists():
                broken.append(f"{relative(path)}: {target}")
    assert broken == []


def test_links_to_headings_lead_somewhere() -> None:
    broken = []
    for path in documents():
        text = path.read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\(([^)\s#:]*)#([^)\s]+)\)", text):
            other = path.parent / target if target else path
            if other.suffix == ".md" and anchor not in anchors(other.read_text(encoding="utf-8")):
                broken.append(f"{relative(path)}: {target}#{anchor}")
    assert broken == []


def anchors(text: str) -> set[str]:
    """The names GitHub gives to headings."""
    headings = re.findall(r"(?m)^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def test_the_changelog_names_this_version() -> None:
    assert re.search(rf"(?m)^## \[?{re.escape(__version__)}\b", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))


def test_each_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = {
        target for path in documents() for target in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named - targets == set()
