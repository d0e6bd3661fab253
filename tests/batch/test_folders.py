import os
from pathlib import Path

from gitassay.batch.folders import applicant_folder, folder_of, trim, write_whole
from tests.support.sample import sample_assessment


def test_no_two_applicants_share_a_folder() -> None:
    names = ["a/b", "a-b", "A-b", "https://a/b", "", "../..", "x" * 300]

    assert len({applicant_folder(name) for name in names}) == len(names)
    assert all(Path(applicant_folder(name)).parent.name == "runs" for name in names)


def test_a_batch_has_a_folder_of_its_own() -> None:
    assert folder_of("ada", 7).endswith("/0007")


def test_a_run_takes_the_place_of_one_that_was_there_and_leaves_nothing_beside(tmp_path: Path) -> None:
    place, scratch = tmp_path / "runs" / "ada" / "0001", tmp_path / "scratch"
    scratch.mkdir()
    place.mkdir(parents=True)
    (place / "half").write_text("written")
    write_whole(sample_assessment(), ("json",), place, scratch)

    assert [path.name for path in place.iterdir()] == ["assessment.json"]
    assert list(scratch.iterdir()) == []
    assert [path.name for path in place.parent.iterdir()] == ["0001"]


def test_what_was_unused_for_longest_is_forgotten_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "middle", "old")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "value").write_bytes(b"x" * 100)
        os.utime(tmp_path / name / "value", (1_000 - age, 1_000 - age))

    assert trim(tmp_path, 250) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["middle", "new"]
    assert trim(tmp_path, 250) == 0
