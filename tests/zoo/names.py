"""Animals whose file names are the attack."""

from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import READABLE, REFUSABLE, animal
from tests.zoo.den import Content, Den
from tests.zoo.project import FILES, with_files

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "grade five")
CODE = "import json\n\n\ndef load(text):\n    return json.loads(text)\n"
ABSURD: tuple[bytes, ...] = (
    b"new\nline.py",
    b"return\r.py",
    b"tab\there.py",
    b"\x1b[2J\x1b[31mred.py",
    b"bell\x07\x08\x7f.py",
    b"\xc2\x9b31mc1.py",
    "right\u202eto\u202cleft.py".encode(),
    f"tags{TAGS}.py".encode(),
    "zero\u200bwidth\ufeff.py".encode(),
    b"line separator .py",
    b"not-utf8-\xff\xfe\xc3.py",
    b"surrogate-\xed\xa0\x80.py",
    b"overlong-\xc0\xaf.py",
    b"CON",
    b"aux.py",
    b"com1.txt",
    b"NUL.py",
    b"trailing dot..py.",
    b"trailing space .py ",
    b" leading.py",
    b"=cmd|' /C calc'!A0.py",
    b"+1-1.py",
    b"@SUM(1).py",
    b"-rf",
    b"--output=x.py",
    b"-",
    b"<img src=x onerror=alert(1)>.py",
    b'"><svg onload=alert(1)>.py',
    b"' onmouseover='alert(1).py",
    b"{{7919*7907}}.py",
    b"%s%n%x.py",
    b"{0.__class__}.py",
    b"$(touch pwned).py",
    b"`id`.py",
    b"; ls;.py",
    b"a\\b\\..\\c.py",
    b"C:\\windows\\x.py",
    b":(top)magic.py",
    b":!exclude.py",
    b"*.py",
    b"[a-z]?.py",
    b"HEAD",
    b"refs/heads/main",
    b"~root/.bashrc",
    b"#fragment?query=1&a=b.py",
    b"100%25.py",
    b"javascript:alert(1).py",
    b"README.md\xe2\x80\xae",
    b"n" * 250 + b".py",
)


@animal()
def absurd_paths(path: Path, _: Canary) -> None:
    """Names with line ends, escapes, hidden letters, other encodings, reserved words, formulas, options. Safe: shown as escapes."""
    den = Den(path)
    contents: dict[str | bytes, Content] = dict.fromkeys(ABSURD, CODE)
    contents |= {b"folder-" + name[:40].replace(b"/", b"_") + b"/inner.py": CODE for name in ABSURD}
    contents["/".join(["long"] * 200) + "/end.py"] = CODE
    den.project({**contents, "README.md": "# Absurd\n\nSee [new](new%0Aline.py).\n"})
    den.settle()


@animal()
def absurd_names_of_known_files(path: Path, _: Canary) -> None:
    """Files that are looked for, found as folders, in odd cases and with hidden characters. Safe: none breaks the reading."""
    den = Den(path)
    den.project(
        {
            "README.md/README.md": "# Inner\n",
            "requirements.txt/x": "",
            "pyproject.toml/y": "",
            "package.json/z": "",
            "Dockerfile/w": "",
            ".github/workflows": "a file\n",
            "READ\u200bME.md": "# Hidden\n",
            "readme": "",
            "ReadMe.MD ": "# Space\n",
            "setup.py/setup.py": CODE,
            "tests": "a file called tests\n",
            "LICENSE/LICENSE": "MIT\n",
        }
    )
    den.settle()


@animal()
def case_unicode_collide(path: Path, _: Canary) -> None:
    """Names that differ by case or by the form of their accents only. Safe: each is itself."""
    den = Den(path)
    den.project(
        with_files(
            {
                "readme.md": "# lower\n",
                "ReadMe.md": "# Mixed\n",
                "README.MD": "# UPPER\n",
                "caf\u00e9.py": CODE,
                "cafe\u0301.py": "x = 1\n",
                "Ledger/store.py": "x = 1\n",
                "LEDGER/STORE.PY": "x = 2\n",
                "\u017ftore.py": "x = 3\n",
                "Store.py": "x = 4\n",
                "\u212a.py": "x = 5\n",
                "k.py": "x = 6\n",
            }
        )
    )
    den.settle()


@animal(REFUSABLE)
def dotgit_tree(path: Path, canary: Canary) -> None:
    """A tree that holds `.git`, in several spellings, with hooks for whoever checks it out. Safe: refused, or never checked out."""
    den = Den(path)
    hook = den.files({"hooks/post-checkout": f"#!/bin/sh\n{canary.shell('dotgit-hook')}\n", "config": "[core]\n\tbare = false\n"})
    spellings = (b".git", b".GIT", b"git~1", b".g\xe2\x80\x8cit", b".git ", b".git.", b".git::$INDEX_ALLOCATION")
    tree = den.tree([(b"40000", name, hook) for name in spellings] + [(b"100644", b"README.md", den.blob("# Nest\n"))])
    den.refs["refs/heads/main"] = den.commit(tree)
    den.settle()


@animal(REFUSABLE | {Status.CORRUPT})
def dotdot_tree(path: Path, _: Canary) -> None:
    """Tree entries that lead upwards or hold slashes. Safe: refused, or never joined to a folder."""
    den = Den(path)
    blob = den.blob("escaped\n")
    up = den.tree([(b"100644", b"escape.txt", blob)])
    names = [(b"40000", b"..", up), (b"40000", b".", up), (b"100644", b"../outside.txt", blob), (b"100644", b"/etc/cron.d/x", blob)]
    den.refs["refs/heads/main"] = den.commit(den.tree([*names, (b"100644", b"README.md", den.blob("# Up\n"))]))
    den.settle()


@animal(REFUSABLE | {Status.CORRUPT})
def disordered_tree(path: Path, _: Canary) -> None:
    """Entries twice, out of order, without a name and with modes that don't exist. Safe: refused, or read once each."""
    den = Den(path)
    one, two = den.blob("one\n"), den.blob("two\n")
    entries = [(b"100644", b"z.py", one), (b"100644", b"a.py", one), (b"100644", b"a.py", two), (b"40000", b"a.py", den.files(FILES))]
    entries += [(b"100644", b"", one), (b"777777", b"mode.py", one), (b"0100644", b"zero.py", one), (b"100664", b"group.py", one)]
    den.refs["refs/heads/main"] = den.commit(den.tree(entries, ordered=True))
    den.settle()


@animal(READABLE | {Status.CORRUPT, Status.UNSUPPORTED, Status.TOO_LARGE})
def deep_nesting(path: Path, _: Canary) -> None:
    """Folders 1,500 deep. Safe: a loop, no recursion."""
    den = Den(path)
    tree = den.files({"bottom.py": CODE})
    for _step in range(1500):
        tree = den.tree([(b"40000", b"d", tree)])
    den.refs["refs/heads/main"] = den.commit(den.tree([(b"40000", b"d", tree), (b"100644", b"README.md", den.blob("# Deep\n"))]))
    den.settle()
