"""Who is assayed, and which repositories were offered."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of one repository. Only `read` and `partial` carry findings."""

    READ = "read"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    CORRUPT = "corrupt"
    REJECTED = "rejected"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    REFUSED = "refused"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Identity:
    """How the candidate's commits are recognised. Nothing here is ever an input to a score.

    `emails` are lower case. `known` is False when nothing says who the candidate is (local folders without `--author`).
    """

    name: str
    login: str | None = None
    account_id: int | None = None
    emails: frozenset[str] = frozenset()
    created_at: int | None = None

    @property
    def known(self) -> bool:
        """Whether commits can be told apart at all."""
        return bool(self.emails or self.login)

    def wrote(self, email: str) -> bool:
        """Whether a raw commit e-mail belongs to the candidate: a known address or GitHub's own noreply address of the account."""
        address = email.strip().lower()
        if address in self.emails:
            return True
        if self.login is None or not address.endswith("@users.noreply.github.com"):
            return False
        local = address.removesuffix("@users.noreply.github.com")
        number, plus, login = local.partition("+")
        if not plus:
            return local == self.login.lower()
        return login == self.login.lower() and (self.account_id is None or number == str(self.account_id))


@dataclass(frozen=True, slots=True)
class RepositorySource:
    """One repository on offer, before it is read.

    `id` is stable and free of this machine's paths; `url` is the web page (None for local folders);
    `location` is what is cloned: a URL, or the folder for `local` ones. Times are seconds since 1970.
    """

    id: str
    location: str
    local: bool
    url: str | None = None
    fork: bool = False
    archived: bool = False
    mirror: bool = False
    homepage: str | None = None
    description: str | None = None
    topics: tuple[str, ...] = ()
    licence: str | None = None
    created_at: int | None = None
    pushed_at: int | None = None
    size_kb: int | None = None
    ci_state: str | None = None
    own_commits: int | None = None
    commit: str | None = None
    skip_reason: str | None = None
    failure: tuple[Status, str] | None = None
