import pytest

from gitassay.model.lookups import RegistryPackage, Release
from gitassay.sources.registries.npm_registry import NpmRegistry
from gitassay.sources.web import Web
from tests.support.packageserver import Reply, as_json, package_server

TODAY = "2026-01-02"


def ask(name: str, reply: Reply, path: str = "/demo") -> RegistryPackage:
    with package_server() as server:
        server.answers[path] = reply
        return NpmRegistry(Web(server.url, TODAY, sleep=lambda seconds: None)).ask(name)[0]


def packument(versions: dict[str, dict[str, object]], time: dict[str, object]) -> Reply:
    return as_json({"name": "demo", "dist-tags": {}, "versions": versions, "time": time})


def test_releases_have_their_days() -> None:
    told = ask("demo", packument({"1.0.0": {}, "2.0.0": {}}, {"created": "x", "modified": "x", "1.0.0": "2020-01-01T00:00:00.000Z"}))
    assert (told.releases, told.tells_status) == ((Release("1.0.0", "2020-01-01"), Release("2.0.0")), True)


def test_a_deprecated_release_carries_the_makers_words() -> None:
    told = ask(
        "demo",
        packument({"1.0.0": {"deprecated": "use other"}, "2.0.0": {"deprecated": True}, "3.0.0": {"deprecated": ""}}, {"modified": "x"}),
    )
    assert [one.deprecated for one in told.releases] == ["use other", "", None]


def test_a_copy_without_times_of_change_does_not_say_what_is_deprecated() -> None:
    assert not ask("demo", packument({"1.0.0": {}}, {"1.0.0": "2024-01-01T00:00:00Z"})).tells_status


def test_an_unpublished_package_is_gone() -> None:
    unpublished = as_json(
        {"name": "demo", "time": {"created": "x", "unpublished": {"time": "2020-01-01T00:00:00Z", "versions": ["1.0.0"]}}}
    )
    assert ask("demo", unpublished).state == "gone"


@pytest.mark.parametrize(
    ("reply", "state"), [((404, b'{"error":"not_found"}', {}), "gone"), ((429, b"", {}), "unknown"), ((500, b"", {}), "unknown")]
)
def test_gone_and_not_reachable_are_two_things(reply: Reply, state: str) -> None:
    assert ask("demo", reply).state == state


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"versions": []}', b'{"time": 3, "versions": 3}'])
def test_a_malformed_packument_is_unknown(body: bytes) -> None:
    assert ask("demo", (200, body, {})).state == "unknown"


def test_a_scoped_name_is_sent_as_one_segment() -> None:
    with package_server() as server:
        NpmRegistry(Web(server.url, TODAY)).ask("@scope/name")
        assert server.seen == [("GET", "/@scope%2Fname")]


@pytest.mark.parametrize("name", ["../x", "a b", "@scope", "http://evil.example/x", ""])
def test_a_name_that_no_registry_could_know_is_not_sent(name: str) -> None:
    with package_server() as server:
        assert NpmRegistry(Web(server.url, TODAY)).ask(name)[0].state == "unknown"
        assert server.seen == []


def test_where_a_package_leads_is_told() -> None:
    told = as_json(
        {"versions": {}, "time": {}, "homepage": "https://shop.example", "repository": {"url": "git+https://github.com/a/b.git"}}
    )
    assert ask("demo", told).leads_to == ("git+https://github.com/a/b.git", "https://shop.example")
