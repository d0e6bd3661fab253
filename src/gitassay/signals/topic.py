"""What a project is about, and how it presents itself: by the names it gives itself, as a published package, as research."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Place

TITLE_LINES = 10
MAX_LINES = 5_000
MAX_LINE = 1_000
_INSTALL = re.compile(
    r"\b(?:pip3?|uv|poetry|conda|mamba|npm|yarn|pnpm|cargo|gem|go)\s+(?:pip\s+)?(?:install|add|get|i)\s+(?:-{1,2}[\w-]+\s+){0,4}[\"']?([@\w][\w./@-]{1,80})"
)
_REGISTRY = re.compile(r"(?:pypi\.(?:python\.)?org/(?:project|pypi)/|badge\.fury\.io/py/|img\.shields\.io/pypi/\w+/)([\w.-]{1,80})")
_PACKAGING = frozenset({"setup.py", "setup.cfg", "pyproject.toml", "package.json", "Cargo.toml", "go.mod"})
_CITED = re.compile(r"@(?:article|inproceedings|misc|techreport|phdthesis|software)\s*\{", re.IGNORECASE)
_PAPER = re.compile(r"arxiv\.org/(?:abs|pdf)/|openreview\.net/|aclanthology\.org/|proceedings\.(?:mlr|neurips)", re.IGNORECASE)
_CITATION = re.compile(r"^citation(?:\.\w{2,5})?$", re.IGNORECASE)


def own_names(facts: Facts) -> tuple[str, ...]:
    """How the project calls itself, in small letters: the repository's name and the headings at the top of its README."""
    names = [facts.source.id.rstrip("/").rsplit("/", 1)[-1]]
    if facts.readme:
        names += [section.heading for section in facts.readme.sections if section.heading and section.start <= TITLE_LINES][:2]
    return tuple(name.lower()[:200] for name in names)


def is_about(facts: Facts, topic: re.Pattern[str]) -> bool:
    """Whether the project is named after something."""
    return any(topic.search(name) for name in own_names(facts))


def published(facts: Facts) -> Place | None:
    """Where the README says how to install this very project from a registry, when it has what a package needs; or None."""
    if not _PACKAGING & facts.snapshot.by_path.keys():
        return None
    names = {_plain(facts.source.id.rstrip("/").rsplit("/", 1)[-1])}
    names |= {_plain(path.split("/")[-2]) for path in facts.snapshot.by_path if path.endswith("/__init__.py") and path.count("/") <= 2}
    for place, line in readme_lines(facts):
        groups = (match.group(1) for match in (*_INSTALL.finditer(line), *_REGISTRY.finditer(line)))
        found = [name.split("==")[0].removesuffix(".svg") for name in groups]
        if any(_plain(name) in names for name in found):
            return place
    return None


def research(facts: Facts) -> Place | None:
    """Where the project belongs to a paper: a file for citing it, an entry to cite, or a link to a paper; or None."""
    cited = next((path for path in facts.snapshot.by_path if _CITATION.match(path)), None)
    if cited:
        return Place(cited, 1, 1)
    return next((place for place, line in readme_lines(facts) if _CITED.search(line) or _PAPER.search(line)), None)


def readme_lines(facts: Facts) -> list[tuple[Place, str]]:
    """The README's lines with their places."""
    if facts.readme is None:
        return []
    path = facts.readme.path
    rows = (facts.texts.text(path) or "").split("\n")[:MAX_LINES]
    return [(Place(path, number, number), row[:MAX_LINE]) for number, row in enumerate(rows, start=1)]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]", "", name.lower())
