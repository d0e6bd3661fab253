"""A real OpenID Connect provider on loopback: it describes itself, asks nobody's password, and signs what it says with a key of its own."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "gitassay", "a secret between the two"


@dataclass
class Provider:
    """Who is logged in there (`claims`), and what it does wrong when told to."""

    url: str
    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "42", "email": "ada@example.org", "email_verified": True})
    wrong: dict[str, Any] = field(default_factory=dict)
    """Claims that replace right ones in the token: another issuer, audience, nonce, or time."""
    stranger: bool = False
    """Sign with a key that it does not publish."""
    broken: bool = False
    """Answer every request with an error."""
    asked: list[dict[str, str]] = field(default_factory=list)
    exchanged: list[dict[str, str]] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the person is sent back to."""
        self.asked.append(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """The token for a code, once; None when the code or its verifier is wrong."""
        self.exchanged.append(form)
        query = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if query is None or query.get("code_challenge") != challenge or query["redirect_uri"] != form.get("redirect_uri"):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": query["nonce"]} | self.claims | self.wrong
        key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"}) if self.stranger else self.key
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def providing() -> Iterator[Provider]:
    """Run a provider until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        address = urlsplit(self.path)
        if provider.broken:
            self._say(500, {})
        elif address.path == "/.well-known/openid-configuration":
            self._say(200, provider.configuration())
        elif address.path == "/keys":
            self._say(200, {"keys": [provider.key.as_dict(private=False)]})
        elif address.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", provider.authorize(_single(address.query)))
            self.end_headers()
        else:
            self._say(404, {})

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        form = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
        made = provider.token(form)
        self._say(*((200, made) if made else (400, {"error": "invalid_grant"})))

    def _say(self, status: int, content: dict[str, Any]) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def _single(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
