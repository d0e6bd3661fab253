"""What a person names on the command line: a GitHub account, a repository, a folder."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from gitassay.sources.errors import SourceError

LOGIN = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:_[A-Za-z0-9]{1,38})?")
REPOSITORY = re.compile(r"[A-Za-z0-9._-]{1,100}")
COMMIT = re.compile(r"[0-9a-f]{7,40}")


@dataclass(frozen=True, slots=True)
class AccountTarget:
    """All public repositories of a GitHub account."""

    login: str


@dataclass(frozen=True, slots=True)
class RepositoryTarget:
    """One repository by URL. `id` is owner/name or host and path; `github` tells that it lies on the GitHub in use."""

    url: str
    id: str
    github: bool
    commit: str | None = None


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of this machine: a repository or a folder of them."""

    path: Path


Target = AccountTarget | RepositoryTarget | FolderTarget


def valid_full_name(full_name: str) -> bool:
    """Whether `owner/name` is a name GitHub could have given, and nothing else."""
    owner, _, name = full_name.partition("/")
    return bool(LOGIN.fullmatch(owner) and REPOSITORY.fullmatch(name)) and name not in (".", "..") and not name.endswith(".git")


def server(text: str) -> str:
    """The address of a GitHub server as given with `--github-url`, without what is not needed.

    Raises:
        SourceError: it is no address of a server.
    """
    address = text.strip().rstrip("/").removesuffix("/api/v3").removesuffix("/api").rstrip("/")
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]+", address):
        raise SourceError(f"{text!r} is no address of a server. Write it as https://HOST.")
    return address


def parse_target(text: str, github_url: str = "https://github.com") -> Target:
    """Understand one TARGET.

    Raises:
        SourceError: it is nothing that can be assessed; the message says what to write instead.
    """
    if not text.strip():
        raise SourceError("A target is empty. Write a GitHub name, an https URL, or a path such as ./folder.")
    if text.startswith("github:"):
        return _github(text.removeprefix("github:"), text, github_url)
    if "://" in text:
        return _url(text, github_url)
    folder = _folder(text)
    if folder is not None:
        return FolderTarget(folder)
    if re.match(r"[\w.-]+@[\w.-]+:", text) or text.startswith("-") or "::" in text:
        raise SourceError(f"{text} is an address that is not read. Use an https URL, such as https://github.com/OWNER/REPOSITORY.")
    return _github(text, text, github_url)


def _folder(text: str) -> Path | None:
    """The folder that is meant, or None when it can't be one."""
    try:
        path = Path(text).expanduser()
        if path.is_dir():
            return path
        there = path.exists()
    except (OSError, RuntimeError, ValueError):
        there = False
    if there or text.startswith((".", "/", "~")):
        raise SourceError(f"{text!r} is no folder. Name an existing folder with a git repository.")
    return None


def _github(name: str, text: str, github_url: str) -> Target:
    if LOGIN.fullmatch(name):
        return AccountTarget(name)
    full_name, commit = _commit(name)
    full_name = full_name.removesuffix(".git")
    if valid_full_name(full_name):
        return RepositoryTarget(f"{github_url.rstrip('/')}/{full_name}.git", full_name, github=True, commit=commit)
    raise SourceError(
        f"{text!r} is no GitHub name, no URL and no folder here. Write a GitHub name, an https URL, or a path such as ./folder."
    )


def _url(text: str, github_url: str) -> Target:
    address, commit = _commit(text)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError(f"{text!r} is no valid URL. Correct it.") from error
    allowed = ("https", "http") if github_url.startswith("http://") else ("https",)
    if parts.scheme not in allowed or not host:
        raise SourceError(f"{text!r}: only https addresses are read. Use https://HOST/PATH.")
    if parts.username is not None or parts.password is not None:
        raise SourceError("The address contains a user name or password. Remove it: public repositories need none.")
    if re.search(r"[\x00-\x20\x7f-\uffff]", address) or parts.query or parts.fragment:
        raise SourceError(f"{text!r} has characters that no repository's address needs. Use https://HOST/PATH.")
    base = urlsplit(github_url)
    path = parts.path.strip("/").removesuffix(".git")
    if (host.removeprefix("www."), port) == (base.hostname, base.port):
        return _on_github(path, text, github_url, commit)
    if not path or ".." in path.split("/"):
        raise SourceError(f"{text!r} names no repository. Use https://HOST/PATH.")
    where = host if port is None else f"{host}:{port}"
    return RepositoryTarget(f"{parts.scheme}://{where}/{parts.path.strip('/')}", f"{where}/{path}", github=False, commit=commit)


def _on_github(path: str, text: str, github_url: str, commit: str | None) -> Target:
    pieces = path.split("/")
    if len(pieces) == 1 and LOGIN.fullmatch(path) and commit is None:
        return AccountTarget(path)
    name = "/".join(pieces[:2])
    if len(pieces) != 2 or not valid_full_name(name):
        raise SourceError(f"{text!r} names no repository. Use {github_url.rstrip('/')}/OWNER/REPOSITORY.")
    return RepositoryTarget(f"{github_url.rstrip('/')}/{name}.git", name, github=True, commit=commit)


def _commit(text: str) -> tuple[str, str | None]:
    """Split `URL@commit`."""
    address, at, commit = text.rpartition("@")
    if at and COMMIT.fullmatch(commit):
        return address, commit
    return text, None
