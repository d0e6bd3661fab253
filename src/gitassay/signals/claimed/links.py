"""Links of a README to files of its own repository."""

from collections.abc import Iterator
from urllib.parse import unquote

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim
from gitassay.signals.local_modules import local_modules, normal
from gitassay.signals.reading import urlsplit_path

MAX_NAME = 200
_PLACEHOLDERS = frozenset({"", "url", "link", "image", "path"})
_DOMAINS = frozenset({"com", "org", "net", "io", "cc", "ai", "dev", "edu", "co", "app", "me"})
_NOT_HERE = ("#", "//", "mailto:", "data:", "javascript:", "tel:", "ftp:", "{", "<", "$")


def links(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Relative links and pictures, with whether the file or folder is there."""
    for one in readme.references:
        url = one.url.strip()
        if not url or "://" in url or url.lower().startswith(_NOT_HERE) or url.startswith("/") or len(url) > MAX_NAME:
            continue
        target = unquote(urlsplit_path(url))
        if target.lower() in _PLACEHOLDERS or "://" in target or target.startswith("../..") or ("@" in target and "/" not in target):
            continue
        yield _claim(facts, readme, target, one.line)


def _claim(facts: Facts, readme: Readme, target: str, line: int) -> Claim:
    folder = readme.path.rpartition("/")[0]
    options = [path for path in (normal(f"{folder}/{target}" if folder else target), normal(target)) if path is not None]
    if not options:
        return Claim("file", target, line, Standing.CANNOT_TELL, "The link leads out of the repository.")
    if any(path == "" or path in facts.snapshot.by_path or local_modules(facts).has_folder(path) for path in options):
        return Claim("file", target, line, Standing.FOUND, "The link leads to it.")
    if _is_page(target):
        return Claim("file", target, line, Standing.CANNOT_TELL, "The link may lead to a page of the hosting service.")
    return Claim("file", target, line, Standing.NOT_FOUND, "The link leads to a file that is not in the repository.")


def _is_page(target: str) -> bool:
    """Whether a relative link may mean a page beside the code, such as the issues or a web site without a scheme."""
    first = target.split("/", 1)[0].lower()
    if first.rpartition(".")[2] in _DOMAINS:
        return True
    return (
        first in ("..", "wiki", "issues", "pulls", "pull", "releases", "discussions", "actions", "tree", "blob")
        or ("/" in target and "." in first and not first.startswith("."))
        or first.startswith("www.")
    )
