"""What may be written since Python 3.12 and 3.14 gives the same rows under each Python."""

import ast
import sys
import time
from contextlib import suppress

import pytest

from gitassay.facts.code.newer_syntax import read_newer
from gitassay.facts.code.python import parsed, read_python
from gitassay.facts.code.table import Parse

PAIRS = {
    'f"{d["a"]}"': "f'{d[\"a\"]}'",
    'f"{f"{f"{1}"}"}"': "f'''{f\"\"\"{f'{1}'}\"\"\"}'''",
    'f"{ask("a" "b")} {{c}}"': "f'{ask(\"ab\")} {{c}}'",
    'f"{a:{w["x"]}}"': "f'{a:{w[\"x\"]}}'",
    'f"{a["b"]!r:>10}"': "f'{a[\"b\"]!r:>10}'",
    'f"{a != "b"}"': "f'{a != \"b\"}'",
    'f"\\N{BULLET} {a["b"]}"': "f'\\N{BULLET} {a[\"b\"]}'",
    'rf"\\d{a["b"]}"': "rf'\\d{a[\"b\"]}'",
    'x = "{" + f"{a["b"]}"  # f"{"': "x = '{' + f'{a[\"b\"]}'",
}


def plain(tree: ast.AST) -> str:
    return ast.dump(tree)


@pytest.mark.parametrize("newer", PAIRS)
def test_it_is_read_as_its_older_spelling(newer: str) -> None:
    assert plain(read_newer(newer)) == plain(ast.parse(PAIRS[newer]))


def test_backslashes_and_lines_within_a_field_are_read() -> None:
    tree = read_newer('f"{"\\n".join(\n    rows  # each\n)}"\nlast = 1\n')
    assert plain(tree.body[0]) == (
        "Expr(value=JoinedStr(values=[FormattedValue(value=Call(func=Attribute(value=Constant(value='\\n'), attr='join', ctx=Load()), "
        "args=[Name(id='rows', ctx=Load())], keywords=[]), conversion=-1)]))"
    ).replace(", keywords=[]", ", keywords=[]" if sys.version_info < (3, 13) else "")
    assert [node.lineno for node in tree.body] == [1, 4]


def test_a_field_that_shows_its_own_text_shows_it_as_written() -> None:
    texts = [node.value for node in ast.walk(read_newer('f"{a["b"]=}"')) if isinstance(node, ast.Constant)]
    assert texts == ['a["b"]=', "b"]


@pytest.mark.parametrize("source", [*PAIRS, 'f"{"\\n".join(x)}"'])
def test_every_python_reads_it(source: str) -> None:
    assert plain(parsed(source)) == plain(read_newer(source))


@pytest.mark.parametrize("broken", ['f"{d["a"]', 'f"{d["a}"', "f'{' + 1", 'f"{' * 50, "def f(:\n", 'x = "abc'])
def test_what_no_python_reads_stays_broken_with_its_own_reason(broken: str) -> None:
    with pytest.raises(SyntaxError) as told:
        parsed(broken)
    with pytest.raises(SyntaxError) as own:
        ast.parse(broken)
    assert (told.value.msg, told.value.lineno) == (own.value.msg, own.value.lineno)


TYPED = {
    "def f[T](a: T) -> T:\n    return g(a)\n": "def f(a: T) -> T:\n    return g(a)\n",
    "async def f[T: (int, str), **P](a):\n    await g(a)\n": "async def f(a):\n    await g(a)\n",
    "class A[\n    T,\n](B):\n    x = g()\n": "class A(\n\nB):\n    x = g()\n",
    "class A[T: dict[str, int]]:\n    x = g()\n": "class A:\n    x = g()\n",
    "class A[\n    T\n]:\n    x = g()\n": "class A(\n\n):\n    x = g()\n",
    "type Pair[T] = tuple[T, T]\nx = g()\n": "tuple[T, T]\nx = g()\n",
    "type = 1\nx = g(type)\n": "type = 1\nx = g(type)\n",
}


@pytest.mark.parametrize("newer", TYPED)
def test_type_parameters_and_aliases_change_no_row(newer: str) -> None:
    unit = read_python("a.py", "main", newer)
    assert unit == read_python("a.py", "main", TYPED[newer])
    assert (unit.parse, len(unit.calls)) == (Parse.OK, 1)


@pytest.mark.parametrize("names", ["ValueError, KeyError", "json.JSONDecodeError, OSError, errors.NoAnswer"])
def test_exceptions_side_by_side_are_read_as_in_brackets(names: str) -> None:
    unit = read_python("a.py", "main", f"try:\n    f()\nexcept {names}:\n    g()\n")
    assert unit == read_python("a.py", "main", f"try:\n    f()\nexcept ({names}):\n    g()\n")
    assert (unit.parse, len(unit.calls)) == (Parse.OK, 2)


@pytest.mark.parametrize("source", ["try:\n    f()\nexcept IOError, e:\n    g()\n", "try:\n    f()\nexcept socket.error, exc:\n    g()\n"])
def test_a_name_for_what_was_caught_is_python_2_under_each_python(source: str) -> None:
    unit = read_python("a.py", "main", source)
    assert (unit.parse, unit.problem, unit.problem_line) == (Parse.PYTHON_2, "multiple exception types must be parenthesized", 3)


def test_a_template_string_is_newer_than_what_is_read_under_each_python() -> None:
    unit = read_python("a.py", "main", 'a = 1\nb = t"{a}"\n')
    assert (unit.parse, unit.problem, unit.problem_line) == (Parse.LIMIT, "newer Python than is read here: invalid syntax", 2)


def test_both_may_stand_in_one_file() -> None:
    unit = read_python("a.py", "main", 'def f[T](a: T) -> str:\n    return f"{a["b"]} {g("c")}"\n')
    assert (unit.parse, [(call.name, call.line) for call in unit.calls]) == (Parse.OK, [("g", 2)])


def test_the_work_grows_with_the_text_alone() -> None:
    assert len(read_newer('f"{a["b"]} {"c"}"\n' * 5_000).body) == 5_000
    for hostile in ('f"{' + "[" * 100_000, 'f"{' * 100_000, 'f"{a' + ":{b" * 100_000, "f'{" + '"" ' * 100_000 + "}'", 'f"{"\n"' * 50_000):
        began = time.process_time()
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            read_newer(hostile)
        assert time.process_time() - began < 5, hostile[:10]
