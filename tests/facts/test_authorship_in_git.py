"""Whose work it is, read from real git repositories as a run reads them."""

from datetime import date
from pathlib import Path

from gitassay.model.assessment import RepositoryCard
from gitassay.model.candidate import Identity
from gitassay.model.reading import RepositoryReading
from gitassay.reading import read
from gitassay.sources.local import borrow, repositories_in
from tests.support.gitrepo import CommitSpec, make_repository

ADA = Identity("ada", login="ada", account_id=7, emails=frozenset({"ada@example.org"}))
BOB = "bob@example.org"
START, DAY = 1_700_000_000, 86_400
Files = dict[str, str | bytes | None]


def reading(root: Path, *specs: CommitSpec) -> RepositoryReading:
    """A repository of these commits, oldest first, as read for Ada."""
    make_repository(root / "project.git", specs)
    (source,) = repositories_in(root / "project.git")
    commit = borrow(Path(source.location), root / "borrowed.git")
    return read(str(root / "borrowed.git"), commit, source, ADA, date(2026, 1, 1))


def card(root: Path, *specs: CommitSpec) -> RepositoryCard:
    return reading(root, *specs).card


def step(number: int, files: Files, email: str = "ada@example.org", message: str = "Change", committer: str | None = None) -> CommitSpec:
    return CommitSpec(message, files, "Somebody", email, START + number * DAY, committer_email=committer)


def module(name: str, lines: int = 10) -> Files:
    return {f"{name}.py": "".join(f"def {name}_{number}():\n    return {number}\n\n\n" for number in range(lines))}


def discounts(found: RepositoryReading, signal: str) -> list[str | None]:
    return [one.discount for one in found.findings if one.signal == signal]


def test_the_hidden_addresses_of_the_account_are_own_and_those_of_others_are_not(tmp_path: Path) -> None:
    found = card(
        tmp_path,
        step(1, module("a"), "7+ada@users.noreply.github.com"),
        step(2, module("b"), "ada@users.noreply.github.com"),
        step(3, module("c"), "8+ada@users.noreply.github.com"),
        step(4, module("d"), "7+eve@users.noreply.github.com"),
    )
    assert (found.own_commits, found.commits, found.own_share, found.own_lines_share) == (2, 4, 0.5, 0.5)


def test_a_squashed_pull_request_is_shared_by_the_people_it_names(tmp_path: Path) -> None:
    shared = "Tell boats apart (#4)\n\n* Begin\n* Finish\n\nCo-authored-by: Bob <bob@example.org>\nCo-authored-by: Cy <cy@example.org>\n"
    found = card(tmp_path, step(1, module("a"), message=shared, committer="noreply@github.com"))
    assert (found.own_share, found.own_lines_share) == (1.0, 0.3333)


def test_what_somebody_else_squashed_is_the_candidates_in_part(tmp_path: Path) -> None:
    shared = "Tell boats apart (#4)\n\nCo-authored-by: Ada <7+ada@users.noreply.github.com>\n"
    found = card(tmp_path, step(1, module("a"), BOB, shared, "noreply@github.com"), step(2, module("b"), BOB))
    assert (found.own_commits, found.own_share, found.own_lines_share) == (1, 0.5, 0.25)


def test_a_machine_named_as_co_author_takes_nothing(tmp_path: Path) -> None:
    message = "Add\n\nCo-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>\n"
    assert card(tmp_path, step(1, module("a"), message=message)).own_lines_share == 1.0


def test_an_import_of_a_library_in_one_commit_is_nobodys_and_named(tmp_path: Path) -> None:
    library: Files = {"lib/LICENSE": "Apache License\n", "lib/setup.py": "from setuptools import setup\n\nsetup(name='lib')\n"}
    for number in range(6):
        library |= {f"lib/{path}": text for path, text in module(f"part_{number}").items()}
    library["lib/app.py"] = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/')\ndef index():\n    return {}\n"
    found = reading(tmp_path, step(1, {"LICENSE": "MIT\n", **module("own")}), step(2, library), step(3, module("more")))
    assert found.card.copied_folders == ("lib",)
    assert found.card.own_lines_share is not None
    assert found.card.own_lines_share < 0.3
    assert discounts(found, "engineering/exposes_a_service") == ["The files that show this belong to a library copied into lib."]


def test_evidence_in_files_of_others_is_discounted_and_says_so(tmp_path: Path) -> None:
    service: Files = {"app.py": "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/')\ndef index():\n    return {}\n"}
    found = reading(tmp_path, step(1, module("own")), step(2, service, BOB))
    assert discounts(found, "engineering/exposes_a_service") == ["The candidate did not write most of the files that show this."]


def test_a_mailmap_changes_no_share(tmp_path: Path) -> None:
    mapped: Files = {".mailmap": "Ada <ada@example.org> <bob@example.org>\n"}
    found = reading(tmp_path, step(1, module("a"), BOB), step(2, mapped))
    assert (found.card.own_commits, found.card.own_lines_share) == (1, 0.0)
    assert [one.outcome for one in found.findings if one.signal == "history/unclear_identities"] == ["needs_review"]
