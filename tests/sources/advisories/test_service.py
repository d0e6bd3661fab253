from pathlib import Path
from typing import Any

import pytest

from gitassay.model.lookups import Advisory, PackageVersion
from gitassay.sources.advisories.service import AdvisoryService
from gitassay.sources.web import Web
from tests.support.packageserver import PackageServer, Reply, as_json, package_server

TODAY = "2026-01-02"
FLASK = PackageVersion("pypi", "flask", "0.5")
EXPRESS = PackageVersion("npm", "express", "4.0.0")


def service(server: PackageServer, cache: Path | None = None, offline: bool = False) -> AdvisoryService:
    return AdvisoryService(Web(server.url, TODAY, cache, offline, sleep=lambda seconds: None))


def test_packages_are_asked_for_in_one_batch_and_each_advisory_once() -> None:
    with package_server() as server:
        server.answers["/v1/querybatch"] = as_json({"results": [{"vulns": [{"id": "GHSA-1", "modified": "x"}, {"id": "PYSEC-1"}]}, {}]})
        server.answers["/v1/vulns/GHSA-1"] = as_json({"id": "GHSA-1", "aliases": ["PYSEC-1"], "published": "2019-02-03T00:00:00Z"})
        server.answers["/v1/vulns/PYSEC-1"] = as_json({"id": "PYSEC-1", "published": "2019-02-04T00:00:00Z"})
        answers = service(server).ask([FLASK, EXPRESS])
        sent = next(one for one in server.sent if one)
    assert [(hit.package, hit.ids, hit.problem) for hit in answers.hits] == [(FLASK, ("GHSA-1", "PYSEC-1"), ""), (EXPRESS, (), "")]
    assert answers.advisories == (Advisory("GHSA-1", ("PYSEC-1",), "2019-02-03"), Advisory("PYSEC-1", (), "2019-02-04"))
    assert (answers.day, answers.source) == (TODAY, "service")
    assert sent["queries"] == [
        {"package": {"ecosystem": "PyPI", "name": "flask"}, "version": "0.5"},
        {"package": {"ecosystem": "npm", "name": "express"}, "version": "4.0.0"},
    ]


def test_further_pages_are_fetched_even_when_the_first_holds_nothing_else() -> None:
    def page(sent: dict[str, Any]) -> Reply:
        more = sent["queries"][0].get("page_token") == "t"
        return as_json({"results": [{"vulns": [{"id": "GHSA-2"}]} if more else {"next_page_token": "t"}]})

    with package_server() as server:
        server.answers["/v1/querybatch"] = page
        assert service(server).ask([FLASK]).hits[0].ids == ("GHSA-2",)


def test_pages_without_end_are_given_up() -> None:
    with package_server() as server:
        server.answers["/v1/querybatch"] = lambda sent: as_json({"results": [{"next_page_token": "t"}]})
        assert "has no end" in service(server).ask([FLASK]).hits[0].problem


def test_a_question_the_service_refuses_costs_that_package_alone() -> None:
    def judge(sent: dict[str, Any]) -> Reply:
        if any(query["package"]["name"] == "express" for query in sent["queries"]):
            return as_json({"code": 3, "message": "Invalid version"}, 400)
        return as_json({"results": [{"vulns": [{"id": "GHSA-1"}]} for _ in sent["queries"]]})

    with package_server() as server:
        server.answers["/v1/querybatch"] = judge
        hits = service(server).ask([FLASK, EXPRESS]).hits
    assert [(hit.ids, bool(hit.problem)) for hit in hits] == [(("GHSA-1",), False), ((), True)]


@pytest.mark.parametrize(
    "reply",
    [
        (404, b"", {}),
        (429, b"", {}),
        (503, b"", {}),
        (200, b"<html>", {}),
        as_json({}),
        as_json({"results": [{}, {}]}),
        as_json([1]),
        (403, b"", {}),
    ],
)
def test_whatever_goes_wrong_is_told_for_each_package(reply: Reply) -> None:
    with package_server() as server:
        server.answers["/v1/querybatch"] = reply
        answers = service(server).ask([FLASK])
    assert [(hit.ids, bool(hit.problem)) for hit in answers.hits] == [((), True)]


@pytest.mark.parametrize("reply", [(404, b"", {}), (500, b"", {}), (200, b"{", {}), as_json({"id": "OTHER-1"}), as_json({"id": 3})])
def test_an_advisory_that_cannot_be_had_still_counts(reply: Reply) -> None:
    with package_server() as server:
        server.answers["/v1/querybatch"] = as_json({"results": [{"vulns": [{"id": "GHSA-1"}, {"id": 5}, {"id": "<script>"}, 7]}]})
        server.answers["/v1/vulns/GHSA-1"] = reply
        answers = service(server).ask([FLASK])
    assert (answers.hits[0].ids, answers.advisories) == (("GHSA-1",), (Advisory("GHSA-1"),))


def test_the_same_answers_have_the_same_identity_and_others_another(tmp_path: Path) -> None:
    with package_server() as server:
        server.answers["/v1/querybatch"] = as_json({"results": [{}]})
        first = service(server, tmp_path).ask([FLASK])
        asked = len(server.seen)
        kept = service(server, tmp_path, offline=True).ask([FLASK])
        assert (first, asked) == (kept, len(server.seen))
        server.answers["/v1/querybatch"] = as_json({"results": [{"vulns": [{"id": "GHSA-1"}]}]})
        assert service(server).ask([FLASK]).sha256 != first.sha256
