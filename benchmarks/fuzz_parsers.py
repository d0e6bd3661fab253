"""Reads repositories full of mutated manifests, lock files, notebooks and sources in the limited child, as an assessment does.

usage: python benchmarks/fuzz_parsers.py [--files 20000] [--seed 1] [--kinds requirements.txt,poetry.lock] [--seeds FOLDER]

Each repository holds as many mutated files as a reading takes of a kind. Counted as failures: a child that has to be killed, that dies or
runs out of memory; a signal that ends in an error; and a reading that is not the same when it is read again. A kind is added by
a row in KINDS: the name under which the product looks for such a file, and at least one well-formed seed.
FOLDER may hold real files by these names (in any folder below it); they are seeds, too.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gitassay.isolation import IsolationError, run_isolated
from gitassay.pipeline import READING

MEGABYTE = 1024 * 1024
A_REPOSITORY = 200
MOST_BYTES = 400_000
# ruff: noqa: E501 - seeds are easier to read on one line
KINDS: dict[str, list[bytes]] = {
    "requirements.txt": [
        b"-r base.txt\n-c constraints.txt\nflask[async]==1.0 ; python_version < '3'\n-e git+https://a.example/b.git#egg=c\n\\\n"
    ],
    "constraints.txt": [b"flask==1.0\nsix>=1,<2\n"],
    "pyproject.toml": [
        b'[project]\nname = "a"\ndependencies = ["b>=1"]\n\n[dependency-groups]\ndev = ["c", {include-group = "d"}]\nd = []\n\n'
        b'[tool.poetry.dependencies]\npython = "^3"\ne = {version = "^1", optional = true}\n\n[project.optional-dependencies]\nf = ["g"]\n'
    ],
    "setup.py": [
        b'from setuptools import setup\n\nNEEDS = ["a>=1"]\nsetup(name="x", install_requires=NEEDS + ["b"], extras_require={"t": ["c"]})\n'
    ],
    "setup.cfg": [
        b"[metadata]\nname = a\n\n[options]\ninstall_requires =\n    b>=1\n    c; python_version < '3'\n\n[options.extras_require]\nd = e\n"
    ],
    "Pipfile": [b'[packages]\na = "*"\nb = {version = "==1.0", extras = ["c"]}\n\n[scripts]\nrun = "python a.py"\n'],
    "environment.yml": [b"name: a\nchannels: [defaults]\ndependencies:\n- python=3.8\n- numpy=1.2.3=py_0\n- pip:\n  - flask==1.0\n"],
    "poetry.lock": [
        b'[[package]]\nname = "a"\nversion = "1.0"\n\n[package.dependencies]\nb = "*"\n\n[[package]]\nname = "b"\nversion = "2"\n'
    ],
    "pylock.toml": [b'lock-version = "1.0"\n\n[[packages]]\nname = "a"\nversion = "1.0"\nwheels = [{url = "https://x.example/a.whl"}]\n'],
    "Pipfile.lock": [b'{"_meta": {}, "default": {"a": {"version": "==1.0"}}, "develop": {"b": {}}}'],
    "package.json": [
        b'{"name": "a", "dependencies": {"b": "^1", "c": "npm:d@1"}, "scripts": {"x": "y"}, "workspaces": ["p/*"], "bin": {"z": "q.js"}}'
    ],
    "package-lock.json": [
        b'{"lockfileVersion": 3, "packages": {"": {}, "node_modules/a": {"version": "1.0.0"}}}',
        b'{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dependencies": {"b": {"version": "2.0.0"}}}}}',
    ],
    "yarn.lock": [
        b'"a@^1", a@~1:\n  version "1.0.0"\n  dependencies:\n    b "*"\n',
        b'"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n',
    ],
    "pnpm-lock.yaml": [b"lockfileVersion: '9.0'\npackages:\n  a@1.0.0(b@2):\n    resolution: {}\n  /c/1.0.0:\n    dev: true\n"],
    "bun.lock": [b'{\n  "packages": {\n    "a": ["a@1.0.0", "", {}],\n  }\n}\n'],
    "go.mod": [
        b"module example.org/a\n\nrequire (\n\tb.example/c v1.0.0\n\td.example/e v0.0.0-1 // indirect\n)\n\nreplace b.example/c => ../c\n"
    ],
    "go.sum": [b"b.example/c v1.0.0 h1:x=\nb.example/c v1.0.0/go.mod h1:y=\n"],
    "Cargo.toml": [
        b'[package]\nname = "a"\n\n[dependencies]\nb = "1"\nc = { version = "1", path = "../c" }\n\n[target."cfg(unix)".dependencies]\nd = "*"\n'
    ],
    "Cargo.lock": [b'[[package]]\nname = "a"\nversion = "1.0.0"\nsource = "registry+x"\n'],
    "Gemfile": [b"source 'https://a.example'\ngem 'rails', '~> 5.0'\ngroup :test do\n  gem 'rspec', require: false\nend\ngemspec\n"],
    "Gemfile.lock": [b"GEM\n  specs:\n    rails (5.0.0)\n      a (= 1)\n\nDEPENDENCIES\n  rails\n"],
    "pom.xml": [
        b'<?xml version="1.0"?><project xmlns="m"><groupId>g</groupId><artifactId>a</artifactId><properties><v>1</v></properties><dependencies>'
        b"<dependency><groupId>b</groupId><artifactId>c</artifactId><version>${v}</version><scope>test</scope></dependency></dependencies></project>"
    ],
    "build.gradle": [b"dependencies {\n  implementation 'a:b:1.0'\n  testImplementation(\"c:d:1.+\")\n  api libs.e\n}\n"],
    "composer.json": [b'{"name": "a/b", "require": {"php": ">=7", "c/d": "^1"}, "require-dev": {"e/f": "*"}}'],
    "composer.lock": [b'{"packages": [{"name": "c\\/d", "version": "v1.0.0"}], "packages-dev": []}'],
    "analysis.ipynb": [
        b'{"cells": [{"cell_type": "code", "execution_count": 1, "metadata": {"tags": ["x"]}, "outputs": [{"output_type": "error", "ename": "NameError",'
        b' "evalue": "x", "traceback": ["a"]}, {"output_type": "execute_result", "data": {"text/plain": ["0.9"], "text/html": "<table></table>"}}],'
        b' "source": ["%matplotlib inline\\n", "import numpy as np\\n", "!pip install x\\n", "print(np.zeros(3))"]}, {"cell_type": "markdown", "source": "# A"}],'
        b' "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}',
        b'{"worksheets": [{"cells": [{"cell_type": "code", "input": "print 1", "prompt_number": 1, "outputs": [{"output_type": "pyerr", "ename": "E"}]}]}], "nbformat": 3}',
    ],
    "app.py": [
        b"from .a import b\nimport numpy as np\n\n\n@x.y\nasync def f(a: 'T[int]', *b, c=1) -> None:\n    match a:\n        case [1, *_]:\n            return await g(f'{undefined!r:>{b}}')\n"
        b"\n\nclass A(B):\n    def g(self):\n        raise NotImplementedError\n\n\nif __name__ == '__main__':\n    print(\"x\", lambda: (yield))\n"
    ],
    "app.tsx": [
        b'import a, { b as c } from "./a";\nexport default function F<T extends {}>({ x }: { x: T }) {\n  const y = `a${c(x)}b` as const;\n  return <Tab case={1} {...x}>it\'s {y?.z ?? /a[/]b/g}</Tab>;\n}\n'
    ],
    "app.vue": [
        b"<template><a :b='c'/></template>\n<script setup lang=\"ts\">\nimport A from './a.vue'\nconst x: number = 1\n</script>\n<style></style>\n"
    ],
    "docker-compose.yml": [
        b"services:\n  a:\n    build: ./a\n  b:\n    build: {context: ., dockerfile: b/Dockerfile}\n  c: &c\n    <<: *c\n"
    ],
}
"""Seeds by the name of the file."""
TOKENS = (
    b"[" * 500, b"{" * 500, b"(" * 500, b'"', b"'", b"\\", b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"9" * 5_000, b"a." * 3_000, b"-r ../../x\n", b"*a &a ",
    b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"\r", b"\t", b"#", b"==", b"\xe2\x80\xae", b"<!ENTITY x SYSTEM 'file:///etc/passwd'>", b"!!python/object:os.system",
    b"://", b"git+", b"@", b";", b"null", b"1e999", b"-" * 3_000, b"\n" * 2_000, b"${${${", b"\\u0000", b"\\ud800",
)  # fmt: skip


def cut(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((1, 2, 8, 40, 400)))


def mutated(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The content after one to eight changes."""
    for _ in range(chance.randint(1, 8)):
        start, end = cut(content, chance)
        kind = chance.randrange(7)
        if kind == 0:
            content = content[:start] + content[end:]
        elif kind == 1:
            content = content[:start] + chance.choice(TOKENS) + content[start:]
        elif kind == 2:
            content = content[:end] + content[start:end] * chance.choice((1, 3, 50, 2_000)) + content[end:]
        elif kind == 3:
            content = content[:start] + bytes(chance.randrange(256) for _ in range(end - start)) + content[end:]
        elif kind == 4:
            other = chance.choice(others)
            first, last = cut(other, chance)
            content = content[:start] + other[first:last] + content[end:]
        elif kind == 5:
            lines = content.split(b"\n")
            chance.shuffle(lines)
            content = b"\n".join(lines)
        else:
            content = content[:start]
        content = content[:MOST_BYTES]
    return content


def files_of(kind: str, seeds: list[bytes], everything: list[bytes], number: int, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for index in range(number):
        yield f"f{index:04d}/{kind}", mutated(chance.choice(seeds), everything, chance)


def written(files: list[tuple[str, bytes]], git_dir: Path) -> str:
    """A bare repository with these files. Returns its commit."""
    subprocess.run(["git", "init", "-q", "--bare", git_dir], check=True)
    stream = [b"commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\n"]
    stream += [b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content) for path, content in files]
    subprocess.run(["git", f"--git-dir={git_dir}", "fast-import", "--quiet"], input=b"".join(stream), check=True)
    told = subprocess.run(["git", f"--git-dir={git_dir}", "rev-parse", "refs/heads/main"], capture_output=True, check=True, text=True)
    return told.stdout.strip()


def read(git_dir: Path, commit: str) -> dict[str, object]:
    source = {"id": "fuzz", "location": "", "local": True}
    request = {"git_dir": str(git_dir), "commit": commit, "source": source, "identity": {"name": "x", "emails": []}, "as_of": "2026-01-01"}
    return run_isolated("gitassay.reading", request, READING)


def problems(kind: str, files: list[tuple[str, bytes]], again: bool, states: Counter[str]) -> list[str]:
    """What went wrong with one repository, in words."""
    with tempfile.TemporaryDirectory() as folder:
        git_dir = Path(folder) / "r.git"
        commit = written(files, git_dir)
        try:
            reading = read(git_dir, commit)
            same = not again or read(git_dir, commit) == reading
        except IsolationError as error:
            return [f"{kind}: {type(error).__name__}: {error}"]
    states[reading["card"]["status"]] += 1  # type: ignore[index]
    failed = [f"{kind}: {row['signal']}: {row['message']}" for row in reading["findings"] if row["outcome"] == "error"]  # type: ignore[attr-defined]
    return failed + ([] if same else [f"{kind}: two readings differ"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seeds", type=Path)
    wanted = parser.parse_args()
    kinds = wanted.kinds.split(",")
    seeds = {kind: list(KINDS[kind]) for kind in kinds}
    for path in sorted(wanted.seeds.rglob("*")) if wanted.seeds else ():
        if path.name in seeds and path.is_file() and path.stat().st_size < MOST_BYTES // 4:
            seeds[path.name].append(path.read_bytes())
    everything = [one for rows in seeds.values() for one in rows]
    chance = random.Random(wanted.seed)
    states: Counter[str] = Counter()
    failures: list[str] = []
    done, slowest, number = 0, (0.0, ""), 0
    while done < wanted.files:
        kind = kinds[number % len(kinds)]
        files = list(files_of(kind, seeds[kind], everything, min(A_REPOSITORY, wanted.files - done), chance))
        started = time.monotonic()
        failures += problems(kind, files, again=number % 10 == 0, states=states)
        slowest = max(slowest, (time.monotonic() - started, kind))
        done, number = done + len(files), number + 1
        print(f"\r{done} files, {len(failures)} failures", end="", file=sys.stderr)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"\n{done} mutated files of {len(kinds)} kinds in {number} repositories, seed {wanted.seed}")
    print(f"failures: {len(failures)}; readings: {dict(states)}")
    print(
        f"slowest repository: {slowest[0]:.1f} s ({slowest[1]}); largest child: {spent.ru_maxrss / 1024:.0f} MB of {READING.memory_bytes // MEGABYTE}"
    )
    print(f"CPU of all children: {spent.ru_utime + spent.ru_stime:.0f} s")
    print("\n".join(failures[:40]))
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
