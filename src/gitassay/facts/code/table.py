"""The rows of the code table, the same for every language."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Parse(StrEnum):
    """How reading one source file ended.

    `doubtful`: the grammar stumbled where it is known to be narrower than the language; no unit of a finished table is.
    """

    OK = "ok"
    BROKEN = "broken"
    DOUBTFUL = "doubtful"
    PYTHON_2 = "python_2"
    TOO_LARGE = "too_large"
    ABSENT = "absent"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Import:
    """`import module` or `from module import name`. Relative modules keep their leading dots (`.x`, `./x`)."""

    module: str
    name: str | None
    alias: str | None
    line: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call under its resolved dotted name.

    Aliases, constructors kept in variables and attributes are resolved: `client = OpenAI()` then
    `client.chat.completions.create()` is `openai.OpenAI.chat.completions.create`. `scope` is the qualified name of the
    enclosing function or class ("" at top level). `strings` are literal text arguments (cut to 300 characters),
    `names` the dotted names that stand as arguments (resolved, without calls inside them), `target` the variable
    that receives the value. `awaited` calls stand behind `await`.
    """

    name: str
    line: int
    end: int
    scope: str = ""
    loop: bool = False
    guarded: bool = False
    keywords: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    target: str | None = None
    awaited: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A function, method or class, `kind` says which; `name` is qualified (`Class.method`).

    `decorators` and `bases` are resolved dotted names; `statements` counts its own body, docstring apart. A `stub` only
    promises a body: `pass`, `...` or `raise NotImplementedError`, where nothing says that this is meant to be so.
    """

    kind: str
    name: str
    line: int
    end: int
    decorators: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    annotated: bool = False
    statements: int = 0
    documented: bool = False
    stub: bool = False
    asynchronous: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A string constant of at least 3 characters, cut to 2,000. `scope` as in `Call`; `interpolated` for f-strings and templates.

    `names` are the dotted names inside what is filled in: as written and, where that differs, as resolved.
    """

    value: str
    line: int
    end: int
    scope: str = ""
    interpolated: bool = False
    docstring: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loop:
    """A `while` or `for` loop: its lines, scope, and the word that opens it. `forever` for `while True` and its kin."""

    kind: str
    line: int
    end: int
    scope: str = ""
    forever: bool = False


@dataclass(frozen=True, slots=True)
class Assertion:
    """An assertion in a test or in code. `trivial` ones can't fail (`assert True`, `assertEqual(1, 1)`)."""

    line: int
    scope: str = ""
    trivial: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """`target = value` where the value is a plain dotted name or a literal: (resolved) text of the value, cut to 300 characters."""

    target: str
    value: str
    line: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One source file or notebook. Lines are those of the file as stored (for a notebook: of its JSON text)."""

    path: str
    language: str
    role: str
    lines: int
    parse: Parse
    problem: str = ""
    problem_line: int = 0
    imports: tuple[Import, ...] = ()
    calls: tuple[Call, ...] = ()
    definitions: tuple[Definition, ...] = ()
    texts: tuple[Text, ...] = ()
    loops: tuple[Loop, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    assignments: tuple[Assignment, ...] = ()

    @property
    def tests_inside(self) -> tuple[Definition, ...]:
        """Tests that stand in the code they test, as is the custom in Rust."""
        return tuple(one for one in self.definitions if "test" in one.decorators) if self.language == "rust" else ()


@dataclass(frozen=True)
class Code:
    """All units of a repository, sorted by path."""

    units: tuple[Unit, ...] = ()
    truncated: bool = field(default=False)

    @cached_property
    def own(self) -> tuple[Unit, ...]:
        """Units that are the project itself: main code and notebooks; no tests, examples, docs, vendored or generated files."""
        return tuple(unit for unit in self.units if unit.role in ("main", "notebook"))

    @cached_property
    def main(self) -> tuple[Unit, ...]:
        """Units of main code, notebooks left out."""
        return tuple(unit for unit in self.units if unit.role == "main")

    @cached_property
    def tests(self) -> tuple[Unit, ...]:
        """Units that are test files."""
        return tuple(unit for unit in self.units if unit.role == "test")

    @cached_property
    def notebooks(self) -> tuple[Unit, ...]:
        """Units that are notebooks of the project."""
        return tuple(unit for unit in self.units if unit.role == "notebook")

    @cached_property
    def testing(self) -> tuple[Unit, ...]:
        """Units that hold tests: test files, and main code with tests inside it, as Rust has them."""
        return tuple(unit for unit in self.units if unit.role == "test" or (unit.role == "main" and unit.tests_inside))
