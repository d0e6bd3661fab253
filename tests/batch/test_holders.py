import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gitassay.batch.holders import EARLY, Installation, holders
from gitassay.sources.errors import TokenError

GITHUB = "https://github.com"
HOUR = 3_600.0


class Apps:
    """The part of GitHub that gives tokens to installations of one app; it checks who asks by the app's public key."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
        self.secret = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        self.given = 0
        self.ends = datetime.now(UTC).timestamp() + HOUR
        apps = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None: ...

            def do_POST(self) -> None:
                status, told = apps.answer(self.path, self.headers["Authorization"].partition(" ")[2])
                content = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, path: str, proof: str) -> tuple[int, dict[str, str]]:
        try:
            claims = jwt.decode(proof, self.key.public_key(), algorithms=["RS256"])  # type: ignore[arg-type]
        except jwt.InvalidTokenError:
            return 401, {"message": "Bad credentials"}
        if str(claims["iss"]) != "77" or path != "/api/v3/app/installations/5/access_tokens":
            return 404, {"message": "Not Found"}
        self.given += 1
        return 201, {"token": f"ghs_{self.given}", "expires_at": datetime.fromtimestamp(self.ends, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


@pytest.fixture
def apps() -> Iterator[Apps]:
    made = Apps()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_an_installations_token_is_used_until_shortly_before_its_end(apps: Apps) -> None:
    clock = [apps.ends - HOUR]
    installation = Installation(apps.url, "77", apps.secret, 5, now=lambda: clock[0])
    first = installation()
    clock[0] = apps.ends - EARLY - 2
    still = installation()
    clock[0] = apps.ends - EARLY + 2

    assert (first, still, installation()) == ("ghs_1", "ghs_1", "ghs_2")


def test_an_installation_that_is_not_the_apps_is_told(apps: Apps) -> None:
    with pytest.raises(TokenError, match="no token for installation 6"):
        Installation(apps.url, "77", apps.secret, 6)()


def test_each_installation_and_each_token_is_a_holder(apps: Apps, tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(apps.secret)
    environment = {
        "GITASSAY_APP_ID": "77",
        "GITASSAY_APP_KEY_FILE": str(tmp_path / "key.pem"),
        "GITASSAY_APP_INSTALLATIONS": "5, 6",
        "GITHUB_TOKENS": "one,two one",
    }
    found = holders(apps.url, environment)

    assert [one.token() for one in (found[0], *found[2:])] == ["ghs_1", "one", "two"]
    assert len({one.id for one in found}) == 4


def test_a_key_that_is_not_there_is_told() -> None:
    with pytest.raises(TokenError, match="can't be read"):
        holders(GITHUB, {"GITASSAY_APP_ID": "77", "GITASSAY_APP_KEY_FILE": "nowhere.pem", "GITASSAY_APP_INSTALLATIONS": "5"})


def test_without_any_token_there_is_one_holder_who_has_none() -> None:
    (only,) = holders(GITHUB, {})

    assert (only.token(), only.anonymous) == (None, True)
