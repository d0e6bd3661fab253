"""Reads setup.py by its syntax tree, never by running it, and setup.cfg."""

import ast
import re
import warnings
from collections.abc import Iterator

from packaging.utils import canonicalize_name

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.ini import read_ini
from gitassay.facts.manifests.python import scope_of_group
from gitassay.facts.manifests.table import Page
from gitassay.facts.manifests.versions import python_requirement

MAX_CHARACTERS = 200_000
_LISTS = {"install_requires": "main", "requires": "main", "tests_require": "test", "setup_requires": "build"}
_REQUIREMENTS = re.compile(r"^(?:\./)?[\w./-]{0,100}require[\w.-]{0,50}\.(?:txt|in)$")
_BREAKS = str.maketrans({"\r": " "})
_FOLLOWED = 5
_CHANGES = frozenset({"append", "extend", "insert", "update", "remove"})

Text = tuple[str, int]


class _ComputedError(Exception):
    """A value that can't be told without running the file."""


def read_setup_py(page: Page) -> None:
    """Read the literal arguments of `setup(...)`; names bound once to literals in the file are followed, anything else is dynamic."""
    if len(page.text) > MAX_CHARACTERS:
        raise UnreadableError(f"larger than {MAX_CHARACTERS // 1000} kB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(page.text.replace("\r\n", "\n").translate(_BREAKS))
    except (RecursionError, MemoryError) as error:
        raise UnreadableError("nested too deep") from error
    except (SyntaxError, ValueError) as error:
        raise UnreadableError("not valid Python 3") from error
    try:
        _SetupFile(page, tree).read()
    except RecursionError as error:
        raise UnreadableError("nested too deep") from error


class _SetupFile:
    def __init__(self, page: Page, tree: ast.Module) -> None:
        self._page = page
        self._names: dict[str, ast.expr | None] = {}
        self._calls: list[ast.Call] = []
        self._files: list[str] = []
        for node in ast.walk(tree):
            self._bind(node)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _REQUIREMENTS.match(node.value[:300]):
                self._files.append(node.value)
            if isinstance(node, ast.Call) and _called(node) == "setup":
                self._calls.append(node)

    def _bind(self, node: ast.AST) -> None:
        """Remember what a name is bound to; None when it is bound twice or changed."""
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    self._names[target.id] = None if target.id in self._names else node.value
                elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                    self._names[target.value.id] = None
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            self._names[node.target.id] = None if node.target.id in self._names else node.value
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            self._names[node.target.id] = None
        elif isinstance(node, ast.Call) and _called(node) in _CHANGES:
            changed = node.func.value if isinstance(node.func, ast.Attribute) else None
            if isinstance(changed, ast.Name):
                self._names[changed.id] = None

    def read(self) -> None:
        for call in self._calls[:3]:
            for keyword in call.keywords:
                self._keyword(keyword)

    def _keyword(self, keyword: ast.keyword) -> None:
        name = keyword.arg
        if name is None:
            self._page.dynamic = True
        elif name == "name":
            self._own_name(keyword.value)
        elif name in _LISTS:
            self._list(keyword.value, _LISTS[name])
        elif name == "extras_require":
            self._extras(keyword.value)
        elif name == "entry_points":
            self._entry_points(keyword.value)

    def _own_name(self, value: ast.expr) -> None:
        try:
            self._page.names += [canonicalize_name(text[:200]) for text, _ in self._texts(value, 0)]
        except _ComputedError:
            return

    def _list(self, value: ast.expr, scope: str) -> None:
        try:
            found = list(self._texts(value, 0))
        except _ComputedError:
            self._page.dynamic = True
            for name in self._files if scope == "main" else ():
                self._page.include(name)
            return
        for text, line in found:
            for number, row in enumerate(text.split("\n")):
                one = python_requirement(row)
                if one:
                    self._page.declare("pypi", *one, scope, line + number)

    def _extras(self, value: ast.expr) -> None:
        node = self._literal(value)
        if not isinstance(node, ast.Dict):
            self._page.dynamic = True
            return
        for key, listed in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
            if key is None or not name:
                self._page.dynamic = True
            else:
                self._list(listed, scope_of_group(name.partition(":")[0], "optional" if not name.startswith(":") else "main"))

    def _entry_points(self, value: ast.expr) -> None:
        node = self._literal(value)
        if not isinstance(node, ast.Dict):
            return
        for listed in node.values:
            try:
                found = list(self._texts(listed, 0))
            except _ComputedError:
                continue
            for text, line in found:
                _entry(self._page, text, line)

    def _texts(self, value: ast.expr, depth: int) -> Iterator[Text]:
        """The strings of a literal list, tuple, set or string, sums of them included."""
        node = self._follow(value, depth)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
        elif isinstance(node, (ast.List, ast.Tuple, ast.Set)):
            for item in node.elts:
                yield from self._texts(item.value if isinstance(item, ast.Starred) else item, depth + 1)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._texts(node.left, depth + 1)
            yield from self._texts(node.right, depth + 1)
        else:
            raise _ComputedError

    def _literal(self, value: ast.expr) -> ast.expr | None:
        try:
            return self._follow(value, 0)
        except _ComputedError:
            return None

    def _follow(self, value: ast.expr, depth: int) -> ast.expr:
        for _ in range(_FOLLOWED):
            if not isinstance(value, ast.Name):
                return value
            bound = self._names.get(value.id)
            if bound is None:
                raise _ComputedError
            value = bound
        if depth > 100:
            raise _ComputedError
        return value


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _has_marker(text: str) -> bool:
    """Whether the semicolon of a row begins a marker; without quotes it parts two packages."""
    return "'" in text or '"' in text


def _entry(page: Page, text: str, line: int) -> None:
    name, equals, target = text.partition("=")
    if equals and name.strip() and target.strip():
        page.entry_points.append((name.strip()[:200], target.strip()[:300], line))


def read_setup_cfg(page: Page) -> None:
    """Read the packages, extras and commands of a setup.cfg."""
    ini = read_ini(page.text)
    name = ini.pair("metadata", "name")
    if name and name.value:
        page.names.append(canonicalize_name(name.value[:200]))
    listed = [(one, _LISTS[one.key]) for one in ini.within("options") if one.key in _LISTS]
    listed += [(one, scope_of_group(one.key, "optional")) for one in ini.within("options.extras_require")]
    for pair, scope in listed:
        for line, text in pair.rows:
            if text.startswith(("file:", "attr:")):
                page.dynamic = True
                for target in text.removeprefix("file:").split(",") if text.startswith("file:") else ():
                    page.include(target.strip())
                continue
            for part in [text] if _has_marker(text) else text.split(";"):
                one = python_requirement(part)
                if one:
                    page.declare("pypi", *one, scope, line)
    for pair in ini.within("options.entry_points"):
        for line, text in pair.rows:
            _entry(page, text, line)
