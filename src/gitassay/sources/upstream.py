"""Asks GitHub for an account's merged pull requests in repositories of others: one request, and none that a run waits for."""

import re
from datetime import UTC, date, datetime
from typing import Any

from gitassay.model.upstream import MergedPull, Upstream, newest_first
from gitassay.sources.github_wire import Wire, WireError
from gitassay.sources.targets import LOGIN, valid_full_name

MOST = 50
MOST_LINES = 10_000_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T)")


def merged_elsewhere(wire: Wire, query: str, base: str, login: str, until: date) -> Upstream | None:
    """What others merged by the end of a day; None when GitHub did not say.

    `query` is the GraphQL document, `base` the server's address. What an answer says is a stranger's: addresses are made here.
    """
    if not LOGIN.fullmatch(login):
        return None
    said = f"is:pr is:merged is:public author:{login} -user:{login} merged:<={until.isoformat()} sort:created-desc"
    try:
        answer = wire.graphql(query, {"said": said, "n": MOST}, tries=1)
    except WireError:
        return None
    nodes = _at(answer, "search", "nodes")
    if not isinstance(nodes, list):
        return None
    pulls = {one.url: one for node in nodes[:MOST] if (one := _pull(node, base, login, until)) is not None}
    count = _whole(_at(answer, "search", "issueCount")) or 0
    hidden = max(count - len(nodes), 0) if len(nodes) >= MOST else 0
    return Upstream(total=len(pulls) + hidden, pulls=newest_first(pulls.values()))


def _pull(row: Any, base: str, login: str, until: date) -> MergedPull | None:
    """One row, when it is a public pull request of the account in somebody else's repository, merged in time."""
    name, number, merged = _at(row, "repository", "nameWithOwner"), _whole(_at(row, "number")), _day(_at(row, "mergedAt"))
    if not isinstance(name, str) or not valid_full_name(name) or not number or merged is None or merged > until:
        return None
    others = name.split("/")[0].lower() != login.lower() and _at(row, "repository", "isPrivate") is False
    if not others or str(_at(row, "author", "login")).lower() != login.lower():
        return None
    added, taken = _whole(_at(row, "additions")), _whole(_at(row, "deletions"))
    lines = None if added is None or taken is None else min(added + taken, MOST_LINES)
    return MergedPull(repository=name, number=number, url=f"{base}/{name}/pull/{number}", merged=merged.isoformat(), lines=lines)


def _at(row: Any, *keys: str) -> Any:
    for key in keys:
        row = row.get(key) if isinstance(row, dict) else None
    return row


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return None
