import pytest

from gitassay.model.lookups import RegistryPackage, Release
from gitassay.sources.registries.python_index import PythonIndex
from gitassay.sources.web import Web
from tests.support.packageserver import Reply, as_json, package_server

TODAY = "2026-01-02"


def file(filename: str, day: str | None = None, yanked: bool | str = False) -> dict[str, object]:
    told = {"filename": filename, "url": f"https://files.example/{filename}", "hashes": {}, "yanked": yanked}
    return told | ({"upload-time": f"{day}T10:00:00.000000Z"} if day else {})


def ask(name: str, reply: Reply) -> RegistryPackage:
    with package_server() as server:
        server.answers[f"/simple/{name}/"] = reply
        return PythonIndex(Web(f"{server.url}/simple", TODAY, sleep=lambda seconds: None)).ask(name)[0]


def page(*files: dict[str, object], **more: object) -> Reply:
    return as_json({"meta": {"api-version": "1.4"}, "name": "demo", "files": list(files), **more})


def test_releases_have_the_day_of_their_first_file() -> None:
    told = ask(
        "demo",
        page(file("demo-1.0.tar.gz", "2020-01-02"), file("demo-1.0-py3-none-any.whl", "2020-01-01"), file("demo-2.0.tar.gz", "2021-01-01")),
    )
    assert told.releases == (Release("1.0", "2020-01-01"), Release("2.0", "2021-01-01"))


def test_a_release_is_yanked_when_all_of_its_files_are() -> None:
    told = ask(
        "demo",
        page(file("demo-1.0.tar.gz", yanked="broken"), file("demo-1.0-py3-none-any.whl", yanked=True), file("demo-2.0.tar.gz", yanked="")),
    )
    assert [one.yanked for one in told.releases] == [True, True]
    assert [one.yanked for one in ask("demo", page(file("demo-1.0.tar.gz", yanked=True), file("demo-1.0-py3-none-any.whl"))).releases] == [
        False
    ]


def test_a_file_of_another_name_is_none_of_the_project() -> None:
    told = ask("pymupdf", page(file("PyMuPDF-1.14.19.post-2.tar.gz", "2019-01-01"), file("PyMuPDF-2.0.tar.gz", "2026-01-01")))
    assert told.releases == (Release("2.0", "2026-01-01"),)


def test_a_source_that_leaves_out_days_and_states_says_so() -> None:
    told = ask("demo", page(file("demo-1.0.tar.gz")))
    assert (told.releases, told.tells_status) == ((Release("1.0"),), False)


@pytest.mark.parametrize(("status", "expected"), [("active", ""), ("archived", "archived"), ("deprecated", "deprecated")])
def test_the_state_of_a_project_is_kept(status: str, expected: str) -> None:
    told = ask("demo", page(file("demo-1.0.tar.gz"), **{"project-status": {"status": status}}))
    assert (told.status, told.tells_status) == (expected, True)


@pytest.mark.parametrize(
    ("reply", "state"), [((404, b"", {}), "gone"), ((410, b"", {}), "gone"), ((429, b"", {}), "unknown"), ((502, b"", {}), "unknown")]
)
def test_gone_and_not_reachable_are_two_things(reply: Reply, state: str) -> None:
    assert ask("demo", reply).state == state


@pytest.mark.parametrize("body", [b"<html><a>demo</a></html>", b"{}", b'{"files": {}}', b"[" * 90_000])
def test_a_malformed_page_is_unknown(body: bytes) -> None:
    told = ask("demo", (200, body, {}))
    assert (told.state, bool(told.problem)) == ("unknown", True)


def test_malformed_files_are_passed_over() -> None:
    odd = as_json({"files": [3, {"filename": 3}, {"filename": "x" * 900}, {"filename": "demo-1.0.tar.gz", "upload-time": 3, "yanked": 3}]})
    assert ask("demo", odd).releases == (Release("1.0"),)


def test_a_name_that_no_index_could_know_is_not_sent() -> None:
    with package_server() as server:
        told, _ = PythonIndex(Web(server.url, TODAY)).ask("../../secrets")
        assert (told.state, server.seen) == ("unknown", [])


def test_json_is_asked_for() -> None:
    with package_server() as server:
        PythonIndex(Web(server.url, TODAY)).ask("demo")
        assert server.accepts == ["application/vnd.pypi.simple.v1+json"]


INFO = {"home_page": "", "project_urls": {"Source": "https://github.com/a/b", "Odd": 3}}


@pytest.mark.parametrize(
    ("own", "reply", "leads_to"),
    [
        (True, as_json({"info": INFO}), ("https://github.com/a/b",)),
        (True, as_json({"info": None}), ()),
        (True, (200, b"<html>", {}), ()),
        (True, (404, b"", {}), ()),
        (False, as_json({"info": INFO}), ()),
    ],
)
def test_only_of_own_packages_it_is_asked_where_they_lead(own: bool, reply: Reply, leads_to: tuple[str, ...]) -> None:
    with package_server() as server:
        server.answers["/simple/demo/"] = page(file("demo-1.0.tar.gz"))
        server.answers["/pypi/demo/json"] = reply
        web, beside = (Web(f"{server.url}{path}", TODAY, sleep=lambda seconds: None) for path in ("/simple", ""))
        told = PythonIndex(web, beside).ask("demo", own)[0]
    assert (told.state, told.leads_to) == ("found", leads_to)
