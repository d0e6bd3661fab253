"""Which addresses may be visited: the gate for links that a candidate wrote."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_URL = 2_048
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
_PRINTABLE = re.compile(r"^[\x21-\x7e]+$")
_NAME = re.compile(r"^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}$")
_SPECIAL = (
    "local",
    "localhost",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "test",
    "example",
    "invalid",
    "onion",
    "arpa",
    "localdomain",
)
_TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""Ranges that carry an IPv4 address inside and count as global all the same."""


class RefusedError(Exception):
    """An address may not be visited. The message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a visit goes: the parts of a URL that passed the gate."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The URL, its port only where it is unusual."""
        usual = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{self.host}{'' if self.port == usual else f':{self.port}'}{self.path}"


def target_of(url: str, ports: frozenset[int] = frozenset({80, 443})) -> Target:
    """Check a URL as text.

    Raises:
        RefusedError: it is not plain http(s) to a public name on a usual port.
    """
    if len(url) > MAX_URL or not _PRINTABLE.match(url) or "\\" in url:
        raise RefusedError("the address is too long or holds unusual characters")
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError as error:
        raise RefusedError("the address is malformed") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedError("only web addresses are visited")
    if "@" in parts.netloc:
        raise RefusedError("the address holds a user name")
    if port not in ports:
        raise RefusedError("only the usual ports are visited")
    host = (parts.hostname or "").rstrip(".")
    _check_host(host)
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port, f"{parts.path or '/'}{query}")


def _check_host(host: str) -> None:
    literal = _literal(host)
    if literal is None and (not _NAME.match(host) or host.rsplit(".", 1)[-1] in _SPECIAL):
        raise RefusedError("the address names no public host")
    if literal is not None and not is_public(literal):
        raise RefusedError("the address is not a public one")


def _literal(host: str) -> Address | None:
    """The IP address a host is written as in its canonical form, else None; other spellings of numbers are no names either."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address) and str(address) != host:
        raise RefusedError("the address is written in an unusual way")
    return address


def is_public(address: Address) -> bool:
    """Whether an address lies in the public internet, tunnels and embedded addresses unwrapped."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in network for network in _TUNNELS):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that this machine's resolver gives for a host.

    Raises:
        OSError: there is no such host.
    """
    return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def address_of(target: Target, resolve: Resolve, allowed: Callable[[Address], bool] = is_public) -> str:
    """Resolve a target once and return the address to connect to.

    Raises:
        RefusedError: any of its addresses is not public; one bad answer spoils all.
        OSError: there is no such host.
    """
    answers = resolve(target.host, target.port)
    addresses = [ipaddress.ip_address(answer.split("%", 1)[0]) for answer in answers]
    if not addresses:
        raise OSError("no such host")
    if not all(allowed(address) for address in addresses):
        raise RefusedError("the name leads to an address that is not public")
    return str(addresses[0])
