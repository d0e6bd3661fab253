"""What makes it unclear whose a candidate's commits are: names and addresses in git are what whoever commits writes there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from gitassay.model.candidate import Identity
from gitassay.model.snapshot import Commit

FEWEST = 10
"""Own commits below which it is not asked who recorded them."""
NAMES = 4
"""A login, a nickname and a name in full may have nothing in common."""
MAX_MAILMAP = 2_000
_SERVERS = frozenset({"noreply@github.com", "noreply@gitlab.com"})
"""Addresses under which servers record what somebody does on their pages."""
_MAPPED = re.compile(r"^[^<#\n]{0,200}<([^<>\s]{3,200})>[^<#\n]{0,200}<([^<>\s]{3,200})>\s*(?:#.*)?$")


def unclear_identities(commits: Sequence[Commit], identity: Identity, mailmap: str) -> tuple[str, ...]:
    """One sentence for each thing to ask about, without anybody's name or address.

    Commits under the candidate's addresses that others recorded, or that bear unlike names; other addresses that a `.mailmap` puts under
    the candidate's, which are counted as nobody's. All of it may be as it should: patches sent by mail, a changed name, an old address.
    """
    own = [commit for commit in commits if identity.wrote(commit.author_email)]
    by_others = sum(not _recorded_by(commit, identity) for commit in own)
    names = _unlike(Counter(commit.author_name for commit in own), identity)
    mapped = _mapped(commits, identity, mailmap)
    said = (
        (
            len(own) >= FEWEST and by_others * 2 > len(own),
            f"{by_others:,} of {len(own):,} commits under the candidate's addresses were recorded by somebody else.",
        ),
        (names >= NAMES, f"Commits under the candidate's addresses bear {names} unlike names."),
        (mapped > 0, f"A .mailmap puts other addresses, with {mapped:,} of the commits, under the candidate's; they were not counted."),
    )
    return tuple(sentence for holds, sentence in said if holds)


def _recorded_by(commit: Commit, identity: Identity) -> bool:
    address = commit.committer_email.strip().lower()
    return address in _SERVERS or address == commit.author_email.strip().lower() or identity.wrote(address)


def _unlike(names: Counter[str], identity: Identity) -> int:
    """How many groups of names there are that have no word in common.

    What is like the login is one group. Names in other letters than Latin ones are like any: they may be the same name.
    """
    groups: list[set[str]] = []
    for name in sorted(names):
        words = {word for word in re.split(r"[\W\d_]+", _without_marks(name[:200]).casefold()) if len(word) > 1 and word.isascii()}
        alike = [group for group in groups if any(_akin(one, other) for one in words for other in group)]
        groups = [group for group in groups if group not in alike] + [words.union(*alike)] if words else groups
    login = (identity.login or "").casefold()
    known = sum(bool(login) and any(_akin(word, login) for word in group) for group in groups)
    return len(groups) - max(known - 1, 0)


def _without_marks(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


def _akin(one: str, other: str) -> bool:
    return one in other or other in one


def _mapped(commits: Sequence[Commit], identity: Identity, mailmap: str) -> int:
    """Commits under addresses of others that a `.mailmap` gives to the candidate."""
    rows = (_MAPPED.match(line[:500]) for line in mailmap.splitlines()[:MAX_MAILMAP])
    others = {row.group(2).lower() for row in rows if row and identity.wrote(row.group(1)) and not identity.wrote(row.group(2))}
    return sum(commit.author_email.strip().lower() in others for commit in commits)
