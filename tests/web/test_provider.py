from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from starlette.testclient import TestClient

from gitassay.store.engine import reading
from gitassay.store.persons import persons
from gitassay.web.settings import Provider as Setting
from tests.support.identityprovider import CLIENT, SECRET, Provider, providing
from tests.support.reviewdesk import Desk, csrf_of, desk_in


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        """Follow no redirect."""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, provider: Provider) -> Iterator[Desk]:
    made = desk_in(tmp_path, provider=Setting(provider.url, CLIENT, SECRET), roles={"ada@example.org": "lead"})
    yield made
    made.store.dispose()


def come_in(client: TestClient, provider: Provider) -> Any:
    """Go the whole way: to the provider, and back with what it gives."""
    there = client.get("/provider")
    assert there.status_code == 302
    back = follow(there.headers["location"])
    return client.get(back.removeprefix("http://127.0.0.1"))


def follow(address: str) -> str:
    try:
        build_opener(Stay).open(address, timeout=5)
    except Exception as answer:  # urllib raises redirects that nobody follows
        return str(answer.headers["Location"])  # type: ignore[attr-defined]
    raise AssertionError("the provider did not send the person back")


def test_who_has_a_role_comes_in_and_is_the_same_person_next_time(desk: Desk, provider: Provider) -> None:
    for _ in range(2):
        client = desk.client()
        answer = come_in(client, provider)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert client.get("/api/me").json()["role"] == "lead"
    with reading(desk.store) as connection:
        assert [row.role for row in persons(connection) if row.name == "ada@example.org"] == ["lead"]


def test_it_asks_with_state_nonce_and_a_proof_key_and_sends_its_secret_to_the_token_endpoint_alone(desk: Desk, provider: Provider) -> None:
    come_in(desk.client(), provider)
    come_in(desk.client(), provider)
    (first, second), (exchanged, _) = provider.asked, provider.exchanged

    assert first["code_challenge_method"] == "S256"
    assert {"state", "nonce", "code_challenge"} <= set(first)
    assert [name for name in ("state", "nonce", "code_challenge") if first[name] == second[name]] == []
    assert SECRET not in str(provider.asked)
    assert exchanged["grant_type"] == "authorization_code"


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"sub": "7", "email": "tom@example.org", "email_verified": True}, 403),
        ({"sub": "7", "email": "ada@example.org", "email_verified": False}, 403),
        ({"sub": "7", "email": "ada@example.org"}, 403),
        ({"sub": "7", "email": "ada@example.org", "email_verified": "true"}, 403),
        ({"sub": "7"}, 403),
    ],
)
def test_who_has_no_role_or_no_verified_address_stays_out(desk: Desk, provider: Provider, claims: dict[str, Any], status: int) -> None:
    provider.claims = claims
    client = desk.client()

    assert come_in(client, provider).status_code == status
    assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "http://evil.example"}, {"aud": "another"}, {"nonce": "another"}, {"exp": 1_000_000_000}],
    ids=["issuer", "audience", "nonce", "time"],
)
def test_a_token_for_somebody_else_or_another_time_lets_nobody_in(desk: Desk, provider: Provider, wrong: dict[str, Any]) -> None:
    provider.wrong = wrong
    client = desk.client()

    assert come_in(client, provider).status_code == 502
    assert client.get("/api/me").status_code == 401


def test_a_token_signed_by_a_stranger_lets_nobody_in(desk: Desk, provider: Provider) -> None:
    provider.stranger = True
    client = desk.client()

    assert come_in(client, provider).status_code == 502
    assert client.get("/api/me").status_code == 401


def test_an_answer_to_somebody_elses_question_lets_nobody_in(desk: Desk, provider: Provider) -> None:
    victim, attacker = desk.client(), desk.client()
    back = follow(attacker.get("/provider").headers["location"]).removeprefix("http://127.0.0.1")

    assert victim.get(back).status_code == 502
    assert victim.get("/api/me").status_code == 401


def test_an_answer_works_once(desk: Desk, provider: Provider) -> None:
    client = desk.client()
    back = follow(client.get("/provider").headers["location"]).removeprefix("http://127.0.0.1")

    assert [client.get(back).status_code, desk.client().get(back).status_code, client.get(back).status_code] == [303, 502, 502]


def test_a_provider_that_fails_is_told_of_and_is_no_fault_of_the_server(desk: Desk, provider: Provider) -> None:
    provider.broken = True
    answer = desk.client().get("/provider")

    assert answer.status_code == 502
    assert "The identity provider did not let you in." in answer.text


def test_whose_access_ended_stays_out_whatever_the_provider_says(desk: Desk, provider: Provider) -> None:
    come_in(desk.client(), provider)
    with reading(desk.store) as connection:
        ada = next(row for row in persons(connection) if row.name == "ada@example.org")
    desk.persons["ada"] = ada
    admin = desk.entered("admin")
    admin.post(f"/persons/{ada.id}", data={"access": "end", "csrf": csrf_of(admin)})
    client = desk.client()

    assert come_in(client, provider).status_code == 403
    assert client.get("/api/me").status_code == 401
