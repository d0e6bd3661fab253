"""From targets to one candidate: who it is, and which repositories are on offer."""

import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.upstream import Upstream, newest_first
from gitassay.sources.errors import NothingThereError, SourceError
from gitassay.sources.gate import Gate
from gitassay.sources.local import repositories_in
from gitassay.sources.paths import printable
from gitassay.sources.selection import SelectionRule, select
from gitassay.sources.targets import AccountTarget, FolderTarget, RepositoryTarget, Target, parse_target, server

if TYPE_CHECKING:
    from gitassay.sources.github import GitHub

GITHUB = "https://github.com"
Waiting = Callable[[str, float], None]
Listed = Callable[[Sequence[RepositorySource]], None]


@dataclass(frozen=True, slots=True)
class Collected:
    """One candidate: identity, the account's page (None without an account), and all repositories with what becomes of each."""

    identity: Identity
    url: str | None
    sources: tuple[RepositorySource, ...]
    upstream: Upstream | None = None
    """What others merged; None where nobody was asked."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What was asked for besides the targets. `authors` are e-mail addresses of the candidate."""

    name: str | None
    authors: tuple[str, ...]
    github_url: str | None
    token: str | None
    offline: bool
    rule: SelectionRule
    until: date | None = None
    """The last day that counts for merged pull requests; None: they are not asked for."""
    gate: Gate | None = None


def collect(
    targets: Sequence[str],
    offer: Offer,
    waiting: Waiting = lambda reason, seconds: None,
    listed: Listed = lambda sources: None,
) -> Collected:
    """Gather all repositories of several targets as one candidate. The order of the targets does not matter.

    `listed` is told of the repositories as soon as they are known, while GitHub is still asked about the person.

    Raises:
        SourceError: a target can't be used, GitHub can't be asked, or there is nothing to assess.
    """
    base = server(offer.github_url or GITHUB)
    parsed = _distinct_targets([parse_target(text, base) for text in targets])
    if offer.offline and any(not isinstance(target, FolderTarget) for target in parsed):
        raise SourceError("With --offline only local folders can be read. Name folders, or leave --offline out.")
    github = cache(lambda: _github(base, offer, waiting))
    identity, url = _identity(parsed, offer, github, base)
    found: list[RepositorySource] = []
    for target in parsed:
        if isinstance(target, FolderTarget):
            found.extend(repositories_in(target.path.resolve()))
        elif isinstance(target, RepositoryTarget):
            found.append(_repository(target, github))
        else:
            found.extend(github().repositories(target.login))
    sources = select(_distinct(found), offer.rule)
    if not sources:
        raise NothingThereError("There are no public repositories to assess. That says nothing about the candidate: ask for work samples.")
    listed(sources)
    logins = [target.login for target in parsed if isinstance(target, AccountTarget)]
    identity = replace(identity, emails=identity.emails.union(*(github().addresses(login) for login in logins)))
    return Collected(identity, url, sources, _upstream(logins, offer.until, github))


def _upstream(logins: Sequence[str], until: date | None, github: "Callable[[], GitHub]") -> Upstream | None:
    """What others merged of all accounts of the candidate, of whom none is another."""
    if until is None:
        return None
    told = [found for login in logins if (found := github().merged_elsewhere(login, until)) is not None]
    own = {login.lower() for login in logins}
    pulls = {one.url: one for found in told for one in found.pulls if one.repository.split("/")[0].lower() not in own}
    hidden = sum(found.total - len(found.pulls) for found in told)
    return Upstream(total=len(pulls) + hidden, pulls=newest_first(pulls.values())) if told else None


def _github(base: str, offer: Offer, waiting: Waiting) -> "GitHub":
    """Loaded when it is first asked: its library takes longer to load than reading a small folder, and other processes start meanwhile."""
    from gitassay.sources.github import GitHub

    return GitHub(base, offer.token, waiting, gate=offer.gate)


def _distinct_targets(targets: Sequence[Target]) -> list[Target]:
    """Each target once: accounts first, then what is named by itself, which says more."""
    ranks = (AccountTarget, FolderTarget, RepositoryTarget)
    named = {_key(target): target for target in targets}
    return sorted(named.values(), key=lambda target: (ranks.index(type(target)), _key(target)))


def _key(target: Target) -> tuple[str, ...]:
    if isinstance(target, AccountTarget):
        return ("account", target.login.lower())
    if isinstance(target, FolderTarget):
        return ("folder", str(target.path.resolve()))
    return ("repository", target.id.lower() if target.github else target.id, target.commit or "")


def _identity(targets: Sequence[Target], offer: Offer, github: "Callable[[], GitHub]", base: str) -> tuple[Identity, str | None]:
    accounts = sorted({target.login for target in targets if isinstance(target, AccountTarget)}, key=str.lower)
    emails = frozenset(author.strip().lower() for author in offer.authors)
    if not accounts:
        return Identity(name=offer.name or _label(targets), emails=emails), None
    known = [github().identity(login) for login in accounts]
    first = known[0]
    every = emails.union(*(one.emails for one in known), *(_hidden(one) for one in known[1:]))
    return replace(first, name=offer.name or first.name, emails=every), f"{base}/{first.login}"


def _hidden(identity: Identity) -> set[str]:
    """The addresses GitHub gives an account that hides its own; those of a candidate's first account are known by its login."""
    domain = "users.noreply.github.com"
    login = (identity.login or "").lower()
    return {f"{login}@{domain}"} | ({f"{identity.account_id}+{login}@{domain}"} if identity.account_id is not None else set())


def _label(targets: Sequence[Target]) -> str:
    """A name for candidates without an account: the first repository's or folder's, in the order of names."""
    names = [Path(target.path).resolve().name if isinstance(target, FolderTarget) else getattr(target, "id", "") for target in targets]
    return min(names)


def _repository(target: RepositoryTarget, github: "Callable[[], GitHub]") -> RepositorySource:
    """A single repository. GitHub is asked about its own; what it knows helps, but a clone works without."""
    plain = RepositorySource(id=target.id, location=target.url, local=False, url=target.url.removesuffix(".git"), commit=target.commit)
    if not target.github:
        return replace(plain, url=target.url.removesuffix(".git"))
    try:
        return replace(github().repository(target.id), commit=target.commit)
    except SourceError:
        return plain


def _distinct(sources: Sequence[RepositorySource]) -> list[RepositorySource]:
    """Each repository once, the later of two alike; local ones that share a name are told apart by the folder they lie in."""
    pinned = {_place(source) for source in sources if source.commit is not None}
    by_place = {(_place(source), source.commit): source for source in sources if source.commit is not None or _place(source) not in pinned}
    ordered = sorted(by_place.values(), key=lambda source: (source.id, source.location, source.commit or ""))
    taken = Counter(source.id.lower() for source in ordered)
    clear = [replace(source, id=_longer(source)) if taken[source.id.lower()] > 1 and source.local else source for source in ordered]
    unique: dict[str, RepositorySource] = {}
    for source in clear:
        names = chain([source.id], (f"{source.id}-{number}" for number in count(2)))
        name = next(name for name in names if name.lower() not in unique)
        unique[name.lower()] = replace(source, id=name)
    return list(unique.values())


def _place(source: RepositorySource) -> str:
    """Where a repository lies, written in one way: GitHub's names know no upper and lower case."""
    return source.location if source.local else source.location.removesuffix(".git").lower()


def _longer(source: RepositorySource) -> str:
    folder = Path(source.location)
    parent = folder.parent.parent if folder.name == ".git" else folder.parent
    return f"{printable(os.fsencode(parent.name))}/{source.id}"
