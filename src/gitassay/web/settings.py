"""How the server is set up."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider: where it describes itself, and what it knows us as."""

    url: str
    client_id: str
    client_secret: str
    title: str = "your organisation"


@dataclass(frozen=True, slots=True)
class Settings:
    """`hosts` are the names the server answers to; `secure` when it is reached over TLS; `token` lets `local` in, once."""

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    secure: bool = False
    token: str | None = None
    local: str | None = None
    provider: Provider | None = None
    logins_a_minute: int = 10
    exports_a_minute: int = 30
    requests_a_minute: int = 600
    inbox_lines: int = 50
    roles: dict[str, str] = field(default_factory=dict)
    """Roles by the mail address that an identity provider vouches for; others can't log in through it."""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; over TLS one that a browser takes from this very host alone."""
        return "__Host-gitassay" if self.secure else "gitassay"
