from pathlib import Path

import pytest

from gitassay.isolation import MEGABYTE
from gitassay.sections import LIMITS, SHORTENED, UnreadableError, read_sections
from tests.support.hostile_texts import HOSTILE


@pytest.mark.parametrize("name", ["README.md", "README.rst", "README.txt"])
@pytest.mark.parametrize("kind", list(HOSTILE))
def test_hostile_text_ends_within_two_seconds_and_400_mb(kind: str, name: str, tmp_path: Path) -> None:
    assert (LIMITS.cpu_seconds, LIMITS.memory_bytes) == (2, 400 * MEGABYTE)
    path = tmp_path / name
    path.write_text(HOSTILE[kind], encoding="utf-8")
    found = read_sections(path, name)
    assert found.file == name
    assert found.remark in ("", SHORTENED) or "English" in found.remark


def test_a_line_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("This is the tool that you use. " * 400_000, encoding="utf-8")
    assert read_sections(path, "README.md").remark == SHORTENED


def test_a_folder_is_no_readme(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"^x can't be read: Is a directory\. Name a README file\.$"):
        read_sections(tmp_path, "x")
