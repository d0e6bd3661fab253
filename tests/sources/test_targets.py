from pathlib import Path

import pytest

from gitassay.sources.errors import SourceError
from gitassay.sources.targets import AccountTarget, FolderTarget, RepositoryTarget, Target, parse_target, server

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ON_GITHUB = "https://github.com/ada/engine.git"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ada", AccountTarget("ada")),
        ("github:ada-1", AccountTarget("ada-1")),
        ("https://github.com/ada", AccountTarget("ada")),
        ("https://github.com/ada/", AccountTarget("ada")),
        ("ada/engine", RepositoryTarget(ON_GITHUB, "ada/engine", github=True)),
        ("github:ada/engine", RepositoryTarget(ON_GITHUB, "ada/engine", github=True)),
        (f"github:ada/engine@{COMMIT}", RepositoryTarget(ON_GITHUB, "ada/engine", github=True, commit=COMMIT)),
        ("https://github.com/ada/engine", RepositoryTarget(ON_GITHUB, "ada/engine", github=True)),
        ("https://github.com/ada/engine.git", RepositoryTarget(ON_GITHUB, "ada/engine", github=True)),
        ("https://www.github.com/ada/engine/", RepositoryTarget(ON_GITHUB, "ada/engine", github=True)),
        ("https://github.com/ada/engine@abc1234", RepositoryTarget(ON_GITHUB, "ada/engine", github=True, commit="abc1234")),
        ("https://forge.example/g/s/p.git", RepositoryTarget("https://forge.example/g/s/p.git", "forge.example/g/s/p", github=False)),
        ("https://forge.example:8443/p", RepositoryTarget("https://forge.example:8443/p", "forge.example:8443/p", github=False)),
    ],
)
def test_a_target_is_understood(text: str, target: Target) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "-rf",
        "--upload-pack=x",
        "ext::sh -c x",
        "git@github.com:ada/engine.git",
        "ssh://git@github.com/ada/engine",
        "git://github.com/ada/engine",
        "file:///etc",
        "http://github.com/ada/engine",
        "https://",
        "https://ada:secret@github.com/ada/engine",
        "https://github.com/ada/engine/tree/main",
        "https://github.com/../orgs/x",
        "https://github.com/ada/..",
        "https://github.com/ada/engine?x=$TOKEN",
        "https://github.com/ada/engine#x",
        "https://github.com/ada/en gine",
        "https://github.com/ada/engine\n",
        "https://forge.example/../x",
        "https://forge.example",
        "https://[::1/x",
        "https://forge.example:99999/x",
        "github:ada/../x",
        "github:ada/x/y",
        "github:",
        "ада",
        "ada_b_c/x y",
        "./nothing-here",
        "/nothing/here",
        "~nobody-at-all/x",
        "x" * 5_000,
        "a\0b",
    ],
)
def test_a_wrong_target_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SourceError, match=r"^[^\0]+\.$"):
        parse_target(text)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(SourceError) as caught:
        parse_target("https://ada:hunter2@github.com/ada/engine")
    assert "hunter2" not in str(caught.value)


def test_a_folder_that_is_there_comes_before_an_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ada").mkdir()
    monkeypatch.chdir(tmp_path)
    assert parse_target("ada") == FolderTarget(Path("ada"))
    assert parse_target("github:ada") == AccountTarget("ada")
    assert parse_target(str(tmp_path)) == FolderTarget(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ada").write_text("x")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="'ada' is no folder"):
        parse_target("ada")


def test_another_server_has_its_own_addresses() -> None:
    target = parse_target("http://127.0.0.1:8940/ada/engine", "http://127.0.0.1:8940")
    assert target == RepositoryTarget("http://127.0.0.1:8940/ada/engine.git", "ada/engine", github=True)
    assert parse_target("ada/engine", "http://127.0.0.1:8940") == target


@pytest.mark.parametrize(
    "text", ["https://git.example", "https://git.example/", "https://git.example/api/v3", "https://git.example/api/v3/"]
)
def test_the_address_of_a_server_is_cut_to_what_is_needed(text: str) -> None:
    assert server(text) == "https://git.example"


@pytest.mark.parametrize(
    "text", ["git.example", "ftp://git.example", "https://u:p@git.example", "https://git.example/x", "https://", "https://a:b"]
)
def test_what_is_no_server_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="no address of a server"):
        server(text)
