import time

import pytest

from gitassay.facts.code.python import read_python
from gitassay.facts.code.table import Parse, Unit

ENOUGH_SECONDS = 10


@pytest.mark.parametrize(
    "source",
    [
        'print "hello"\n',
        'print >>f, "x" "y" z\n',
        "try:\n    pass\nexcept IOError, e:\n    pass\n",
        'raise ValueError, "no"\n',
        "mode = 0777\n",
        "big = 10L\n",
        "if a <> b: pass\n",
        "text = `value`\n",
        "text = ur'x'\n",
        'exec "code"\n',
    ],
)
def test_python_2_is_told_from_broken_code(source: str) -> None:
    assert read_python("a.py", "main", source).parse == Parse.PYTHON_2


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\ndef f(:\n    pass\n", 2),
        ("<<<<<<< HEAD\nx = 1\n=======\n", 1),
        ("def f():\nreturn 1\n", 2),
        ("x = (1,\n", 1),
        ("x = “a”\n", 1),
        ("x = 1\0\n", 1),
        ("from gensim \n", 1),
    ],
)
def test_broken_code_names_its_line(source: str, line: int) -> None:
    unit = read_python("a.py", "main", source)
    assert (unit.parse, unit.problem_line, bool(unit.problem)) == (Parse.BROKEN, line, True)


@pytest.mark.parametrize(
    "source",
    [
        "def first[T](x: list[T]) -> T: ...\n",
        "type Row = list[int]\n",
        'x = f"{row["a"]}"\n',
        "class Box[T]: ...\n",
        "x.cuda(async=True)\n",
    ],
)
def test_a_python_of_another_age_is_not_called_broken(source: str) -> None:
    assert read_python("a.py", "main", source).parse in (Parse.LIMIT, Parse.OK)


@pytest.mark.parametrize(
    ("source", "parse"),
    [
        ("-" * 50_000 + "1", Parse.LIMIT),
        ("(" * 100_000 + ")" * 100_000, Parse.LIMIT),
        ("+".join(["1"] * 100_000), Parse.LIMIT),
        ("lambda:" * 20_000 + "1", Parse.LIMIT),
        ("if a: pass\n" + "elif b: pass\n" * 20_000, Parse.LIMIT),
        ("x = " + "9" * 100_000, Parse.LIMIT),
        ('x = "' + "a" * 20_000_000 + '"', Parse.TOO_LARGE),
        ("x = [\n" + "1,\n" * 150_000 + "]", Parse.OK),
        ("f()\n" * 100_000, Parse.OK),
        ("f(" + "a," * 100_000 + ")", Parse.OK),
        ("x = y.f()\n" + "x = z.g(x)\n" * 30_000, Parse.OK),
        ("a0 = x.f()\n" + "".join(f"a{i + 1} = a{i}.g()\n" for i in range(15_000)), Parse.OK),
        ("".join(f"def f{i}(): return f{(i + 1) % 500}()\n" for i in range(500)) + "f0().x()\n", Parse.OK),
        ("if a: pass\n" + "elif b: f()\n" * 800, Parse.OK),
        ("a = " * 40_000 + "f()", Parse.OK),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
def test_a_hostile_file_ends_in_a_typed_unit_quickly(source: str, parse: Parse) -> None:
    started = time.process_time()
    unit = read_python("a.py", "main", source)
    assert unit.parse == parse
    assert time.process_time() - started < ENOUGH_SECONDS


@pytest.mark.parametrize("source", ["a" + ".b" * 100_000, "a" + "()" * 50_000], ids=["names", "calls"])
def test_a_chain_without_end_is_read_quickly_or_too_deep(source: str) -> None:
    """Python 3.14 builds the tree of a chain of any length; those before it stop near 2,900 steps."""
    started = time.process_time()
    assert read_python("a.py", "main", source).parse in (Parse.LIMIT, Parse.OK)
    assert time.process_time() - started < ENOUGH_SECONDS


def test_rows_have_a_limit_and_say_so() -> None:
    unit = read_python("a.py", "main", "f()\n" * 30_000)
    assert (len(unit.calls), unit.problem) == (20_000, "only the first 20,000 rows of a kind were kept")


def test_names_have_a_limit() -> None:
    unit = read_python("a.py", "main", "import a\nx = a" + ".bcdefghijk" * 55 + "()\nx.end()\n")
    assert all(len(call.name) <= 300 for call in unit.calls)
    assert (unit.calls[-1].name.startswith("a.bcdefghijk."), unit.calls[-1].name.endswith(".end")) == (True, True)


def test_half_a_character_in_a_literal_can_be_written() -> None:
    unit = read_python("a.py", "main", 'x = f("abc\\ud800")\n')
    assert (unit.texts[0].value, unit.calls[0].strings) == ("abc\ufffd", ("abc\ufffd",))


def test_the_same_text_gives_the_same_unit() -> None:
    source = "import a\nx = {a.b('one'), a.c('two')}\nfor k in x: k.run()\n"
    first: Unit = read_python("a.py", "main", source)
    assert first == read_python("a.py", "main", source)


def test_warnings_of_strange_code_are_not_shown(recwarn: pytest.WarningsRecorder) -> None:
    read_python("a.py", "main", 'x = "\\d"\nassert (1, 2)\nif x is "a": pass\n')
    assert list(recwarn) == []


def test_a_match_on_true_or_nothing_is_read() -> None:
    source = "def f(x):\n    match x:\n        case True:\n            return g()\n        case None:\n            return h()\n"
    assert [call.name for call in read_python("a.py", "main", source).calls] == ["g", "h"]
