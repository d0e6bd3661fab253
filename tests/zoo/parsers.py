"""Animals whose files are well or ill formed to hang, exhaust or crash a parser."""

from pathlib import Path

from gitassay.model.candidate import Status
from tests.support.canary import Canary
from tests.zoo.animal import READABLE, animal
from tests.zoo.den import Den
from tests.zoo.project import with_files

DEEP = 100_000
SLOW = READABLE | {Status.TIMED_OUT}
LAUGHS = "<!DOCTYPE project [<!ENTITY l0 'ha'>" + "".join(f"<!ENTITY l{level} '{f'&l{level - 1};' * 10}'>" for level in range(1, 10))
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
OUTSIDE = "<!DOCTYPE project [<!ENTITY xxe SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'http://127.0.0.1:9/dtd'>%p;]>"


@animal(SLOW, absent=("root:x:0:0",))
def parser_bombs_data(path: Path, canary: Canary) -> None:
    """JSON too deep, numbers too long, endless dotted keys, YAML that refers to itself, XML that laughs. Safe: caps, limits, next file."""
    den = Den(path)
    outside = OUTSIDE.replace("http://127.0.0.1:9/", canary.url(""))
    den.project(
        with_files(
            {
                "package.json": "[" * DEEP,
                "web/package.json": '{"a":' * DEEP + "1" + "}" * DEEP,
                "config.json": '{"n": ' + "9" * 100_000 + ', "f": 1e999999, "s": "\\ud800\\udfff\\u0000"}',
                "tsconfig.json": '{"compilerOptions": ' + "[" * 5000 + "]" * 5000 + "}",
                "package-lock.json": '{"packages": {"\\ud800": {"version": "\\ud800"}}, "dependencies": {"a": NaN, "b": -Infinity}}',
                "pyproject.toml": ".".join(["a"] * 50_000) + " = 1\n",
                "Cargo.toml": "[" + ".".join(["b"] * 50_000) + "]\nx = 1\n",
                "poetry.lock": "[[package]]\n" + "".join(f"{'a.' * 300}k{number} = 1\n" for number in range(150)),
                "uv.lock": "x = " + "[" * 20_000 + "]" * 20_000,
                "docker-compose.yml": ALIASES,
                ".github/workflows/bomb.yml": ALIASES + "on: [push]\njobs: *a9\n",
                ".github/workflows/deep.yml": "[" * 20_000,
                ".github/workflows/keys.yml": "? " * 20_000 + "a\n",
                ".github/workflows/self.yml": "jobs: &j\n  again: *j\n  <<: *j\n",
                "environment.yml": f'dependencies: !!python/object/apply:os.system ["{canary.shell("yaml-object")}"]\n',
                "mkdocs.yml": f"x: !!python/name:os.system\ny: !!python/object/new:os.system ['{canary.shell('yaml-new')}']\n",
                "pom.xml": LAUGHS + "]><project><name>&l9;</name></project>",
                "app.csproj": outside + "<Project><Name>&xxe;</Name></Project>",
                "build.xml": "<a>" * 50_000,
                "setup.cfg": "[metadata]\nname = %(name)s\nversion = ${a:b}%\n[metadata]\nname = twice\n[options\n",
                "tox.ini": "[a]\n" + "x = %(x)s\n" * 2,
                "requirements.txt": "-r requirements.txt\n-r ../../../../etc/passwd\n-r /etc/passwd\n-c /dev/zero\n" + "a[" * 20_000 + "\n",
                "Pipfile": "[packages\n",
                "Gemfile.lock": "GEM\n" + " " * 50_000 + "\n",
                "go.mod": "module " + "a/" * 50_000 + "\n",
                ".env": "A=${A}${B}\nB=${A}${A}\n",
                "data.csv": '"' + "a,\n" * 30_000,
            }
        )
    )
    den.settle()


@animal(SLOW)
def parser_bombs_python(path: Path, _: Canary) -> None:
    """Source that exhausts a parser: brackets, signs, attributes, one long line, odd encodings. Safe: that file is not parsed."""
    den = Den(path)
    den.project(
        with_files(
            {
                "brackets.py": "(" * DEEP,
                "closed.py": "x = " + "(" * 5000 + ")" * 5000 + "\n",
                "plus.py": "x = 1" + " + 1" * DEEP + "\n",
                "minus.py": "x = " + "-" * 50_000 + "1\n",
                "attributes.py": "x = a" + ".b" * DEEP + "\n",
                "calls.py": "x = f" + "()" * DEEP + "\n",
                "nested.py": "".join(f"{' ' * level}if x:\n" for level in range(120)) + " " * 120 + "pass\n",
                "lambdas.py": "x = " + "lambda: " * 20_000 + "1\n",
                "elses.py": "if x: pass\n" + "elif x: pass\n" * 20_000,
                "list.py": "x = [" + "1," * 2_000_000 + "]\n",
                "number.py": "x = " + "9" * 100_000 + "\n",
                "power.py": "x = 10 ** 10 ** 10\ny = 'a' * 10 ** 10\nz = 1 << 10 ** 10\n",
                "null.py": b"x = 1\0\n",
                "cookie.py": "# -*- coding: rot13 -*-\nvzcbeg bf\n",
                "cookie_unknown.py": "# -*- coding: no-such-thing -*-\nx = 1\n",
                "cookie_zlib.py": b"# coding: zlib\n\x78\x9c\x03\0\0\0\0\x01",
                "utf16.py": "x = 1\n".encode("utf-16"),
                "latin.py": b"name = '\xe9\xff'\n",
                "formatted.py": 'x = f"' + "{" * 5000 + '"\n' + "y = f'{a:{b:{c:{d}}}}'\n",
                "strings.py": "x = " + "'a' " * 50_000 + "\n",
                "continued.py": "x = 1 + \\\n" * 30_000,
                "decorators.py": "@a\n" * 30_000 + "def f(): pass\n",
                "unicode.py": "def \ufdfa(): pass\n\u212a = 1\n" + "\ufdfa" * 20_000 + " = 2\n",
                "imports.py": "from " + "." * 30_000 + " import a\nimport " + "a." * 20_000 + "b\n",
                "match.py": "match x:\n" + "    case [" * 500 + "\n",
            }
        )
    )
    den.settle()


@animal(SLOW)
def parser_bombs_script(path: Path, _: Canary) -> None:
    """JavaScript, TypeScript and other sources that exhaust a parser. Safe: limits, then the next file."""
    den = Den(path)
    den.project(
        with_files(
            {
                "brackets.js": "(" * DEEP,
                "objects.ts": "const x = " + "{a:" * 20_000 + "1" + "}" * 20_000,
                "jsx.jsx": "const x = " + "<div>" * 20_000,
                "templates.ts": "`${" * 20_000,
                "generics.ts": "let x: " + "A<" * 20_000 + "B" + ">" * 20_000,
                "arrows.js": "a => " * 20_000 + "1",
                "regex.js": "x = /" + "(a+)+" * 5000 + "$/",
                "minified.js": "var a=1;" * 100_000,
                "ternary.tsx": "x ? " * 20_000,
                "Main.java": "class A {" * 20_000,
                "main.go": "package main\nvar x = " + "(" * 20_000,
                "lib.rs": "fn f() {" * 20_000,
                "page.html": "<div>" * 50_000,
                "style.css": "a{" * 50_000,
                "app.rb": "[" * 50_000,
                "query.sql": "SELECT (" * 20_000,
            }
        )
    )
    den.settle()


@animal(SLOW)
def regex_dos(path: Path, _: Canary) -> None:
    """Text on which careless patterns never come back. Safe: lines and files are cut before any pattern."""
    lines = (
        "a" * 60_000,
        "a" * 30_000 + "@" + "a." * 15_000,
        "[" * 30_000,
        "![" * 15_000,
        "](" * 20_000,
        "<!--" * 30_000,
        "*" * 40_000,
        "_a" * 20_000,
        "`" * 40_001,
        "http://" * 8_000,
        "0" * 60_000 + "%",
        "1,1," * 15_000,
        "1." * 25_000,
        " " * 60_000 + "x",
        "\t" * 60_000 + "x",
        "|" * 60_000,
        "-" * 60_000 + "x",
        "<a " * 20_000,
        "&" * 50_000,
        "accuracy " * 6_000 + "0.9" * 5_000,
        "$ pip install " + "a-" * 20_000,
    )
    readme = "# Slow\n\n" + "\n\n".join(lines) + "\n"
    tail = "> " * 20_000 + "\n" + "- " * 20_000 + "\n" + "".join(f"{' ' * level}- x\n" for level in range(400))
    den = Den(path)
    den.project(
        with_files(
            {
                "README.md": readme[:900_000],
                "docs/README.md": tail,
                "docs/one.md": "\n".join(["[a]: b"] * 20_000),
                "docs/two.rst": "=" * 50_000 + "\n" + ".. |x| replace:: |x|\n" * 2_000 + "*" * 30_000,
                "docs/three.md": "#" * 60_000 + "\n" + "\n".join("#" * (level % 7) + " h" for level in range(20_000)),
                "requirements.txt": "a" + " " * 60_000 + "\n" + "a;" * 30_000 + "\n" + "==" * 30_000 + "\n",
                ".gitignore": "*" * 5_000 + "\n" + "a*" * 5_000 + "b\n",
                "Dockerfile": "FROM " + "a/" * 30_000 + "\nRUN \\\n" + "\\\n" * 30_000,
                "Makefile": "a" * 60_000 + ":\n\t" + "$(" * 20_000 + "\n",
                "LICENSE": "Permission is hereby granted " * 4_000,
                "app.py": '"""' + "{{" * 20_000 + '"""\n' + f"PROMPT = '{'{x} ' * 15_000}'\n" + "#" * 60_000 + "\n",
            }
        ),
        message="a" * 60_000 + "\n\n" + "Co-authored-by: " * 3_000 + "\n" + "<" * 30_000,
    )
    den.settle()


@animal()
def odd_encodings(path: Path, _: Canary) -> None:
    """Texts in UTF-16, with nulls, with marks, in Latin-1, and binaries called text. Safe: read as well as can be, never a crash."""
    den = Den(path)
    den.project(
        {
            "README.md": "# UTF-16\n\nText.\n".encode("utf-16"),
            "docs/README.md": b"\xef\xbb\xbf# Marked\r\n\rtext\x85\x0b\x0c\n",
            "requirements.txt": "numpy==2.1.0\n".encode("utf-16-le"),
            "pyproject.toml": b'[project]\nname = "\xe9"\n',
            "package.json": b"\xff\xfe\0\0{",
            "noise.py": bytes(range(256)) * 40,
            "noise.md": bytes(range(255, -1, -1)) * 40,
            "noise.ipynb": bytes(range(256)),
            "surrogate.md": b"\xed\xa0\x80\xed\xbf\xbf\xf4\x90\x80\x80\xc0\x80",
            "endings.py": b"import os\rimport sys\r\nx = 1\x0cy = 2\n",
            ".gitattributes": b"*\xff text\n",
            "Dockerfile": b"\0\0\0",
            ".github/workflows/ci.yml": b"on: push\njobs:\n  a: \x00\x01\x02\n",
        }
    )
    den.settle()


@animal()
def only_binaries(path: Path, _: Canary) -> None:
    """A repository without a line of text. Safe: nothing to say is not a fault."""
    den = Den(path)
    den.project({f"image{number}.png": b"\x89PNG\r\n\x1a\n" + bytes([number]) * 5000 for number in range(20)})
    den.settle()


@animal()
def lfs_pointers(path: Path, canary: Canary) -> None:
    """Pointers in place of content and an address to fetch it from. Safe: pointers are what they are; nobody calls."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "4d" * 32 + "\nsize 123456789012345678901234567890\n"
    den = Den(path, bare=False)
    contents = with_files(
        {
            ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\nREADME.md filter=lfs\n",
            ".lfsconfig": f"[lfs]\n\turl = {canary.url('lfs')}\n",
            "README.md": pointer,
            "model.bin": pointer,
            "train.py": pointer,
            "nb.ipynb": pointer,
            "data.csv": pointer.replace("size ", "size -"),
        }
    )
    den.project(contents)
    den.config += (
        f'[lfs]\n\turl = {canary.url("lfs-config")}\n[filter "lfs"]\n\tprocess = {canary.shell("lfs-process")}\n\trequired = true\n'
    )
    den.settle(contents)
