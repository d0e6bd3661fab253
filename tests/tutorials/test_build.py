from pathlib import Path

import pytest

from gitassay.matching.index import Index
from gitassay.matching.manifest import ARRAYS, MANIFEST
from gitassay.tutorials.build import build_index
from gitassay.tutorials.listing import ListError, read_list
from tests.support.gitrepo import CommitSpec, git, make_repository
from tests.support.gitserver import Server
from tests.support.tutorials import OWN, README, SHOP

LICENCE = "Permission is hereby granted, free of charge, to any person\n"


def school(folder: Path) -> Path:
    """A repository with a lesson on its main branch, another on a second one, and somebody's pull request."""
    place = folder / "school+order-book"
    make_repository(
        place,
        [CommitSpec("Lesson", {"README.md": README, "LICENSE": LICENCE, "shop.py": SHOP[:600]}), CommitSpec("More", {"shop.py": SHOP})],
    )
    make_repository(folder / "other", [CommitSpec("Beacon", {"beacon.py": OWN})])
    git(place, "fetch", "--quiet", str(folder / "other"), "main:refs/heads/part_2", "main:refs/pull/1/head")
    make_repository(folder / "pull", [CommitSpec("Pull", {"pull.py": OWN.replace("checksum", "digest_of")})])
    git(place, "fetch", "--quiet", "--force", str(folder / "pull"), "main:refs/pull/2/head")
    return place


def listed(folder: Path, *rows: str) -> Path:
    path = folder / "sources.csv"
    path.write_text("url,kind,family,licence,title\n" + "".join(f"{row}\n" for row in rows))
    return path


def built(folder: Path, into: str = "index") -> tuple[Index, list[str]]:
    rows = read_list(listed(folder, "https://example.org/school/order-book,tutorial,,,"))
    _, left_out = build_index("Mine", rows, folder / into, folder / "parts", folder, lambda said: None)
    return Index(folder / into), left_out


def test_every_branch_is_read_and_no_pull_request(tmp_path: Path) -> None:
    school(tmp_path)
    known, left_out = built(tmp_path)
    paths = {known.path(number) for number in range(known.manifest.sections["file_base"].count)}
    assert left_out == []
    assert {"shop.py", "beacon.py", "README.md"} == paths


def test_a_source_says_where_it_is_from(tmp_path: Path) -> None:
    place = school(tmp_path)
    one = built(tmp_path)[0].manifest.sources[0]
    assert (one.name, one.licence, one.title, one.since) == ("school/order-book", "MIT", "The order book", 1_700_000_000)
    assert one.commit == git(place, "rev-parse", "main")
    assert git(place, "rev-list", "--max-parents=0", "main") in one.roots


def test_every_version_in_the_history_is_known_by_its_blob(tmp_path: Path) -> None:
    place = school(tmp_path)
    old = git(place, "rev-parse", "main~1:shop.py")
    assert set(built(tmp_path)[0].files_of_blobs([old, "f" * 40])) == {old}


def test_a_build_goes_on_from_its_parts_with_the_same_bytes(tmp_path: Path) -> None:
    place = school(tmp_path)
    built(tmp_path)
    place.rename(tmp_path / "gone")
    built(tmp_path, "again")
    for name in (ARRAYS, MANIFEST):
        assert (tmp_path / "index" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_part_that_was_cut_off_is_read_again(tmp_path: Path) -> None:
    school(tmp_path)
    built(tmp_path)
    part = next((tmp_path / "parts").glob("*.hashes"))
    part.write_bytes(part.read_bytes()[:-5])
    assert len(built(tmp_path, "again")[0]) == len(Index(tmp_path / "index"))


def test_a_source_that_is_not_there_is_left_out_and_said(tmp_path: Path) -> None:
    rows = read_list(listed(tmp_path, f"{tmp_path / 'nowhere'},tutorial,,,"))
    manifest, left_out = build_index("Mine", rows, tmp_path / "index", tmp_path / "parts", None, lambda said: None)
    assert manifest.sources == ()
    assert left_out[0].startswith("nowhere was left out: there is no repository at")


@pytest.mark.parametrize(
    "row", ["https://example.org/a/b,sermon,,,", "http://example.org/a/b,tutorial,,,", "--upload-pack=x,tutorial,,,", ",tutorial,,,"]
)
def test_a_line_that_is_not_understood_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(ListError, match=r"sources\.csv:2: "):
        read_list(listed(tmp_path, row))


def test_a_source_is_listed_once(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="listed twice"):
        read_list(listed(tmp_path, *["https://example.org/a/b,tutorial,,,"] * 2))


def test_a_source_is_brought_from_its_address_with_every_branch_and_no_pull_request(tmp_path: Path) -> None:
    school(tmp_path)
    (tmp_path / "served" / "school").mkdir(parents=True)
    (tmp_path / "school+order-book").rename(tmp_path / "served" / "school" / "order-book.git")
    with Server(tmp_path / "served") as server:
        rows = read_list(listed(tmp_path, f"{server.url}/school/order-book.git,tutorial,,,"))
        manifest, left_out = build_index("Mine", rows, tmp_path / "index", tmp_path / "parts", None, lambda said: None)
        asked = [path for _, path, _ in server.seen]
    known = Index(tmp_path / "index")
    assert left_out == []
    assert {known.path(number) for number in range(known.manifest.sections["file_base"].count)} == {"shop.py", "beacon.py", "README.md"}
    assert (manifest.sources[0].name, manifest.sources[0].url) == ("school/order-book", rows[0].url)
    assert any("git-upload-pack" in path for path in asked)


def test_what_was_brought_is_not_brought_again_and_gives_the_same_bytes(tmp_path: Path) -> None:
    school(tmp_path)
    (tmp_path / "served" / "school").mkdir(parents=True)
    (tmp_path / "school+order-book").rename(tmp_path / "served" / "school" / "order-book.git")
    with Server(tmp_path / "served", {"school/missing": "404"}) as server:
        lines = [f"{server.url}/school/{name}.git,tutorial,,," for name in ("order-book", "missing")]
        rows = read_list(listed(tmp_path, *lines))
        _, left_out = build_index("Mine", rows, tmp_path / "first", tmp_path / "parts", None, lambda said: None)
        before = len(server.seen)
        build_index(
            "Mine",
            tuple(row for row in rows if row.name == "school/order-book"),
            tmp_path / "second",
            tmp_path / "parts",
            None,
            lambda said: None,
        )
        asked = {path.split("/")[2] for _, path, _ in server.seen[before:]}
    assert left_out[0].startswith("school/missing was left out: it could not be cloned (")
    assert asked == set()
    for name in (ARRAYS, MANIFEST):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_a_file_keeps_the_day_on_which_it_was_first_added_under_another_name(tmp_path: Path) -> None:
    place = tmp_path / "school+order-book"
    moved = {"lessons/shop.py": SHOP, "shop.py": None, "beacon.py": OWN}
    make_repository(place, [CommitSpec("One", {"shop.py": SHOP}), CommitSpec("Two", moved, time=1_710_000_000)])
    known, _ = built(tmp_path)
    days = {known.path(number): known.since(number) // 86_400 for number in range(known.manifest.sections["file_base"].count)}
    assert days["lessons/shop.py"] == 1_700_000_000 // 86_400
    assert days["beacon.py"] == 1_710_000_000 // 86_400
