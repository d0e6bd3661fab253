from pathlib import Path

import pytest

from gitassay.sources import web
from gitassay.sources.web import Web, WebError, parsed
from tests.support.packageserver import as_json, package_server

TODAY = "2026-01-02"


def test_an_answer_is_dated() -> None:
    with package_server() as server:
        server.answers["/a"] = as_json({"b": 1})
        answer = Web(server.url, TODAY).get("a")
    assert (answer.status, parsed(answer.body), answer.day) == (200, {"b": 1}, TODAY)


def test_an_answer_of_the_same_day_is_asked_for_once(tmp_path: Path) -> None:
    with package_server() as server:
        server.answers["/a"] = as_json({"b": 1})
        first = Web(server.url, TODAY, tmp_path).get("a")
        again = Web(server.url, TODAY, tmp_path).get("a")
        assert (first, len(server.seen)) == (again, 1)
        Web(server.url, "2026-01-03", tmp_path).get("a")
        assert len(server.seen) == 2


def test_offline_nothing_is_sent_and_an_old_answer_keeps_its_day(tmp_path: Path) -> None:
    with package_server() as server:
        server.answers["/a"] = as_json({"b": 1})
        Web(server.url, TODAY, tmp_path).get("a")
        assert Web(server.url, "2026-02-02", tmp_path, offline=True).get("a").day == TODAY
        with pytest.raises(WebError, match="nothing is sent"):
            Web(server.url, TODAY, tmp_path, offline=True).get("b")
        assert server.seen == [("GET", "/a")]


def test_a_damaged_answer_is_asked_for_anew(tmp_path: Path) -> None:
    with package_server() as server:
        server.answers["/a"] = as_json({"b": 1})
        Web(server.url, TODAY, tmp_path).get("a")
        kept = next(path for path in tmp_path.rglob("*") if path.is_file())
        kept.write_bytes(kept.read_bytes()[:-1])
        assert parsed(Web(server.url, TODAY, tmp_path).get("a").body) == {"b": 1}


def test_a_redirect_to_another_server_is_not_followed() -> None:
    with package_server() as server, package_server() as other:
        server.answers["/a"] = (302, b"", {"Location": f"{other.url}/a"})
        with pytest.raises(WebError, match="redirects to another server"):
            Web(server.url, TODAY).get("a")
        assert other.seen == []


def test_a_redirect_on_the_same_server_is_followed() -> None:
    with package_server() as server:
        server.answers["/a"] = (301, b"", {"Location": "/b"})
        server.answers["/b"] = as_json({})
        assert Web(server.url, TODAY).get("a").status == 200


@pytest.mark.parametrize(("status", "said"), [(429, "fewer questions"), (503, "fails \\(503\\)")])
def test_a_busy_server_is_asked_again_and_then_given_up(status: int, said: str) -> None:
    waits: list[float] = []
    with package_server() as server:
        server.answers["/a"] = (status, b"", {"Retry-After": "2"})
        with pytest.raises(WebError, match=said):
            Web(server.url, TODAY, sleep=waits.append).get("a")
        assert (len(server.seen), waits) == (3, [2.0, 2.0])


def test_a_server_that_recovers_answers() -> None:
    with package_server() as server:
        server.answers["/a"] = [(500, b"", {}), as_json({})]
        assert Web(server.url, TODAY, sleep=lambda seconds: None).get("a").status == 200


def test_a_wait_of_an_hour_is_not_waited() -> None:
    waits: list[float] = []
    with package_server() as server:
        server.answers["/a"] = (429, b"", {"Retry-After": "3600"})
        with pytest.raises(WebError):
            Web(server.url, TODAY, sleep=waits.append).get("a")
    assert waits == []


def test_an_answer_without_end_is_cut() -> None:
    with package_server() as server:
        server.answers["/a"] = (200, b"x" * 3_000_000, {})
        with pytest.raises(WebError, match="larger than 2 MB"):
            Web(server.url, TODAY).get("a", limit=2_000_000)


def test_an_answer_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "ANSWER_SECONDS", -1)
    with package_server() as server:
        server.answers["/a"] = as_json({})
        with pytest.raises(WebError, match="takes longer"):
            Web(server.url, TODAY).get("a")


def test_nobody_there_is_a_sentence_without_an_address() -> None:
    with package_server() as server:
        gone = server.url
    with pytest.raises(WebError, match="does not answer") as caught:
        Web(gone, TODAY, sleep=lambda seconds: None).get("a")
    assert gone not in str(caught.value)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_not_repeated(status: int) -> None:
    with package_server() as server:
        server.answers["/a"] = (status, b"", {})
        with pytest.raises(WebError, match="refused"):
            Web(server.url, TODAY).get("a")
        assert len(server.seen) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"[" * 100_000])
def test_what_is_no_json_object_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(WebError, match="no JSON"):
        parsed(body)


def test_only_http_is_spoken() -> None:
    with pytest.raises(WebError):
        Web("file:///etc/passwd", TODAY)
