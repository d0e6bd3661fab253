"""Commands that a README, a workflow or a container file names, and the files they need."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Block, Readme
from gitassay.signals.reading import inline_code

MAX_COMMAND = 1_000
_SHELL = frozenset(
    {"", "sh", "bash", "shell", "zsh", "fish", "console", "terminal", "cmd", "bat", "batch", "powershell", "ps1", "text", "shell-session"}
)
_PROMPT = re.compile(r"^(?:\([\w.-]{1,30}\)\s*)?(?:[\w@~/.:-]{0,40}[$%>]\s+|>>?\s+|C:\\[^>]{0,60}>\s*)?")
_SPLIT = re.compile(r"&&|\|\||;|\|")
_SETTING = re.compile(
    r"^(?:(?:sudo|time|exec|env|nohup|uv run|poetry run|pipenv run|pdm run|hatch run|npx|bunx|pnpm exec|xvfb-run)\s+|\w+=\S*\s+)+"
)

INSTALL = {
    "python": re.compile(
        r"^(?:(?:python\d?(?:\.\d+)?|py|uv)\s+(?:-m\s+)?)?pip\d?\s+install\b|^(?:poetry|pdm|pipenv)\s+(?:install|sync)\b"
        r"|^uv\s+(?:sync|add|tool install)\b"
        r"|^(?:conda|mamba)\s+(?:env\s+create|install|create)\b|^pipx\s+(?:install|run)\b|^python\d?\s+setup\.py\s+(?:install"
        r"|develop)\b|^uvx\s"
    ),
    "node": re.compile(r"^(?:npm|pnpm|bun)\s+(?:i|install|ci|add)\b|^yarn(?:\s+(?:install|add)\b|\s*$)"),
    "go": re.compile(r"^go\s+(?:get|install|mod)\b"),
    "rust": re.compile(r"^cargo\s+(?:add|install|build)\b"),
    "ruby": re.compile(r"^(?:bundle(?:\s+install)?|gem\s+install\s+\S+)\b"),
    "php": re.compile(r"^composer\s+(?:install|require|create-project)\b"),
    "jvm": re.compile(r"^(?:\./)?(?:mvnw?|gradlew?)\s+.{0,80}(?:install|package|build|compile)\b"),
    "dotnet": re.compile(r"^dotnet\s+(?:restore|build|add)\b"),
    "docker": re.compile(r"^docker(?:-|\s+)compose\s+.{0,60}(?:up|build|pull)\b|^docker\s+(?:build|pull|buildx)\b"),
    "make": re.compile(r"^make\s+(?:install|setup|init|build|deps|bootstrap|env)\b|^make\s*$|^cmake\s"),
}
RUN = re.compile(
    r"^(?:python\d?(?:\.\d+)?|py)\s+(?!-m\s+(?:pip|venv|virtualenv)\b|setup\.py)(?:-m\s+)?[\w./\\-]+|^(?:streamlit|chainlit"
    r"|flask|fastapi|reflex|bentoml|dagster|kedro|dvc|mlflow|langgraph)\s+"
    r"(?:run|dev|serve|start|repro|--app|ui|server|models)\b|^(?:uvicorn|gunicorn|hypercorn|daphne|torchrun|deepspeed|scrapy"
    r"|celery|rasa|gradio|jupyter(?:-lab|-notebook)?|accelerate|voila|panel)\s+\S+"
    r"|^jupyter(?:-lab|-notebook)?\s*$|^(?:npm|pnpm|yarn|bun)\s+(?:run\s+)?(?:start|dev|serve|preview|develop)\b|^(?:node"
    r"|deno|bun|ts-node|tsx)\s+\S+"
    r"|^(?:go|cargo|dotnet)\s+run\b|^docker\s+(?:container\s+)?run\b|^docker(?:-|\s+)compose\s+.{0,60}up\b|^make\s+(?:run"
    r"|start|serve|dev|up|demo|train)\b"
    r"|^\./[\w./-]+|^(?:bash|sh)\s+[\w./-]+|^java\s+-jar\b|^(?:\./)?(?:mvnw?|gradlew?)\s+.{0,60}(?:run|bootRun|exec)"
    r"|^(?:rails|php|ruby)\s+\S+|^(?:next|vite|expo|nuxt|astro)\s+(?:dev|start)"
)


@dataclass(frozen=True, slots=True)
class Command:
    """One simple command, prompt and wrappers removed, with its line in the file."""

    text: str
    line: int
    folder: str = ""


def simple(line: str) -> Iterator[str]:
    """The simple commands of one line of shell; comments and `echo` are none."""
    bare = _PROMPT.sub("", line.strip()[:MAX_COMMAND], count=1).strip()
    if bare.startswith(("#", "//", "REM ")):
        return
    for part in _SPLIT.split(re.split(r"\s#\s", bare)[0]):
        command = _SETTING.sub("", part.strip()).strip()
        if command and not command.startswith(("echo ", "printf ")):
            yield command


def block_commands(block: Block, offset: int = 0) -> Iterator[Command]:
    """Commands of one code block of a shell-like language, or of none; `cd` moves the folder of those after it."""
    if block.language not in _SHELL:
        return
    folder = ""
    lines = block.text.split("\n")
    fence = 1 if block.end - block.start + 1 > len([*lines]) else 0
    for number, line in enumerate(lines[:400]):
        for text in simple(line):
            if text.startswith("cd "):
                folder = text[3:].strip().strip("\"'")
            else:
                yield Command(text, min(block.start + fence + number + offset, block.end), folder)


@lru_cache(maxsize=1)
def readme_commands(facts: Facts, readme: Readme) -> tuple[Command, ...]:
    """Every command in the README's code blocks and inline code."""
    found = [command for block in readme.blocks for command in block_commands(block)]
    found += [Command(text, line) for line, code in inline_code(facts, readme) for text in simple(code) if " " in text]
    return tuple(found)


def is_install(command: str) -> str | None:
    """The kind of project for which a command installs what it needs, or None."""
    return next((kind for kind, pattern in INSTALL.items() if pattern.search(command)), None)


def is_run(command: str) -> bool:
    """Whether a command starts something."""
    return bool(RUN.search(command))


def own_commands(facts: Facts) -> frozenset[str]:
    """The names by which the project itself is called: its packages and the commands its manifests declare."""
    entries = {name.lower() for one in facts.manifests.files for name, _, _ in one.entry_points}
    return frozenset(entries | {name.lower() for name in facts.manifests.package_names}) - {"main", "module", "bin"}


def arguments(command: str) -> list[str]:
    """The words of a command; split at blanks when its quotes do not close."""
    return list(_words(command[:MAX_COMMAND]))


_SENT = re.compile(r"(?:>{1,2}\s{0,3}|\btee\s{1,3}(?:-a\s{1,3})?)([\w./-]{1,200})")
"""A file that a command's output goes to."""


@lru_cache(maxsize=1_000)
def _words(command: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(command, comments=False))
    except ValueError:
        return tuple(command.split())


def fetched(command: str) -> list[str]:
    """The names under which a command puts what it gets: where its output goes, for downloads its words and the ends of addresses."""
    words = arguments(command)
    sent = [name.removeprefix("./") for name in _SENT.findall(command[:MAX_COMMAND])]
    if not words or words[0] not in ("curl", "wget"):
        return sent
    return sent + [word.rsplit("/", 1)[-1] if "://" in word else word.removeprefix("./") for word in words[1:]]
