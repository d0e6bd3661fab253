import pytest

from gitassay.versions import is_prerelease, order

ASCENDING = [
    ("pypi", ["1.0.dev1", "1.0a1", "1.0", "1.0.post1", "1.2", "1.10", "1!0.1"]),
    (
        "npm",
        ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0"],
    ),
    ("go", ["v0.0.0-20190101000000-abcdefabcdef", "v0.0.1", "v1.2.3-pre", "v1.2.3"]),
    ("rubygems", ["1.0.a", "1.0", "1.0.1", "1.2.b1", "1.2", "1.10"]),
    ("maven", ["1.0-alpha-1", "1.0-beta", "1.0-SNAPSHOT", "1.0", "1.0-sp", "1.0.1", "1.2", "1.10"]),
    ("composer", ["1.0.0-beta1", "1.0.0", "v1.0.1"]),
]


@pytest.mark.parametrize(("ecosystem", "versions"), ASCENDING)
def test_versions_sort_as_their_ecosystem_does(ecosystem: str, versions: list[str]) -> None:
    assert versions == sorted(set(versions), key=lambda version: order(ecosystem, version))


@pytest.mark.parametrize(
    ("ecosystem", "one", "other"),
    [("pypi", "1.0", "1.0.0"), ("npm", "v1.2.3+build", "1.2.3"), ("rubygems", "1", "1.0.0"), ("maven", "1.0.0-ga", "1")],
)
def test_versions_written_differently_are_the_same(ecosystem: str, one: str, other: str) -> None:
    assert order(ecosystem, one) == order(ecosystem, other)


@pytest.mark.parametrize(
    ("ecosystem", "text"), [("pypi", "latest"), ("npm", "workspace:*"), ("rubygems", "x"), ("maven", "${version}"), ("npm", "1" * 500)]
)
def test_what_is_no_version_has_no_place(ecosystem: str, text: str) -> None:
    assert order(ecosystem, text) is None


@pytest.mark.parametrize(
    ("ecosystem", "version", "expected"),
    [("pypi", "2.0rc1", True), ("pypi", "2.0", False), ("npm", "2.0.0-next.1", True), ("npm", "2.0.0+b", False)],
)
def test_a_prerelease_is_told_by_its_ending(ecosystem: str, version: str, expected: bool) -> None:
    assert expected == is_prerelease(ecosystem, version)
