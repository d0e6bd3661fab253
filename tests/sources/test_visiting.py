import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gitassay.sources.visiting import LinkState, VisitLimits, Way, visit
from tests.support.canary import Listener

QUICK = VisitLimits(connect_seconds=1.0, total_seconds=2.0)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"


@contextmanager
def serving(answer: Callable[[bytes, socket.socket], None]) -> Iterator[tuple[int, list[bytes]]]:
    """A server on loopback; each request it got, and what it answers by itself."""
    requests: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def work() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            with client:
                request = client.recv(65_536)
                requests.append(request)
                try:
                    answer(request, client)
                except OSError:
                    continue

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], requests
    finally:
        server.close()


def sent(content: bytes) -> Callable[[bytes, socket.socket], None]:
    return lambda request, client: client.sendall(content)


def way(port: int) -> Way:
    """Loopback allowed as if it were public, for what is not about addresses."""
    return Way(resolve=lambda host, at: ["127.0.0.1"], allowed=lambda address: True, ports=frozenset({80, 443, port}))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PAGE + b"<h1>Letters</h1>", LinkState.UP),
        (PAGE + b"<p>This app has gone to sleep due to inactivity.</p>", LinkState.ASLEEP),
        (b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", LinkState.LOGIN_WALL),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone", LinkState.GONE),
        (b"HTTP/1.1 404 Not Found\r\n\r\nDEPLOYMENT_NOT_FOUND", LinkState.GONE),
        (PAGE + b"<p>Buy this domain today</p>", LinkState.PARKED),
        (PAGE, LinkState.GONE),
        (b"HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\nfail", LinkState.GONE),
        (b"HTTP/1.1 429 Slow\r\nContent-Length: 4\r\n\r\nslow", LinkState.NOT_CHECKED),
        (b"not HTTP at all\r\n\r\n", LinkState.GONE),
    ],
)
def test_the_state_follows_what_answers(content: bytes, expected: LinkState) -> None:
    with serving(sent(content)) as (port, _):
        assert expected == visit(f"http://letters.ada.net:{port}/", QUICK, way(port)).state


def test_a_redirect_to_a_login_is_a_login_wall() -> None:
    def answer(request: bytes, client: socket.socket) -> None:
        if b"GET /login" in request:
            client.sendall(PAGE + b"<form></form>")
        else:
            client.sendall(b"HTTP/1.1 302 Found\r\nLocation: /login?next=/\r\nContent-Length: 0\r\n\r\n")

    with serving(answer) as (port, _):
        assert visit(f"http://letters.ada.net:{port}/", QUICK, way(port)).state == LinkState.LOGIN_WALL


def test_the_name_stays_in_the_host_header_and_nothing_of_ours_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with serving(sent(PAGE + b"hello")) as (port, requests):
        visit(f"http://letters.ada.net:{port}/x", QUICK, way(port))
    names = sorted(line.split(b":", 1)[0].lower() for line in requests[0].split(b"\r\n")[1:] if line)
    assert (f"letters.ada.net:{port}".encode() in requests[0], names) == (True, [b"accept", b"accept-encoding", b"host", b"user-agent"])


def test_it_redirects_three_times_and_no_more() -> None:
    answer = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
    with serving(sent(answer)) as (port, requests):
        outcome = visit(f"http://letters.ada.net:{port}/", QUICK, way(port))
    assert (outcome.state, len(requests)) == (LinkState.NOT_CHECKED, 4)


def trickle(request: bytes, client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(60):
        client.sendall(b"X-Slow: a\r\n")
        time.sleep(0.2)


def test_a_server_that_trickles_its_headers_is_left_in_time() -> None:
    with serving(trickle) as (port, _):
        started = time.monotonic()
        outcome = visit(f"http://letters.ada.net:{port}/", VisitLimits(total_seconds=1.0), way(port))
    assert (outcome.state, time.monotonic() - started < 3) == (LinkState.GONE, True)


def endless(request: bytes, client: socket.socket) -> None:
    client.sendall(PAGE)
    for _ in range(200):
        client.sendall(b"a" * 65_536)


def test_of_an_endless_page_only_the_beginning_is_read() -> None:
    with serving(endless) as (port, _):
        assert visit(f"http://letters.ada.net:{port}/", QUICK, way(port)).state == LinkState.UP


# What must never be contacted. The canary listens; every row must leave it without a visitor.


FORBIDDEN = (
    "127.0.0.1",
    "127.9.9.9",
    "::1",
    "::ffff:127.0.0.1",
    "0.0.0.0",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "64:ff9b::7f00:1",
)


@pytest.mark.parametrize("answer", FORBIDDEN)
def test_a_public_name_that_resolves_to_a_forbidden_address_is_not_contacted(answer: str) -> None:
    with Listener() as canary:
        only = Way(resolve=lambda host, port: [answer], ports=frozenset({canary.port}))
        outcome = visit(f"http://rebound.ada.net:{canary.port}/", QUICK, only)
        assert (outcome.state, canary.visits) == (LinkState.NOT_CHECKED, [])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]", "user@127.0.0.1", "ada.net@127.0.0.1", "0"],
)
def test_no_spelling_of_this_machine_is_contacted(host: str) -> None:
    with Listener() as canary:
        outcome = visit(f"http://{host}:{canary.port}/", QUICK, Way(ports=frozenset({canary.port})))
        assert (outcome.state, canary.visits) == (LinkState.NOT_CHECKED, [])


def test_a_name_that_is_public_when_checked_and_loopback_when_asked_again_is_not_contacted() -> None:
    """The resolver answers with a public address once and with this machine ever after: whoever resolves twice is caught."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    with Listener() as canary:
        visit(f"http://rebound.ada.net:{canary.port}/", QUICK, Way(resolve=rebinding, ports=frozenset({canary.port})))
        assert (canary.visits, asked) == ([], ["rebound.ada.net"])


def test_a_name_with_one_public_and_one_forbidden_address_is_not_contacted() -> None:
    with Listener() as canary:
        mixed = Way(resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"], ports=frozenset({canary.port}))
        outcome = visit(f"http://rebound.ada.net:{canary.port}/", QUICK, mixed)
        assert (outcome.state, canary.visits) == (LinkState.NOT_CHECKED, [])


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "//127.1:{port}/", "http://inner.ada.net:{port}/", "file:///etc/passwd"],
)
def test_a_redirect_to_a_forbidden_place_is_not_followed(location: str) -> None:
    with Listener() as canary:
        answer = f"HTTP/1.1 302 Found\r\nLocation: {location.format(port=canary.port)}\r\nContent-Length: 0\r\n\r\n".encode()
        with serving(sent(answer)) as (port, requests):
            passes = iter([True, False])  # the first server stands for one outside, whatever comes after it for this machine
            outer = Way(lambda host, at: ["127.0.0.1"], lambda address: next(passes), frozenset({port, canary.port}))
            reached = visit(f"http://outer.ada.net:{port}/", QUICK, outer)
        assert (reached.state, canary.visits, len(requests)) == (LinkState.NOT_CHECKED, [], 1)


def test_the_canary_counts_a_visitor_where_the_gate_is_open() -> None:
    with Listener() as canary:
        visit(f"http://letters.ada.net:{canary.port}/", QUICK, way(canary.port))
        assert len(canary.visits) == 1


# Over TLS the name is what is asked for and what the certificate is checked against, while the address is the one that was checked.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "letters.ada.net")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("letters.ada.net")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    return folder / "cert.pem", folder / "key.pem"


@pytest.mark.parametrize(("host", "expected"), [("letters.ada.net", LinkState.UP), ("words.ada.net", LinkState.GONE)])
def test_the_certificate_has_to_be_that_of_the_name(certificate: tuple[Path, Path], host: str, expected: LinkState) -> None:
    asked: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda connection, name, within: asked.append(name)

    def answer(client: socket.socket) -> None:
        with context.wrap_socket(client, server_side=True) as secure:
            secure.recv(65_536)
            secure.sendall(PAGE + b"hello")

    with serving_raw(answer) as port:
        trusting = Way(lambda name, at: ["127.0.0.1"], lambda address: True, frozenset({port}), str(certificate[0]))
        outcome = visit(f"https://{host}:{port}/", QUICK, trusting)
    assert (outcome.state, asked) == (expected, [host])


@contextmanager
def serving_raw(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    server = socket.create_server(("127.0.0.1", 0))

    def work() -> None:
        client, _ = server.accept()
        with client, suppress(OSError):
            answer(client)

    threading.Thread(target=work, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        server.close()
