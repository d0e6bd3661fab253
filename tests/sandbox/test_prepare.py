from pathlib import Path

from gitassay.sandbox.prepare import modules_of, write_tree
from tests.support.memory import repository


def test_only_plain_files_are_written_and_only_below_the_folder(tmp_path: Path) -> None:
    hostile = {"../out.py": "", "/etc/a": "", "a/../../b": "", ".git/hooks/post-checkout": "", "x/.GIT/config": "", "a//b": "", "a\0b": ""}
    good = {"a/b.py": "1", "README.md": "2", "readme.MD": "3", "a/b.py/c": "4"}
    folder = tmp_path / "tree"
    folder.mkdir()
    written = write_tree(repository({**hostile, **good}).snapshot, folder)
    found = {str(path.relative_to(tmp_path)): path.read_text() for path in tmp_path.rglob("*") if path.is_file()}
    assert (written, found) == (2, {"tree/a/b.py": "1", "tree/README.md": "2"})


def test_modules_are_named_from_above_their_outermost_package() -> None:
    files: dict[str, str | bytes] = {
        "src/pkg/__init__.py": "",
        "src/pkg/inner/__init__.py": "",
        "src/pkg/inner/a.py": "a = 1\n",
        "app.py": "a = 1\n",
        "scripts/my-script.py": "a = 1\n",
        "setup.py": "import os\n",
        "broken.py": "def (\n",
    }
    modules = modules_of(repository(files).code.main)
    assert modules == [["", "app"], ["src", "pkg"], ["src", "pkg.inner"], ["src", "pkg.inner.a"]]
