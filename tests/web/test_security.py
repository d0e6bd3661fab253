"""The items of OWASP's ASVS 5.0 that docs/hardening.md names for the review server, each by its number."""

import re
import time
from pathlib import Path

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from sqlalchemy import select, text, update
from starlette.testclient import TestClient

from gitassay.store.audit import latest
from gitassay.store.decisions import decide
from gitassay.store.engine import reading
from gitassay.store.persons import IDLE_SECONDS, WHOLE_SECONDS, add_person
from gitassay.store.tables import login, person
from gitassay.web.app import HEADERS
from tests.support.reviewdesk import AT, NAMES, PASSWORD, Desk, answers, csrf_of, desk_in, named
from tests.support.sample import sample_decision

IMKE = NAMES["reviewer"]
ADA = named("Ada Lovelace", "adalovelace")


def logged_in(client: TestClient) -> bool:
    return client.get("/api/me").status_code == 200


def set_cookie(desk: Desk) -> str:
    return str(desk.client().post("/login", data={"name": IMKE, "password": PASSWORD}).headers["set-cookie"])


# V3.3 cookies


def test_3_3_the_sessions_cookie_is_for_this_server_and_no_script(desk: Desk) -> None:
    assert re.sub(r"=[\w-]{43}", "=…", set_cookie(desk)) == "gitassay=…; HttpOnly; Path=/; SameSite=lax"


def test_3_3_over_tls_the_cookie_is_secure_and_bound_to_the_host(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, secure=True)
    assert re.sub(r"=[\w-]{43}", "=…", set_cookie(desk)) == "__Host-gitassay=…; HttpOnly; Path=/; SameSite=lax; Secure"


# V3.4 headers

PLACES = ("/login", "/", "/me", "/nowhere", "/assessments/" + "0" * 32, "/api/me", "/api/nothing", "/healthz", "/audit")


@pytest.mark.parametrize("path", PLACES)
def test_3_4_every_answer_keeps_a_browser_careful(desk: Desk, path: str) -> None:
    headers = desk.entered("reviewer").get(path).headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert [part for part in ("default-src 'none'", "frame-ancestors 'none'") if part not in policy] == []
    assert "unsafe" not in policy


def test_3_4_pages_run_no_script_but_ours(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer")
    client = desk.entered("reviewer")
    policies = {path: client.get(path).headers["content-security-policy"] for path in ("/", f"/assessments/{one}")}

    assert "script-src" not in policies["/"]
    assert re.search(r"script-src 'sha256-[^']{44}';", policies[f"/assessments/{one}"]) is not None
    assert [policy for policy in policies.values() if "base-uri 'none'; form-action 'self'" not in policy] == []


def test_3_4_1_over_tls_a_browser_is_told_to_stay_there(tmp_path: Path, desk: Desk) -> None:
    folder = tmp_path / "tls"
    folder.mkdir()
    assert "strict-transport-security" not in desk.client().get("/login").headers
    assert desk_in(folder, secure=True).client().get("/login").headers["strict-transport-security"] == "max-age=63072000"


def test_3_2_1_what_is_exported_is_a_file_that_no_browser_shows(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer")
    answer = desk.entered("reviewer").get(f"/assessments/{one}/export/sheet")

    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="candidate.html"'
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"


# V3.5 requests from elsewhere

STRANGE = (
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"},
)


@pytest.mark.parametrize("headers", STRANGE, ids=str)
def test_3_5_1_a_change_that_comes_from_elsewhere_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    one = desk.add(ADA, "reviewer")
    client = desk.entered("reviewer")
    sent = answers(ADA, 0) | {"csrf": csrf_of(client)}

    assert client.post(f"/assessments/{one}/decision", data=sent, headers=headers).status_code == 403
    assert client.post("/login", data={"name": IMKE, "password": PASSWORD}, headers=headers).status_code == 403
    own = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post(f"/assessments/{one}/decision", data=sent, headers=own).status_code == 303


@pytest.mark.parametrize("secret", ["", "0" * 64, "é"])
def test_3_5_1_a_change_without_the_sessions_secret_is_refused(desk: Desk, secret: str) -> None:
    client, other = desk.entered("reviewer"), desk.entered("lead")
    assert client.post("/me/sessions", data={"csrf": secret}).status_code == 403
    assert client.post("/me/sessions", data={"csrf": csrf_of(other)}).status_code == 403
    assert client.post("/me/sessions", data={"csrf": csrf_of(client)}).status_code == 303


def test_3_5_2_json_in_disguise_is_refused(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer")
    client = desk.entered("reviewer")
    headers = {"x-csrf-token": csrf_of(client), "if-match": "0", "content-type": "text/plain"}
    body = sample_decision(ADA).model_dump_json()

    assert client.post(f"/api/assessments/{one}/decisions", content=body, headers=headers).status_code == 415


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8765", ""])
def test_a_name_that_is_not_the_servers_is_refused(desk: Desk, host: str) -> None:
    assert desk.client().get("/login", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:8765"])
def test_the_servers_own_names_are_answered(desk: Desk, host: str) -> None:
    assert desk.client().get("/login", headers={"host": host}).status_code == 200


# V6 passwords


def test_6_passwords_are_kept_as_argon2id(desk: Desk) -> None:
    with desk.store.begin() as connection:
        made = add_person(connection, "Vera", "reader", AT, "import", PASSWORD)
        kept = connection.execute(select(person.c.password).where(person.c.id == made.id)).scalar_one()
    parameters = extract_parameters(kept)

    assert parameters.type is Type.ID
    assert (parameters.memory_cost >= 19_456, parameters.time_cost >= 2) == (True, True)


def test_6_3_an_unknown_name_and_a_wrong_password_are_answered_alike(desk: Desk) -> None:
    client = desk.client()
    wrong = client.post("/login", data={"name": IMKE, "password": "not the right one"})
    unknown = client.post("/login", data={"name": "Nobody Atall", "password": "not the right one"})

    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content) == (401, wrong.content)


def test_6_3_guessing_is_slowed_down_by_name_wherever_it_comes_from(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, logins_a_minute=3)
    got = []
    for number in range(4):
        client = TestClient(desk.app, base_url="http://127.0.0.1", client=(f"10.0.0.{number}", 1), follow_redirects=False)
        got.append(client.post("/login", data={"name": IMKE, "password": "not the right one"}))

    assert [answer.status_code for answer in got] == [401, 401, 401, 429]
    assert 0 < int(got[-1].headers["retry-after"]) <= 60


def test_6_3_guessing_is_slowed_down_by_address_whoever_is_tried(tmp_path: Path) -> None:
    client = desk_in(tmp_path, logins_a_minute=3).client()
    assert [client.post("/login", data={"name": f"N{n}", "password": "wrong"}).status_code for n in range(4)] == [401, 401, 401, 429]


def test_one_address_cannot_ask_without_end(tmp_path: Path) -> None:
    client = desk_in(tmp_path, requests_a_minute=5).client()
    assert [client.get("/healthz").status_code for _ in range(6)] == [200] * 5 + [429]


def test_exports_are_slowed_down(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, exports_a_minute=2)
    one, client = desk.add(ADA, "reviewer"), desk.entered("reviewer")
    assert [client.get(f"/assessments/{one}/export/json").status_code for _ in range(3)] == [200, 200, 429]


def test_a_new_password_needs_the_present_one_and_ends_other_sessions(desk: Desk) -> None:
    here, elsewhere = desk.client("reviewer"), desk.entered("reviewer")
    sent = {"present": PASSWORD, "wanted": "another long password", "csrf": csrf_of(here)}
    assert here.post("/me/password", data=sent | {"present": "wrong"}).status_code == 403
    assert here.post("/me/password", data=sent | {"wanted": "short"}).status_code == 422
    assert logged_in(elsewhere)
    assert here.post("/me/password", data=sent).status_code == 303

    assert (logged_in(here), logged_in(elsewhere)) == (True, False)
    login_with = {
        secret: desk.client().post("/login", data={"name": IMKE, "password": secret}).status_code for secret in (PASSWORD, sent["wanted"])
    }
    assert login_with == {PASSWORD: 401, "another long password": 303}


# V7 sessions


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "a" * 5_000, "é"])
def test_7_2_1_a_cookie_that_nobody_was_given_opens_nothing(desk: Desk, cookie: str) -> None:
    assert desk.client().get("/api/me", headers={"cookie": f"gitassay={cookie}".encode()}).status_code == 401


def test_7_2_3_a_session_is_256_random_bits_of_which_the_store_keeps_a_hash(desk: Desk) -> None:
    cookies = [desk.cookie("reviewer")["gitassay"] for _ in range(5)]
    with reading(desk.store) as connection:
        kept = set(connection.execute(select(login.c.id)).scalars())

    assert [len(cookie) for cookie in cookies] == [43] * 5
    assert len(set(cookies)) == 5
    assert kept.isdisjoint(cookies)


def test_7_2_4_logging_in_gives_a_new_session_and_ends_the_one_before(desk: Desk) -> None:
    client = desk.entered("reviewer")
    before = client.cookies["gitassay"]
    answer = client.post("/login", data={"name": IMKE, "password": PASSWORD})

    assert before not in answer.headers["set-cookie"]
    stale = desk.client()
    stale.cookies.set("gitassay", before)
    assert not logged_in(stale)


def test_7_2_4_a_session_that_somebody_planted_is_not_taken_over(desk: Desk) -> None:
    client = desk.client()
    client.cookies.set("gitassay", "planted", domain="127.0.0.1", path="/")
    answer = client.post("/login", data={"name": IMKE, "password": PASSWORD})

    assert "planted" not in answer.headers["set-cookie"]
    planted = desk.client()
    planted.cookies.set("gitassay", "planted")
    assert not logged_in(planted)


@pytest.mark.parametrize(
    ("seen", "begun", "lasts"), [(0, 0, True), (IDLE_SECONDS + 60, IDLE_SECONDS + 60, False), (0, WHOLE_SECONDS + 60, False)]
)
def test_7_3_sessions_end_without_use_and_after_a_day(desk: Desk, seen: int, begun: int, lasts: bool) -> None:
    client, now = desk.entered("reviewer"), int(time.time())
    with desk.store.begin() as connection:
        connection.execute(update(login).values(seen_at=now - seen, created_at=now - begun))

    assert logged_in(client) is lasts


def test_7_3_1_a_session_in_use_is_kept_from_ending(desk: Desk) -> None:
    client, now = desk.entered("reviewer"), int(time.time())
    with desk.store.begin() as connection:
        connection.execute(update(login).values(seen_at=now - IDLE_SECONDS + 60))
    client.get("/")
    with reading(desk.store) as connection:
        assert connection.execute(select(login.c.seen_at)).scalar_one() >= now


def test_7_4_1_logging_out_ends_the_session_on_the_server(desk: Desk) -> None:
    client = desk.entered("reviewer")
    kept = client.cookies["gitassay"]
    client.post("/logout", data={"csrf": csrf_of(client)})
    client.cookies.set("gitassay", kept)

    assert not logged_in(client)


@pytest.mark.parametrize("change", [{"access": "end"}, {"role": "reader"}])
def test_7_4_2_ending_access_or_changing_a_role_ends_all_sessions(desk: Desk, change: dict[str, str]) -> None:
    first, second, admin = desk.entered("reviewer"), desk.entered("reviewer"), desk.entered("admin")
    admin.post(f"/persons/{desk.persons['reviewer'].id}", data=change | {"csrf": csrf_of(admin)})

    assert (logged_in(first), logged_in(second), logged_in(admin)) == (False, False, True)


def test_7_4_5_an_administrator_ends_somebodys_sessions(desk: Desk) -> None:
    client, admin = desk.entered("reviewer"), desk.entered("admin")
    admin.post(f"/persons/{desk.persons['reviewer'].id}/sessions", data={"csrf": csrf_of(admin)})

    assert not logged_in(client)


def test_whose_access_ended_cannot_log_in(desk: Desk) -> None:
    admin = desk.entered("admin")
    admin.post(f"/persons/{desk.persons['reviewer'].id}", data={"access": "end", "csrf": csrf_of(admin)})

    assert desk.client().post("/login", data={"name": IMKE, "password": PASSWORD}).status_code == 401


def test_the_printed_address_lets_in_once_and_nobody_guesses_it(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, token="t" * 43, local="Ada")
    client = desk.client()

    assert [desk.client().get(f"/login?token={guess}").status_code for guess in ("", "x", "t" * 42, "é")] == [403] * 4
    assert client.get(f"/login?token={'t' * 43}").status_code == 303
    assert client.get("/api/me").json()["role"] == "admin"
    assert desk.client().get(f"/login?token={'t' * 43}").status_code == 403


# V8 whose it is: beside the matrix of routes and roles, what stands inside an answer


def test_8_2_others_decisions_show_after_ones_own(desk: Desk) -> None:
    tom = desk.hire("Tom Kilburn", "reviewer")
    one = desk.add(ADA, "reviewer", "Tom Kilburn", needed=2)
    with desk.store.begin() as connection:
        decide(connection, one, (tom.id, tom.name), sample_decision(ADA, genai=1), 0, AT)
    client = desk.entered("reviewer")
    told = [
        client.get(path).text
        for path in (f"/assessments/{one}", f"/api/assessments/{one}/decisions", f"/assessments/{one}/export/scorecard")
    ]
    assert [text for text in told if "whiteboard" in text] == []
    assert "Explained" not in client.get(f"/assessments/{one}/record").text

    client.post(f"/assessments/{one}/decision", data=answers(ADA, 1) | {"csrf": csrf_of(client)})
    assert "whiteboard" in client.get(f"/assessments/{one}/record").text
    assert len(client.get(f"/api/assessments/{one}/decisions").json()["decisions"]) == 2


TOKENS = ("lovelace", "okafor")
"""Of the candidate's name, and of the owner of all repositories."""


def test_8_2_nothing_tells_who_a_blind_candidate_is(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer", blind=True)
    for role in ("reviewer", "lead", "admin"):
        client = desk.entered(role)
        paths = ["/", "/api/assessments", f"/assessments/{one}", f"/assessments/{one}/record", f"/api/assessments/{one}"]
        paths += [f"/assessments/{one}/export/{name}" for name in ("json", "csv", "packages", "md", "sarif", "scorecard", "sheet", "html")]
        told = {path: client.get(path).text.lower() for path in paths}
        assert [(path, token) for path, text in told.items() for token in TOKENS if token in text] == []


def test_8_2_search_does_not_tell_who_a_blind_candidate_is(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer", blind=True)
    client = desk.entered("reviewer")

    def found(words: str) -> int:
        return len(client.get("/api/assessments", params={"q": words}).json()["assessments"])

    assert [found(words) for words in ("ada", "lovelace", "candidate", ADA.sha256[:4])] == [0, 0, 1, 1]
    client.post(f"/assessments/{one}/reveal", data={"reason": "She is invited.", "csrf": csrf_of(client)})
    assert [found(words) for words in ("ada", "candidate")] == [1, 0]
    with reading(desk.store) as connection:
        assert latest(connection, 1)[0].details == {"reason": "She is invited."}


def test_8_2_nobody_learns_who_it_is_without_a_reason(desk: Desk) -> None:
    one = desk.add(ADA, "reviewer", blind=True)
    client = desk.entered("reviewer")

    assert client.post(f"/assessments/{one}/reveal", data={"reason": "  ", "csrf": csrf_of(client)}).status_code == 422
    assert "lovelace" not in client.get("/").text.lower()


# What is sent


def test_what_is_too_large_or_does_not_say_how_large_it_is_is_refused(desk: Desk) -> None:
    client = desk.client()

    assert client.post("/login", data={"name": "a" * 250_000, "password": "b"}).status_code == 413
    assert client.post("/login", content=iter([b"name=a&password=b"])).status_code == 411
    assert client.post("/login", content=b"", headers={"content-length": "9" * 400}).status_code == 413


def test_files_and_floods_of_fields_are_refused(desk: Desk) -> None:
    client = desk.client()

    assert client.post("/login", files={"name": ("x.svg", b"<svg/>")}).status_code == 400
    assert (
        client.post(
            "/login", content="&".join(f"f{n}=1" for n in range(300)), headers={"content-type": "application/x-www-form-urlencoded"}
        ).status_code
        == 400
    )


@pytest.mark.parametrize(
    "body", ["", "[", "null", "[" * 50_000, '{"kind":' * 5_000, '{"choices":[{"score":1e999}]}', '{"note":"\\u0000"}', "\ud83d"]
)
def test_a_body_that_is_no_decision_is_told_so(desk: Desk, body: str) -> None:
    one = desk.add(ADA, "reviewer")
    client = desk.entered("reviewer")
    headers = {"x-csrf-token": csrf_of(client), "if-match": "0", "content-type": "application/json"}

    assert client.post(f"/api/assessments/{one}/decisions", content=body.encode(errors="surrogatepass"), headers=headers).status_code == 422


@pytest.mark.parametrize("version", ["", "-1", "1.5", "٣", "9" * 12, "x"])
def test_a_form_that_does_not_say_what_was_looked_at_is_refused(desk: Desk, version: str) -> None:
    one = desk.add(ADA, "reviewer")
    client = desk.entered("reviewer")

    assert (
        client.post(f"/assessments/{one}/decision", data=answers(ADA, 0) | {"version": version, "csrf": csrf_of(client)}).status_code == 422
    )


# V16 what is logged, and what a failure tells


def test_16_3_logins_and_refused_ones_are_on_record(desk: Desk) -> None:
    desk.client().post("/login", data={"name": IMKE, "password": "not the right one"})
    desk.client("reviewer")
    with reading(desk.store) as connection:
        told = [(event.action, event.actor, event.details) for event in reversed(latest(connection, 2))]

    assert told == [
        ("login refused", "nobody", {"from": "testclient"}),
        ("logged in", desk.persons["reviewer"].id, {"by": "password", "from": "testclient"}),
    ]


def test_16_4_1_what_is_logged_can_forge_no_line(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.entered("reader").get("/persons/" + "0" * 32)
    desk.client().post("/logout%0d%0aforged%1b[31m")
    desk.client().post("/logout")

    assert [record.getMessage() for record in caplog.records if record.name == "gitassay.web"] == [
        f"GET /persons/{'0' * 32}: refused with 403, asked from testclient",
        "POST /logout: refused with 401, asked from testclient",
    ]


def test_16_5_a_fault_tells_nothing_of_what_is_inside(desk: Desk) -> None:
    client = desk.entered("reviewer")
    with desk.store.begin() as connection:
        connection.execute(text("ALTER TABLE assignment RENAME TO gone"))
    answer = client.get("/")

    assert answer.status_code == 500
    assert "This is a fault in the server." in answer.text
    assert [word for word in ("Traceback", "sqlalchemy", "assignment") if word in answer.text] == []
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
