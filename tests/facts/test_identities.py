from pathlib import Path

import pytest

from gitassay.facts.identities import unclear_identities
from gitassay.model.candidate import Identity
from gitassay.sources.limits import SNAPSHOT
from gitassay.sources.snapshot import open_snapshot
from tests.support.gitrepo import CommitSpec, make_repository

ADA = Identity("ada", login="alovelace", account_id=7, emails=frozenset({"ada@example.org"}))
DAY = 86_400


def history(path: Path, *specs: CommitSpec) -> tuple[str, ...]:
    """What is unclear about a repository of these commits, oldest first, whose .mailmap is that of the last."""
    head = make_repository(path, specs)
    with open_snapshot(str(path), "ada/ferry", head, SNAPSHOT) as snapshot:
        return unclear_identities(snapshot.commits, ADA, str(specs[-1].files.get(".mailmap", "")))


def spec(number: int, author: str = "Ada Lovelace", email: str = "ada@example.org", committer: str | None = None) -> CommitSpec:
    files: dict[str, str | bytes | None] = {"a.py": f"x = {number}\n"}
    return CommitSpec(files=files, author=author, email=email, time=1_700_000_000 + number * DAY, committer_email=committer)


def test_an_ordinary_history_leaves_nothing_open(tmp_path: Path) -> None:
    other = spec(13, "Bob", "bob@example.org")
    assert history(tmp_path / "a", *(spec(number) for number in range(12)), other) == ()


def test_commits_that_others_recorded_are_asked_about(tmp_path: Path) -> None:
    own = (spec(number, committer="bob@example.org" if number < 7 else None) for number in range(12))
    assert history(tmp_path / "a", *own) == ("7 of 12 commits under the candidate's addresses were recorded by somebody else.",)


@pytest.mark.parametrize("committer", ["noreply@github.com", "7+alovelace@users.noreply.github.com", "ada@example.org"])
def test_what_a_server_or_the_candidate_recorded_is_not(tmp_path: Path, committer: str) -> None:
    assert history(tmp_path / "a", *(spec(number, committer=committer) for number in range(12))) == ()


def test_four_unlike_names_are_asked_about(tmp_path: Path) -> None:
    names = ("Ada Lovelace", "Grace Hopper", "Katherine Johnson", "root")
    assert history(tmp_path / "a", *(spec(number, name) for number, name in enumerate(names))) == (
        "Commits under the candidate's addresses bear 4 unlike names.",
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Ada Lovelace", "ada", "Lovelace, A.", "alovelace"),
        ("Ada Byron", "Ada Lovelace", "A. Lovelace"),
        ("alovelace", "AdaL", "王伟", "Wang Wei", "王 偉"),
        ("José Núñez", "Jose Nunez", "Ада Лавлейс", "root"),
    ],
)
def test_spellings_of_a_name_and_a_second_one_are_not(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert history(tmp_path / "a", *(spec(number, name) for number, name in enumerate(names))) == ()


def test_a_mailmap_that_gives_others_commits_to_the_candidate_is_asked_about(tmp_path: Path) -> None:
    mapped = CommitSpec(files={".mailmap": "Ada Lovelace <ada@example.org> Bob <bob@example.org>\n"}, time=1_700_900_000)
    others = (spec(number, "Bob", "BOB@example.org") for number in range(3))
    assert history(tmp_path / "a", *others, mapped) == (
        "A .mailmap puts other addresses, with 3 of the commits, under the candidate's; they were not counted.",
    )


def test_a_mailmap_among_the_candidates_addresses_or_of_others_is_not(tmp_path: Path) -> None:
    text = "Ada <ada@example.org> <7+alovelace@users.noreply.github.com>\nBob <bob@example.org> <robert@example.org>\n"
    mapped = CommitSpec(files={".mailmap": text}, time=1_700_900_000)
    assert history(tmp_path / "a", spec(1), spec(2, "Bob", "robert@example.org"), mapped) == ()
