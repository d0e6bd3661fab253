"""What kind of place an address leads to, by its host."""

import tomllib
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from gitassay.resources import resource


class Host(StrEnum):
    """The kinds of hosts that links of a project lead to."""

    APPLICATION = "application"
    PAGES = "pages"
    OTHER_SERVICE = "other service"
    OWN = "own domain"
    LOCAL = "local"
    BROKEN = "broken"


@cache
def _known() -> tuple[tuple[Host, tuple[str, ...]], ...]:
    """The hosts of `config/hosts.toml` by their kind, in the order in which they are tried."""
    document = tomllib.loads((resource("config") / "hosts.toml").read_text(encoding="utf-8"))
    kinds = ((Host.APPLICATION, "applications"), (Host.PAGES, "pages"), (Host.OTHER_SERVICE, "services"))
    return tuple((kind, tuple(document[name])) for kind, name in kinds)


_SERVING = frozenset({"share.streamlit.io", "rawgit.com", "raw.githack.com"})
"""Hosts that serve people's pages and applications under paths of their own, not under sub-domains."""


@cache
def _roots() -> frozenset[str]:
    """Hosts that are the front page of a service and no application on it."""
    return frozenset(host for kind, hosts in _known() if kind is not Host.OTHER_SERVICE for host in hosts) - _SERVING


def kind_of(url: str) -> Host:
    """The kind of host an http(s) address leads to; a Space on the model hub is an application, other pages there are not."""
    try:
        parts = urlsplit(url[:2_000])
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return Host.BROKEN
    if not host or parts.scheme not in ("http", "https"):
        return Host.BROKEN
    if host in ("localhost", "0.0.0.0") or host.startswith(("127.", "192.168.", "10.")) or "." not in host:
        return Host.LOCAL
    if host == "huggingface.co" and parts.path.startswith("/spaces/") and parts.path.count("/") >= 3:
        return Host.APPLICATION
    if host in _roots():
        return Host.OTHER_SERVICE
    for kind, hosts in _known():
        if any(host == one or host.endswith("." + one) for one in hosts):
            return kind
    return Host.OTHER_SERVICE if host.split(".", 1)[0] in ("docs", "doc", "blog", "wiki", "api", "status", "arxiv") else Host.OWN
