"""Text from strangers: nothing in it is hidden, moves other text, or is a credential."""

import time

import pytest

from gitassay.plain import has_secret, visible, without_secrets
from tests.zoo.text import planted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("caf\u00e9 \u5fd8", "caf\u00e9 \u5fd8"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("a\u200bb", "a\\u200bb"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("one\ntwo", "one\\x0atwo"),
    ],
)
def test_what_cannot_be_seen_becomes_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines_and_tabs_stay_where_they_are_wanted() -> None:
    assert visible("one\n\ttwo\r", keep_lines=True) == "one\n\ttwo\\x0d"


def test_long_text_is_cut_before_it_is_looked_at() -> None:
    assert visible("x" * 1000, 5) == "xxxx\u2026"


@pytest.mark.parametrize("kind", sorted(planted()))
def test_a_credential_is_not_shown_whole(kind: str) -> None:
    token = planted()[kind]
    assert token not in without_secrets(f"API_TOKEN={token}\n")


@pytest.mark.parametrize("kind", sorted(set(planted()) - {"password", "url", "bearer"}))
def test_a_known_kind_of_credential_is_recognised_anywhere(kind: str) -> None:
    token = planted()[kind]
    assert has_secret(f"see {token} here")
    assert without_secrets(f"see {token} here") == f"see {token[:4]}\u2026[removed] here"


def test_the_body_of_a_private_key_goes_with_its_first_line() -> None:
    body = "MIIEpAIBAAKCAQEA" + "q7" * 24
    key = "-----BEGIN " + f"PRIVATE KEY-----\n{body}\n{body}\n-----END " + "PRIVATE KEY-----"
    assert without_secrets(f"a\n{key}\nb") == "a\n----\u2026[removed]\nb"
    assert body not in without_secrets(key[:90])


@pytest.mark.parametrize(
    "text",
    [
        "api_key=os.environ['OPENAI_API_KEY']",
        "max_tokens = 4096",
        'token = "positive"',
        "https://example.org/a:b/c@d",
        "sk-learn",
        "TOKEN=$TOKEN",
    ],
)
def test_what_is_no_credential_stays(text: str) -> None:
    assert without_secrets(text) == text


@pytest.mark.parametrize(
    "piece", ["a", "://a:", "eyJ", "SECRET_", "token:", "SG." + "a" * 20, "-----BEGIN " + "PRIVATE KEY-----", "TOKEN='1"]
)
def test_no_text_takes_long(piece: str) -> None:
    begin = time.monotonic()
    without_secrets(piece * (200_000 // len(piece)))
    assert time.monotonic() - begin < 1
