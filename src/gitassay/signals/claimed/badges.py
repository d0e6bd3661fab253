"""What badges say of a project: that its workflow runs, its licence, its package, and that they are this repository's."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from gitassay.facts.facts import Facts
from gitassay.facts.licence import licence_of
from gitassay.facts.readme import Readme, is_badge
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim, standing

MAX_URL = 500
_WORKFLOW = re.compile(
    r"github\.com/([\w.-]+)/([\w.-]+)/(?:actions/)?workflows/([^/?#]{1,100})/badge\.svg|github/actions/workflow/status/([\w.-]+)/([\w.-]+)/([\w.-]+)"
)
_PACKAGE = re.compile(
    r"shields\.io/(pypi|npm|crates)/(?:v|dm|dw|dd|l|pyversions|status|format|wheel)/((?:@[\w.-]+/)?[\w.-]+?)(?:\.svg)?(?:[?#]|$)|badge\.fury\.io/(py|js)/([\w.-]+?)(?:\.svg)?(?:[?#]|$)"
)
_LICENCE = re.compile(
    r"shields\.io/badge/licen[cs]e[-:]([^/?#]{1,60})|shields\.io/github/license/([\w.-]+/[\w.-]+?)(?:\.svg)?(?:[?#]|$)", re.IGNORECASE
)
_FILE = re.compile(r"(?:un)?licen[cs]e|copying", re.IGNORECASE)
_DOCS = re.compile(r"\.?readthedocs\.ya?ml|docs?/(?:source/)?conf\.py|mkdocs\.ya?ml")
_SERVICE = (
    (re.compile(r"travis-ci\.(?:org|com)/"), "Travis CI", re.compile(r"\.travis\.ya?ml")),
    (re.compile(r"circleci\.com/"), "CircleCI", re.compile(r"\.circleci/config\.ya?ml")),
    (re.compile(r"ci\.appveyor\.com/"), "AppVeyor", re.compile(r"\.?appveyor\.ya?ml")),
    (re.compile(r"readthedocs\.org/projects/"), "Read the Docs", _DOCS),
)  # fmt: skip


def badges(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Each badge with what it claims of this repository, as far as its address tells."""
    for one in readme.references:
        url = unquote(one.url[:MAX_URL])
        if one.image and is_badge(url):
            yield (
                _workflow(facts, url, one.line)
                or _licence(facts, url, one.line)
                or _package(facts, url, one.line)
                or _service(facts, url, one.line)
                or Claim(
                    "badge",
                    one.text[:80] or url[:80],
                    one.line,
                    Standing.CANNOT_TELL,
                    "A badge that nothing in the repository can confirm.",
                )
            )


def _workflow(facts: Facts, url: str, line: int) -> Claim | None:
    match = _WORKFLOW.search(url)
    if match is None:
        return None
    owner, name, file = (part or other for part, other in zip(match.groups()[:3], match.groups()[3:], strict=True))
    told = f"workflow {file}"
    foreign = _foreign(facts, f"{owner}/{name}", told, line)
    if foreign:
        return foreign
    if not file.endswith((".yml", ".yaml")):
        return Claim("badge", told, line, Standing.CANNOT_TELL, "The badge names a workflow by its title.")
    there = f".github/workflows/{file}" in facts.snapshot.by_path
    return Claim("badge", told, line, standing(there), "The workflow is there." if there else "There is no such workflow.")


def _foreign(facts: Facts, named: str, told: str, line: int) -> Claim | None:
    """The claim of a badge of another repository; under another owner it may be this one before it moved, or the one it was forked from."""
    if facts.source.local or named.lower() == facts.source.id.lower():
        return None
    moved = named.rpartition("/")[2].lower() == facts.source.id.rpartition("/")[2].lower()
    standing = Standing.CANNOT_TELL if moved else Standing.NOT_FOUND
    return Claim("badge", told, line, standing, f"The badge is that of another repository: {named}.")


def _licence(facts: Facts, url: str, line: int) -> Claim | None:
    match = _LICENCE.search(url)
    if match is None:
        return None
    kept = licence_of(facts)
    stated = (match.group(1) or "").replace("--", "-").rsplit("-", 1)[0].replace("_", " ").replace("%20", " ").strip()
    told = f"licence {stated}".strip()
    foreign = _foreign(facts, match.group(2), told, line) if match.group(2) else None
    if foreign:
        return foreign
    if kept is None and any(_FILE.match(path) for path in facts.snapshot.by_path):
        return Claim("badge", told, line, Standing.CANNOT_TELL, "The licence file could not be read.")
    if kept is None:
        return Claim("badge", told, line, Standing.NOT_FOUND, "There is no licence file.")
    if not stated or kept == "other":
        return Claim("badge", told, line, standing(True if not stated else None), "There is a licence file.")
    same = _plain(stated)[:3] == _plain(kept)[:3]
    return Claim("badge", told, line, standing(same), f"The licence file is {kept}.")


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum()).removeprefix("gnu").removeprefix("the")


def _package(facts: Facts, url: str, line: int) -> Claim | None:
    match = _PACKAGE.search(url)
    if match is None:
        return None
    name = match.group(2) or match.group(4)
    own = {_name(one) for one in facts.manifests.package_names}
    related = any(one.startswith(_name(name)) or _name(name).startswith(one) for one in own)
    there = True if _name(name) in own else None if related or not own else False
    said = {
        True: "The project's manifest has this name.",
        False: "The project's manifest has another name.",
        None: "No manifest names just this package.",
    }
    return Claim("badge", f"package {name}", line, standing(there), said[there])


def _name(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def _service(facts: Facts, url: str, line: int) -> Claim | None:
    for address, name, file in _SERVICE:
        if address.search(url):
            there = any(file.fullmatch(path) for path in facts.snapshot.by_path)
            return Claim("badge", name, line, standing(there), "It is configured here." if there else "Nothing here configures it.")
    return None
