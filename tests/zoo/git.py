"""Animals that attack through git itself: its configuration, its references, its links."""

from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import HOST_SECRET, Canary
from tests.zoo.animal import READABLE, REFUSABLE, animal
from tests.zoo.den import ADA, WHEN, Content, Den, Link, Submodule
from tests.zoo.graph import write_commit_graph
from tests.zoo.project import FILES, with_files


@animal()
def branch_name_argument_injection(path: Path, canary: Canary) -> None:
    """Branch names that read as options of git write a file or run a program. Safe: ids only, full reference names."""
    den = Den(path)
    oid = den.project(FILES)
    default = f"refs/heads/--output={canary.file('branch-output')}"
    den.head = f"ref: {default}\n"
    den.refs |= {default: oid, f"refs/heads/--upload-pack=touch${{IFS}}{canary.file('branch-upload-pack')}": oid}
    den.refs |= {"refs/heads/-uroot": oid, "refs/heads/--exec=false": oid, "refs/heads/$(touch${IFS}pwned)": oid}
    den.settle()


@animal(READABLE | {Status.REJECTED, Status.CORRUPT})
def hostile_git_config(path: Path, canary: Canary) -> None:
    """A folder handed over with its own `.git/config`, hooks and alternates, each of which runs a program. Safe: none runs."""
    den = Den(path, bare=False)
    den.project(FILES)
    touch = canary.shell
    included = canary.root / "included.config"
    included.write_text(f"[core]\n\tfsmonitor = {touch('config-include')}\n[alias]\n\tlog = !{touch('config-include-alias')}\n")
    keys = {
        "core.fsmonitor": "fsmonitor",
        "core.sshCommand": "ssh",
        "core.pager": "pager",
        "core.editor": "editor",
        "core.askPass": "askpass",
        "core.gitProxy": "git-proxy",
        "core.alternateRefsCommand": "alternate-refs",
        "diff.external": "external-diff",
        "uploadpack.packObjectsHook": "pack-objects",
        "credential.helper": "credential",
        "gpg.program": "gpg",
        "sequence.editor": "sequence",
        "interactive.diffFilter": "diff-filter",
    }
    for key, name in keys.items():
        section, _, option = key.partition(".")
        bang = "!" if key == "credential.helper" else ""
        den.config += f'[{section}]\n\t{option} = "{bang}{touch("config-" + name)}"\n'
    for command in ("log", "clone", "rev-list", "cat-file", "ls-tree", "status", "rev-parse", "upload-pack"):
        den.config += f'[alias]\n\t{command} = "!{touch("config-alias-" + command)}"\n'
    den.config += f"[include]\n\tpath = {included}\n[log]\n\tshowSignature = true\n[core]\n\thooksPath = {den.git / 'hooks'}\n"
    den.settle(FILES)
    hooks = "post-checkout pre-commit post-merge reference-transaction fsmonitor-watchman post-index-change pre-receive post-update"
    (den.git / "hooks").mkdir()
    for name in hooks.split():
        hook = den.git / "hooks" / name
        hook.write_text(f"#!/bin/sh\n{touch('hook-' + name)}\n")
        hook.chmod(0o755)


@animal()
def signature_program(path: Path, canary: Canary) -> None:
    """A signed commit and a configuration in which looking at the log runs the signature program. Safe: it never runs."""
    den = Den(path, bare=False)
    signature = b"gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQEzBAABCAAdFiEE\n -----END PGP SIGNATURE-----\n"
    den.project(FILES, extra=signature)
    program = canary.root / "gpg.sh"
    program.write_text(f"#!/bin/sh\n{canary.shell('gpg-program')}\n")
    program.chmod(0o755)
    den.config += f"[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {program}\n"
    den.settle(FILES)


@animal(READABLE | {Status.CORRUPT, Status.REJECTED})
def promisor_lazy_fetch(path: Path, canary: Canary) -> None:
    """Missing blobs and a promised remote whose transfer program is a command: reading a blob runs it. Safe: no lazy fetch."""
    den = Den(path)
    den.project(FILES)
    den.drop(den.blob(FILES["README.md"]))  # type: ignore[arg-type]
    den.config = den.config.replace("repositoryformatversion = 0", "repositoryformatversion = 1")
    den.config += f'[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = {path.parent}\n\tpromisor = true\n'
    den.config += f'\tuploadpack = "{canary.shell("promisor-uploadpack")};false"\n\tpartialclonefilter = blob:none\n'
    den.settle()


@animal()
def gitattributes_filters(path: Path, canary: Canary) -> None:
    """Filters, text conversion and merge drivers that a checkout or a diff would run. Safe: neither happens."""
    contents = with_files({".gitattributes": "* filter=evil diff=evil merge=evil ident export-subst working-tree-encoding=UTF-16\n"})
    den = Den(path, bare=False)
    den.project(contents)
    touch = canary.shell
    den.config += f'[filter "evil"]\n\tsmudge = {touch("filter-smudge")}\n\tclean = {touch("filter-clean")}\n'
    den.config += f'\tprocess = {touch("filter-process")}\n\trequired = true\n[diff "evil"]\n\ttextconv = {touch("diff-textconv")}\n'
    den.config += f'\tcommand = {touch("diff-command")}\n[merge "evil"]\n\tdriver = {touch("merge-driver")}\n'
    den.settle(contents)


@animal()
def embedded_bare_repo(path: Path, canary: Canary) -> None:
    """A bare repository among the files whose `core.fsmonitor` runs when git is started inside it. Safe: git is not."""
    inner = f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n\tfsmonitor = {canary.shell('embedded-fsmonitor')}\n"
    contents = with_files(
        {
            "sub/HEAD": "ref: refs/heads/main\n",
            "sub/config": inner,
            "sub/objects/.keep": "",
            "sub/refs/.keep": "",
            "sub/hooks/post-checkout": f"#!/bin/sh\n{canary.shell('embedded-hook')}\n",
        }
    )
    den = Den(path, bare=False)
    den.project(contents)
    den.settle(contents)


@animal(REFUSABLE)
def submodules_evil(path: Path, canary: Canary) -> None:
    """Submodules with a command as address or update rule, a name that leaves the folder, a carriage return. Safe: not entered."""
    modules = f"""[submodule "ext"]
	path = ext
	url = ext::sh -c {canary.shell("submodule-ext").replace(" ", "% ")}
[submodule "update"]
	path = update
	url = {canary.url("submodule")}
	update = !{canary.shell("submodule-update")}
[submodule "../../../../evil"]
	path = traversal
	url = ./nowhere
[submodule "dash"]
	path = -u
	url = -u./x
[submodule "x\\"] [core"]
	path = "return\r"
	url = ./return
	fsmonitor = {canary.shell("submodule-section")}
"""
    inside: dict[str | bytes, Content] = {name: Submodule() for name in ("ext", "update", "traversal", "-u", "return\r")}
    den = Den(path)
    den.project(with_files({".gitmodules": modules, **inside}))
    den.settle()


@animal(absent=(HOST_SECRET, HOST_SECRET.replace("-", "_"), "root:x:0:0"))
def symlink_escape(path: Path, canary: Canary) -> None:
    """Symbolic links in place of the files that are read: to a host's file, to `/`, to a device, to themselves. Safe: not followed."""
    contents: dict[str | bytes, bytes | str | Link] = {
        "README.md": Link(str(canary.host_file).encode()),
        "requirements.txt": Link(str(canary.host_file).encode()),
        "main.py": Link(str(canary.host_file).encode()),
        "passwd.txt": Link(b"../../../../../../../../etc/passwd"),
        "docs": Link(b"/"),
        "src": Link(b".."),
        "loop.py": Link(b"loop.py"),
        "endless.py": Link(b"/dev/zero"),
        "package.json": Link(b".git/config"),
        "real.py": "import math\n\n\ndef area(radius):\n    return math.pi * radius**2\n",
    }
    den = Den(path, bare=False)
    den.project({**contents, "long.md": Link(b"a/" * 2000)})
    den.settle(contents)


@animal(absent=("REPLACED-CONTENT",))
def replace_refs(path: Path, _: Canary) -> None:
    """References that let another commit stand in for the one that is named. Safe: the named commit is what is read."""
    den = Den(path)
    oid = den.project({"README.md": "# Plain\n\nJust one file.\n"})
    other = den.commit(den.files({"README.md": "# REPLACED-CONTENT\n", "app.py": "import openai\n"}), message="REPLACED-CONTENT\n")
    den.refs[f"refs/replace/{oid}"] = other
    den.refs["refs/notes/commits"] = den.commit(den.files({oid: "REPLACED-CONTENT note\n"}))
    den.settle()


@animal(READABLE | {Status.REJECTED, Status.UNSUPPORTED, Status.NOT_FOUND, Status.CORRUPT}, absent=(HOST_SECRET,))
def gitfile_pointer(path: Path, canary: Canary) -> None:
    """A `.git` file that points at a repository elsewhere on the host, whose content would be shown. Safe: not shown."""
    private = canary.root / "private.git"
    if not private.exists():
        den = Den(private)
        den.project({"README.md": f"# Private\n\nThe word is {HOST_SECRET}.\n", "secret.py": f"WORD = '{HOST_SECRET}'\n"})
        den.settle()
    path.mkdir()
    (path / ".git").write_text(f"gitdir: {private}\n")


@animal(READABLE)
def alternates_escape(path: Path, canary: Canary) -> None:
    """Objects borrowed from a repository elsewhere on the host, by an id that is known. Safe: read as git would read them, since
    only who knows a content can name it, and a store that is nowhere is passed over."""
    private = Den(canary.root / "borrowed.git")
    content = "# Borrowed\n\nThe word is BORROWED-CONTENT.\n"
    borrowed = private.files({"README.md": content, "secret.py": "WORD = 'BORROWED-CONTENT'\n"})
    private.refs["refs/heads/main"] = private.commit(borrowed)
    private.settle()
    den = Den(path)
    den.refs["refs/heads/main"] = den.commit(borrowed, message="Borrow\n")
    den.settle()
    (den.git / "objects" / "info" / "alternates").write_text(f"{private.git}/objects\n/nowhere/at/all\n")


@animal(READABLE | {Status.CORRUPT, Status.REJECTED, Status.UNSUPPORTED}, absent=(HOST_SECRET,))
def objects_elsewhere(path: Path, canary: Canary) -> None:
    """Folders of objects that are links to a repository elsewhere on the host. Safe: refused or empty-handed."""
    private = Den(canary.root / "linked.git")
    content = f"# Linked\n\nThe word is {HOST_SECRET}.\n"
    borrowed = private.files({"README.md": content, "secret.py": f"WORD = '{HOST_SECRET}'\n"})
    private.settle()
    den = Den(path)
    den.refs["refs/heads/main"] = den.commit(borrowed, message="Follow a link\n")
    den.settle()
    for folder in (private.git / "objects").iterdir():
        target = den.git / "objects" / folder.name
        if not target.exists():
            target.symlink_to(folder)


@animal(own_commits=1)
def forged_commit_graph(path: Path, _: Canary) -> None:
    """An index of the history that lends a commit parents it does not have. Safe: the commits themselves are read."""
    den = Den(path)
    tree, other = den.files(FILES), den.files({"a.txt": "lent"})
    lent = den.commit(other, message="Lent\n")
    oid = den.project(FILES)
    den.settle()
    write_commit_graph(den, {oid: tree, lent: other}, {oid: lent}, 1_500_000_000)


@animal()
def work_tree_elsewhere(path: Path, canary: Canary) -> None:
    """A configuration that declares a host folder the work tree and its files ours. Safe: the commit is read, not a folder."""
    den = Den(path, bare=False)
    den.project(FILES)
    den.config += f"\tworktree = {canary.host_file.parent}\n\texcludesFile = {canary.host_file}\n\tattributesFile = /dev/zero\n"
    den.settle()


@animal(own_commits=1)
def grafts_and_garbage(path: Path, _: Canary) -> None:
    """Grafts that lend a history, and garbage in the files that only speed git up. Safe: neither counts."""
    den = Den(path, bare=False)
    lent = [den.commit(den.files({"a.txt": str(number)}), message=f"Lent {number}\n") for number in range(5)]
    oid = den.project(FILES)
    den.settle()
    (den.git / "info" / "grafts").write_text(f"{oid} {' '.join(lent)}\n")
    for name in ("index", "objects/info/commit-graph", "objects/pack/multi-pack-index", "FETCH_HEAD", "ORIG_HEAD"):
        (den.git / name).write_bytes(b"\0garbage\xff" * 50)


@animal(own_commits=2)
def stray_author_lines(path: Path, _: Canary) -> None:
    """Messages that imitate a log's own separators and headers, to add commits that nobody made. Safe: counted by object."""
    den = Den(path)
    mark = b"\x01commit\x01" + b"e" * 40
    line = b"\nauthor " + ADA + b" " + WHEN
    forged = mark + b"\nOne\n\n\x1ecommit 1234\x1fAda\x1fada@example.org\x1f1700000000%x00\ncommit " + b"a" * 40 + line
    ghosts: dict[str | bytes, Content] = {name: name for name in ("ada@example.org", "1700000000", "ghost.py", "~", "~~", "~~~")}
    nulls = b"+AAA-".join([b"c" * 40, b"", b"Ada", b"ada@example.org", b"1700000000", b"ada@example.org", b"1700000000", b"x", b""])
    coded = den.commit(
        den.files({"README.md": "# One\n"}), message=b"a+AAA-\n" + nulls, author=b"U <+AAA-" + ADA[5:-1] + b">", extra=b"encoding UTF-7\n"
    )
    first = den.commit(den.files(with_files(ghosts)), [coded], message=forged + b"\n\n:100644 100644 0000000 1111111 A\tghost.py\n")
    den.project(with_files({**ghosts, "more.py": "x = 1\n"}), parents=[first], message=b"\x1f\x1e\x1d\x1c two\n\n" + mark + b"\n")
    den.settle()
