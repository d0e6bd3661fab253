"""Settings that are read without a call: `os.environ["X"]`, `process.env.X`, `import.meta.env.X`, `st.secrets["X"]`."""

import re
from collections.abc import Iterator

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.model.finding import Place
from gitassay.signals.asking import is_read
from gitassay.signals.hinted import lines_with

MAX_FILES = 2_000
MAX_LINE = 1_000
_LANGUAGES = frozenset({"python", "javascript", "typescript", "vue", "svelte", "notebook"})
_HINTS = ("os.environ[", "process.env", "import.meta.env", "st.secrets")
_READ = re.compile(
    r"\bos\.environ\[\s*f?\\?[\"'](\w{1,100})\\?[\"']\s*\](?P<set>\s*=(?!=))?"
    r"|\b(?:process|import\.meta)\.env(?:\.(?!(?:MODE|DEV|PROD|SSR|BASE_URL|NODE_ENV|PUBLIC_URL)\b)(\w{1,100})|\[\s*[\"'](\w{1,100})[\"']\s*\])(?P<put>\s*\??\??=(?!=))?"
    r"|\bst\.secrets(?:\.(?!get\b)(\w{1,100})|\[\s*\\?[\"'](\w{1,100})\\?[\"']\s*\])"
)
_COMMENT = re.compile(r"^\s*\"?\s*(?:#|//|\*|/\*)|\s(?:#|//)\s")
GIVEN = re.compile(
    r"(?:LOCAL_|NODE_|GROUP_)?RANK|(?:LOCAL_)?WORLD_SIZE|MASTER_(?:ADDR|PORT)|SLURM_\w+|OMPI_\w+|CONDA_\w+|VIRTUAL_ENV|HOME|USER(?:NAME|PROFILE)?"
    r"|PATH|PYTHONPATH|PWD|HOSTNAME|DISPLAY|TERM|SHELL|TMPDIR|TEMP|APPDATA|LOCALAPPDATA|XDG_\w+|CI|GITHUB_ACTIONS"
)
"""Variables that a launcher or the system sets by itself."""


def settings_read(facts: Facts) -> tuple[Place, ...]:
    """The first such line of each file of own code; a variable that the same file sets is none, nor is one that is given."""
    units = [unit for unit in facts.code.own if is_read(unit) and unit.language in _LANGUAGES][:MAX_FILES]
    facts.texts.preload(unit.path for unit in units)
    return tuple(place for unit in units for place in _first(facts, unit))


def _first(facts: Facts, unit: Unit) -> Iterator[Place]:
    text = facts.texts.text(unit.path)
    if text is None or not any(hint in text for hint in _HINTS):
        return
    lines = text.split("\n")
    read: dict[str, int] = {}
    put: set[str] = set()
    for number in lines_with(text, _HINTS):
        line = lines[number - 1][:MAX_LINE]
        for match in _READ.finditer(line):
            name = next(group for group in match.groups()[:1] + match.groups()[2:4] + match.groups()[5:] if group)
            if match.group("set") or match.group("put"):
                put.add(name)
            elif not _COMMENT.search(line[: match.start()]) and not GIVEN.fullmatch(name):
                read.setdefault(name, number)
    yield from [Place(unit.path, number, number) for name, number in read.items() if name not in put][:1]
