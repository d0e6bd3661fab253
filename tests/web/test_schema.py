"""Schemathesis asks what the interface allows and what it forbids, Hypothesis fills in the forms: nothing may break the server."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from starlette.routing import Route

from gitassay.web.app import ROUTES
from gitassay.web.openapi import described
from tests.support.liveserver import serving
from tests.support.reviewdesk import Desk, answers, csrf_of, desk_in, named
from tests.support.sample import sample_decision

ADA = named("Ada Lovelace", "ada")
SECONDS = 10
CALM = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
schema = schemathesis.openapi.from_dict(described())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = desk_in(tmp_path_factory.mktemp("schema"))
    yield made
    made.store.dispose()


@pytest.fixture(scope="module")
def live(desk: Desk) -> Iterator[str]:
    with serving(desk.app) as address:
        yield address


@pytest.fixture(scope="module")
def one(desk: Desk) -> str:
    return desk.add(ADA, "reviewer")


@schema.parametrize()
@CALM
def test_the_interface_keeps_to_its_description(case: Case, desk: Desk, live: str) -> None:
    case.call_and_validate(base_url=live, timeout=SECONDS)


@pytest.fixture(scope="module")
def entrance(desk: Desk) -> tuple[dict[str, str], dict[str, str]]:
    """The cookie and the headers of somebody logged in."""
    client = desk.entered("reviewer")
    return {"gitassay": client.cookies["gitassay"]}, {"X-CSRF-Token": csrf_of(client)}


@schema.parametrize()
@CALM
def test_to_somebody_logged_in_too(case: Case, live: str, one: str, entrance: tuple[dict[str, str], dict[str, str]]) -> None:
    cookies, headers = entrance
    if "one" in case.path_parameters:
        case.path_parameters["one"] = one
    answer = case.call(base_url=live, timeout=SECONDS, cookies=cookies, headers=headers)

    case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WHOLE = sample_decision(ADA).model_dump(mode="json")


@given(field=st.sampled_from(sorted(WHOLE)), value=JSON, version=st.integers(0, 3))
@CALM
def test_a_decision_with_one_thing_wrong_breaks_nothing(
    desk: Desk, one: str, entrance: tuple[dict[str, str], dict[str, str]], field: str, value: Any, version: int
) -> None:
    cookies, headers = entrance
    client = desk.client()
    client.cookies.update(cookies)
    try:
        answer = client.post(f"/api/assessments/{one}/decisions", json=WHOLE | {field: value}, headers=headers | {"If-Match": str(version)})
    except ValueError:  # no JSON can hold infinity
        return

    assert answer.status_code in (201, 409, 422)


FORMS = [route for route in ROUTES if "POST" in (route.methods or ()) and not route.path.startswith("/api/")]
SLOW = ("/login", "/me/password", "/persons", "/persons/{one:key}/password")
"""Each of these hashes a password, which is meant to take long."""
VALUES = st.text(max_size=40) | st.sampled_from(["none", "5", "-1", "lead", "end", "2", "\0", "\u202e", "other", "1" * 300])


@pytest.mark.parametrize("route", FORMS, ids=[route.path for route in FORMS])
def test_a_form_filled_in_with_anything_breaks_nothing(desk: Desk, one: str, route: Route) -> None:
    calm = settings(CALM, max_examples=4) if route.path in SLOW else CALM
    names = sorted({*answers(ADA, 0), "c1-reason", "c1-note", "name", "password", "role", "access", "person", "needed", "reason", "wanted"})

    @given(sent=st.dictionaries(st.sampled_from(names), VALUES, max_size=len(names)), base=st.sampled_from([{}, answers(ADA, 0)]))
    @calm
    def filled(sent: dict[str, str], base: dict[str, str]) -> None:
        client = desk.entered("admin")
        key = desk.persons["reader"].id if route.path.startswith("/persons/") else one
        fields = base | sent | {"csrf": csrf_of(client)}
        assert client.post(route.path.replace("{one:key}", key), data=fields).status_code < 500

    filled()


@given(words=st.text(max_size=60), state=st.text(max_size=10), after=st.text(max_size=40), before=st.text(max_size=15))
@CALM
def test_addresses_with_anything_in_them_break_nothing(desk: Desk, words: str, state: str, after: str, before: str) -> None:
    client = desk.entered("lead")
    asked = {"q": words, "state": state, "after": after, "before": before, "about": before, "one": words}

    assert [path for path in ("/", "/audit", "/compare", "/api/assessments") if client.get(path, params=asked).status_code >= 500] == []
