from typing import Any

import pytest

from gitassay.sources.advisories.record import advisory, affects


def record(ecosystem: str, name: str, *events: dict[str, str], versions: tuple[str, ...] = (), kind: str = "ECOSYSTEM") -> dict[str, Any]:
    ranges = [{"type": kind, "events": list(events)}] if events else []
    return {"id": "GHSA-1", "affected": [{"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges, "versions": list(versions)}]}


FIXED = ({"introduced": "0"}, {"fixed": "2.0"})
LAST = ({"introduced": "1.0"}, {"last_affected": "1.5"})
TWICE = ({"introduced": "3.0"}, {"fixed": "1.2"}, {"introduced": "0"}, {"fixed": "3.1"})


@pytest.mark.parametrize(
    ("events", "version", "expected"),
    [
        (FIXED, "1.9", True),
        (FIXED, "2.0", False),
        (FIXED, "2.0rc1", True),
        (LAST, "0.9", False),
        (LAST, "1.5", True),
        (LAST, "1.5.1", False),
        (TWICE, "1.1", True),
        (TWICE, "2.0", False),
        (TWICE, "3.0.5", True),
        (TWICE, "3.1", False),
        (({"introduced": "0"}, {"limit": "2"}), "3", False),
        (FIXED, "no version", False),
    ],
)
def test_ranges_are_judged_as_the_schema_says(events: tuple[dict[str, str], ...], version: str, expected: bool) -> None:
    assert expected == affects(record("PyPI", "x", *events), "pypi", "x", version)


def test_listed_versions_count_however_they_are_written() -> None:
    assert affects(record("PyPI", "x", versions=("1.0",)), "pypi", "X", "1.0.0")


def test_a_range_of_commits_says_nothing_about_versions() -> None:
    assert not affects(record("PyPI", "x", *FIXED, kind="GIT"), "pypi", "x", "1.0")


@pytest.mark.parametrize(
    ("ours", "theirs", "written", "asked", "expected"),
    [
        ("pypi", "PyPI", "Foo.Bar", "foo-bar", True),
        ("cargo", "crates.io", "a_b", "a-b", True),
        ("npm", "npm", "@s/p", "@s/p", True),
        ("go", "Go", "example.org/A", "example.org/a", False),
        ("pypi", "npm", "x", "x", False),
        ("maven", "Maven", "g:a", "g:a", True),
    ],
)
def test_names_are_compared_as_their_ecosystem_does(ours: str, theirs: str, written: str, asked: str, expected: bool) -> None:
    assert expected == affects(record(theirs, written, *FIXED), ours, asked, "1.0.0")


def test_of_a_record_only_what_is_well_formed_is_kept() -> None:
    told = advisory(
        {"id": "CVE-1", "aliases": ["GHSA-2", 3, "<b>", "CVE-1"], "published": "2020-01-02T03:04:05Z", "withdrawn": 7, "summary": "s" * 999}
    )
    assert told is not None
    assert (told.aliases, told.published, told.withdrawn, len(told.summary)) == (("GHSA-2",), "2020-01-02", "", 200)


@pytest.mark.parametrize("one", [None, 3, "", "a b", "x" * 300])
def test_a_record_without_a_usable_id_is_none(one: object) -> None:
    assert advisory({"id": one}) is None


@pytest.mark.parametrize(
    "affected", [None, 3, [3], [{"package": None}], [{"package": {"name": "x", "ecosystem": "PyPI"}, "ranges": [3], "versions": 3}]]
)
def test_a_malformed_record_affects_nothing(affected: object) -> None:
    assert not affects({"id": "X-1", "affected": affected}, "pypi", "x", "1.0")
