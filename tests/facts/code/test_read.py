import hashlib

from gitassay.facts.code.read import read_code
from gitassay.facts.code.table import Parse, Unit
from gitassay.facts.files import RepositoryFile, classify
from gitassay.facts.text import Texts
from gitassay.model.snapshot import Snapshot, TreeFile
from tests.support.memory import DictBlobs, repository


def units(files: dict[str, str | bytes]) -> dict[str, Unit]:
    return {unit.path: unit for unit in repository(files).code.units}


def test_each_language_finds_its_reader() -> None:
    read = units({
        "a.py": "import x\n", "b.ts": "import x from 'x'\n", "c.jsx": "import x from 'x'\n", "d.go": 'import "x/y"\n',
        "e.vue": "<script>\nimport x from 'x'\n</script>\n", "f.c": "int x;\n",
        "g.ipynb": '{"cells": [{"cell_type": "code", "source": ["import x"]}]}', "h.html": "<p>", "README.md": "text",
    })  # fmt: skip
    assert {path: (unit.language, len(unit.imports)) for path, unit in read.items()} == {
        "a.py": ("python", 1), "b.ts": ("typescript", 1), "c.jsx": ("javascript", 1), "d.go": ("go", 1), "e.vue": ("vue", 1),
        "f.c": ("c", 0), "g.ipynb": ("python", 1),
    }  # fmt: skip


def test_vendored_and_generated_files_are_not_read() -> None:
    assert units({"node_modules/a.js": "x()", "dist/b.js": "x()", "c_pb2.py": "x()"}) == {}


def test_units_are_sorted_and_kept_by_role() -> None:
    code = repository({"b.py": "", "a.py": "", "tests/test_c.py": "assert x", "examples/d.py": "", "n.ipynb": "{}"}).code
    assert [unit.path for unit in code.units] == ["a.py", "b.py", "examples/d.py", "n.ipynb", "tests/test_c.py"]
    assert [[unit.path for unit in some] for some in (code.own, code.main, code.tests, code.notebooks)] == [
        ["a.py", "b.py", "n.ipynb"], ["a.py", "b.py"], ["tests/test_c.py"], ["n.ipynb"],
    ]  # fmt: skip


def test_files_that_cannot_be_read_say_why() -> None:
    read = units({"big.py": "x = 1\n" * 100_000, "bigger.py": b"#" * 2_000_000, "binary.py": b"\0\1", "latin.py": b"x = '\xe9'\n"})
    assert {path: unit.parse for path, unit in read.items()} == {
        "big.py": Parse.TOO_LARGE, "bigger.py": Parse.TOO_LARGE, "binary.py": Parse.BROKEN, "latin.py": Parse.OK,
    }  # fmt: skip


def test_absent_files_are_rows_too() -> None:
    tree = (TreeFile("a.py", "1" * 40, "100644", None),)
    snapshot = Snapshot("a/b", "c" * 40, tree, (), DictBlobs({}))
    texts = Texts(snapshot)
    assert read_code(classify(snapshot, texts), (), texts).units == (
        Unit("a.py", "python", "main", 0, Parse.ABSENT, "its content is not in the repository's store", 1),
    )


def test_more_files_than_are_read_make_the_table_truncated() -> None:
    content = b"x = 1\n"
    oid = hashlib.sha1(content).hexdigest()
    files = tuple(RepositoryFile(f"m{number:04}.py", oid, len(content), "main", "python") for number in range(3_001))
    tree = tuple(TreeFile(file.path, oid, "100644", len(content)) for file in files)
    texts = Texts(Snapshot("a/b", "c" * 40, tree, (), DictBlobs({oid: content})))
    code = read_code(files, (), texts)
    assert (len(code.units), code.truncated) == (3_000, True)


def test_the_table_is_the_same_every_time() -> None:
    files: dict[str, str | bytes] = {"a.py": "import x\nx.y({'a', 'b'})\n", "b.ts": "import x from 'x'; x.y({a: 1})"}
    assert repository(files).code.units == repository(files).code.units
