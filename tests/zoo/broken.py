"""Animals that are empty, unborn, of another format, or damaged."""

import os
from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import BROKEN, READABLE, animal
from tests.zoo.den import Den, Submodule
from tests.zoo.project import FILES, README, with_files

NOTHING = frozenset({Status.EMPTY})
DAMAGED = BROKEN | {Status.REJECTED, Status.PARTIAL}


@animal(NOTHING)
def empty_no_commits(path: Path, _: Canary) -> None:
    """A repository before its first commit. Safe: said to be empty."""
    Den(path).settle()


@animal(NOTHING | READABLE)
def empty_tree(path: Path, _: Canary) -> None:
    """A commit without a file. Safe: nothing found is not a fault."""
    den = Den(path)
    den.project({})
    den.settle()


@animal(NOTHING | BROKEN)
def head_dangling(path: Path, _: Canary) -> None:
    """The default branch names a branch that is gone, while others exist. Safe: a typed outcome."""
    den = Den(path)
    den.refs["refs/heads/other"] = den.project(FILES)
    del den.refs["refs/heads/main"]
    den.head = "ref: refs/heads/gone\n"
    den.settle()


@animal()
def head_detached(path: Path, _: Canary) -> None:
    """The repository stands at a commit and on no branch. Safe: that commit is read."""
    den = Den(path)
    first = den.commit(den.files({"README.md": README}))
    den.project(FILES, parents=[first])
    den.head = f"{first}\n"
    den.settle()


@animal(READABLE | NOTHING | BROKEN)
def head_at_a_tree(path: Path, _: Canary) -> None:
    """The branch names a tree or a file, and no commit. Safe: a typed outcome."""
    den = Den(path)
    den.refs["refs/heads/main"] = den.files(FILES)
    den.settle()


@animal(own_commits=1)
def shallow_source(path: Path, _: Canary) -> None:
    """A history cut off by the one who handed it over. Safe: what is there is read."""
    den = Den(path)
    oid = den.project(FILES, parents=["9" * 40])
    den.settle()
    (den.git / "shallow").write_text(f"{oid}\n")


@animal(READABLE | {Status.UNSUPPORTED})
def sha256_object_format(path: Path, _: Canary) -> None:
    """Object ids of 64 digits. Safe: read, or said to be unsupported."""
    den = Den(path, algorithm="sha256")
    den.config = den.config.replace("repositoryformatversion = 0", "repositoryformatversion = 1")
    den.config += "[extensions]\n\tobjectFormat = sha256\n"
    den.project(FILES)
    den.settle()


@animal(READABLE | BROKEN | {Status.UNSUPPORTED})
def unknown_extension(path: Path, _: Canary) -> None:
    """A format that no git knows yet. Safe: a typed outcome."""
    den = Den(path)
    den.config = den.config.replace("repositoryformatversion = 0", "repositoryformatversion = 1")
    den.config += "[extensions]\n\tzooStorage = yes\n"
    den.project(FILES)
    den.settle()


@animal(READABLE | BROKEN | {Status.UNSUPPORTED})
def future_format(path: Path, _: Canary) -> None:
    """A format version from the future. Safe: a typed outcome."""
    den = Den(path)
    den.config = den.config.replace("repositoryformatversion = 0", "repositoryformatversion = 99")
    den.project(FILES)
    den.settle()


@animal(READABLE | BROKEN | {Status.UNSUPPORTED})
def config_broken(path: Path, _: Canary) -> None:
    """A configuration that is no configuration. Safe: a typed outcome."""
    den = Den(path)
    den.config += "[[[core\n\t= = =\n\0\xff\n"
    den.project(FILES)
    den.settle()


@animal(DAMAGED)
def corrupt_object(path: Path, _: Canary) -> None:
    """A blob of which the middle is overwritten. Safe: said to be damaged, or read without it."""
    den = Den(path)
    den.project(FILES)
    damaged = den.blob(README)
    den.settle()
    target = den.git / "objects" / damaged[:2] / damaged[2:]
    content = bytearray(target.read_bytes())
    content[20:60] = b"\xff" * 40
    target.write_bytes(bytes(content))


@animal(READABLE | DAMAGED, absent=("FORGED-CONTENT",))
def corrupt_object_of_another_id(path: Path, _: Canary) -> None:
    """An object stored under an id that is not its own. Safe: noticed."""
    den = Den(path)
    den.project(FILES)
    claimed, forged = den.blob(README), den.blob("# FORGED-CONTENT\n\nWords that were never committed.\n")
    den.settle()
    folder = den.git / "objects"
    (folder / claimed[:2] / claimed[2:]).write_bytes((folder / forged[:2] / forged[2:]).read_bytes())


@animal(BROKEN)
def corrupt_pack(path: Path, _: Canary) -> None:
    """A pack that ends in its middle. Safe: said to be damaged."""
    den = Den(path)
    den.project(with_files({f"notes/{number}.txt": f"note {number}\n" * 40 for number in range(60)}))
    den.settle()
    pack = next((den.git / "objects" / "pack").glob("*.pack"))
    pack.write_bytes(pack.read_bytes()[: pack.stat().st_size // 3])


@animal(BROKEN | NOTHING)
def corrupt_ref(path: Path, _: Canary) -> None:
    """A branch file that holds no object id. Safe: a typed outcome."""
    den = Den(path)
    den.project(FILES)
    den.settle()
    (den.git / "refs" / "heads" / "main").write_bytes(b"not an id\0\x1b[31m\n" * 3)


@animal(BROKEN | {Status.NOT_FOUND, Status.UNSUPPORTED, Status.EMPTY})
def corrupt_head(path: Path, _: Canary) -> None:
    """A HEAD that leads out of the folder. Safe: a typed outcome, nothing read there."""
    den = Den(path)
    den.head = "ref: ../../../../etc/passwd\n"
    den.project(FILES)
    den.settle()


@animal(DAMAGED)
def missing_blobs(path: Path, _: Canary) -> None:
    """Files that are listed while their content is absent. Safe: said to be incomplete, never guessed."""
    den = Den(path)
    den.project(FILES)
    den.drop(den.blob(README))
    den.drop(den.blob(FILES["ledger/ask.py"]))  # type: ignore[arg-type]
    den.settle()


@animal(DAMAGED)
def missing_tree(path: Path, _: Canary) -> None:
    """A commit whose tree is absent. Safe: said to be damaged."""
    den = Den(path)
    tree = den.files(FILES)
    den.refs["refs/heads/main"] = den.commit(tree)
    den.drop(tree)
    den.settle()


@animal(DAMAGED | READABLE)
def missing_parents(path: Path, _: Canary) -> None:
    """A history that ends at a commit that is absent, without saying that it was cut. Safe: a typed outcome."""
    den = Den(path)
    den.project(FILES, parents=["8" * 40])
    den.settle()


@animal(READABLE)
def only_submodules(path: Path, _: Canary) -> None:
    """A repository of pointers to others. Safe: nothing of its own is not a fault."""
    den = Den(path)
    modules = '[submodule "a"]\n\tpath = a\n\turl = https://example.invalid/a.git\n'
    den.project({".gitmodules": modules, "a": Submodule()})
    den.settle()


@animal(frozenset({Status.NOT_FOUND, Status.UNSUPPORTED, Status.EMPTY}))
def not_a_repository(path: Path, _: Canary) -> None:
    """A folder of files without git. Safe: said to be none."""
    path.mkdir()
    (path / "README.md").write_text("# Files\n")


@animal()
def pipes_in_place_of_files(path: Path, _: Canary) -> None:
    """Named pipes where files are read: whoever opens one waits for ever. Safe: only files are opened."""
    den = Den(path, bare=False)
    den.project(FILES)
    den.settle()
    (den.git / "config").unlink()
    for name in ("README.md", "pyproject.toml", ".git/config", ".git/packed-refs", ".git/shallow", ".git/index", ".mailmap"):
        os.mkfifo(path / name)
