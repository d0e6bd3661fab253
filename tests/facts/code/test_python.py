from textwrap import dedent

import pytest

from gitassay.facts.code.python import read_python
from gitassay.facts.code.table import Assertion, Assignment, Call, Definition, Import, Loop, Parse, Text, Unit


def read(source: str, path: str = "app.py") -> Unit:
    return read_python(path, "main", dedent(source).lstrip("\n"))


def names(source: str) -> list[str]:
    """The resolved names of all calls, in the order of lines."""
    return [call.name for call in read(source).calls]


def test_an_empty_file_is_read_and_has_no_lines() -> None:
    assert read_python("app.py", "main", "") == Unit("app.py", "python", "main", 0, Parse.OK)


def test_imports_keep_module_name_alias_and_leading_dots() -> None:
    source = """
        import os.path, numpy as np
        from ..tools import search as find
        from . import prompts
        from tkinter import *
    """
    assert read(source).imports == (
        Import("os.path", None, None, 1),
        Import("numpy", None, "np", 1),
        Import("..tools", "search", "find", 2),
        Import(".", "prompts", None, 3),
        Import("tkinter", "*", None, 4),
    )


def test_imports_that_may_fail_or_wait_are_optional() -> None:
    source = """
        try:
            import ujson
        except ImportError:
            import json as ujson
        if TYPE_CHECKING:
            import a
        if sys.platform == "win32":
            import b
        def late():
            import c
        try:
            import d
        except KeyError:
            pass
        import e
    """
    assert [(one.module, one.optional) for one in read(source).imports] == [
        ("ujson", True), ("json", True), ("a", True), ("b", True), ("c", True), ("d", False), ("e", False),
    ]  # fmt: skip


def test_a_call_knows_its_name_keywords_texts_names_and_receiver() -> None:
    source = """
        from openai import OpenAI as Client
        import settings
        client = Client()
        async def ask(question):
            for attempt in range(3):
                try:
                    reply = await client.chat.completions.create(
                        "first", settings.MODEL, model="gpt-4o", stop=["END", question], extra=f"a{question}")
                except TimeoutError:
                    pass
    """
    assert read(source).calls[2] == Call(
        name="openai.OpenAI.chat.completions.create",
        line=7,
        end=8,
        scope="ask",
        loop=True,
        guarded=True,
        keywords=("model", "stop", "extra"),
        strings=("first", "gpt-4o", "END", "a{}"),
        names=("settings.MODEL", "question"),
        target="reply",
        awaited=True,
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import numpy as np\nnp.linalg.norm(x)", ["numpy.linalg.norm"]),
        ("from a.b import c\nc.d()", ["a.b.c.d"]),
        ("from . import tools\ntools.run()", [".tools.run"]),
        ("import a\na.B().c().d()", ["a.B.c.d", "a.B.c", "a.B"]),
        ("from a import B\nwith B() as b: b.run()", ["a.B", "a.B.run"]),
        ("from a import B\nb: B\nb.run()", ["a.B.run"]),
        ("from a import B\ndef f(b: 'B | None' = None, c: list = ()): b.run(); c.append(1)", ["a.B.run", "c.append"]),
        ("from typing import Optional\nfrom a import B\ndef f(b: Optional[B]): b.run()", ["a.B.run"]),
        ("import a\nx, y = a.pair()\ny.run()", ["a.pair", "a.pair.run"]),
        ("import a\nx, y = a.one(), a.two()\ny.run()", ["a.one", "a.two", "a.two.run"]),
        ("import a\nfor i, x in enumerate(a.items()): x.run()", ["enumerate", "a.items", "a.items.run"]),
        ("import a\ntry: a.go()\nexcept a.Error as e: e.show()", ["a.go", "a.Error.show"]),
        ("import a\nx = a.load()\nx = x.clean()\nx = x.trim()\nx.run()", ["a.load", "a.load.clean", "a.load.trim", "a.load.run"]),
        ("import a\nx = a.One()\nx.run()\nx = a.Two()\nx.run()", ["a.One", "a.One.run", "a.Two", "a.Two.run"]),
        ("import a\ndef f(a): a.run()", ["a.run"]),
        ("import numpy as np\ndef f(np): np.run()", ["np.run"]),
        ("import a\ndef make(): return a.B()\nmake().run()", ["a.B", "a.B.run", "make"]),
        ("import a\ndef make() -> a.B: ...\nx = make()\nx.run()", ["make", "a.B.run"]),
        ("import a\nx = a.p() | a.q()\nx.run()", ["a.p", "a.q", "a.p.run"]),
        ("import a\nx = a.p() + 1\nx.run()", ["a.p", "x.run"]),
        ("from cv import *\nimread('x'); print(1)", ["cv.imread", "print"]),
        ("from a import *\nfrom b import *\nimread('x')", ["imread"]),
        ("'a'.join(x); f'{x}'.strip(); [].sort(); {}.get(1)", ["str.join", "str.strip", "list.sort", "dict.get"]),
        ("import a\n[x.run() for x in a.items()]", ["a.items.run", "a.items"]),
        ("(lambda: 1)(); f()()", ["f", "f"]),
        ("try:\n import fast as j\nexcept ImportError:\n import slow as j\nj.run()", ["fast.run"]),
        ("x = x\nx.run()\na = b\nb = a\na.run()", ["x.run", "a.run"]),
        ("if (n := a.b()): n.run()", ["a.b", "a.b.run"]),
    ],
)  # fmt: skip
def test_a_call_is_named_by_what_its_name_stands_for(source: str, expected: list[str]) -> None:
    assert sorted(names(source)) == sorted(expected)


def test_attributes_of_an_object_are_known_in_every_method() -> None:
    source = """
        from openai import OpenAI
        class Bot(Base):
            fallback = OpenAI()
            def before(self):
                self.client.models.list()
            def __init__(self, given: OpenAI):
                self.client = OpenAI()
                self.given = given
            def after(self):
                self.given.files.list()
                self.fallback.batches.list()
                self.connect().audio.speech.create()
                self.other.run()
            def connect(self):
                return OpenAI()
    """
    assert [call.name for call in read(source).calls if call.scope in ("Bot.before", "Bot.after")] == [
        "openai.OpenAI.models.list", "openai.OpenAI.files.list", "openai.OpenAI.batches.list", "openai.OpenAI.audio.speech.create",
        "self.connect", "self.other.run",
    ]  # fmt: skip


def test_definitions_say_what_they_are() -> None:
    source = '''
        import abc
        from torch import nn
        from functools import cache
        class Net(nn.Module, metaclass=Meta):
            """A network."""
            @cache
            def forward(self, x: int, *rest, flag=True, **more):
                """Run."""
                if x:
                    return 1
                return 2
        async def later(): ...
    '''
    assert read(source).definitions == (
        Definition("class", "Net", 4, 11, bases=("torch.nn.Module",), statements=1, documented=True),
        Definition(
            "method", "Net.forward", 7, 11, decorators=("functools.cache",), parameters=("self", "x", "rest", "flag", "more"),
            annotated=True, statements=3, documented=True,
        ),
        Definition("function", "later", 12, 12, stub=True, asynchronous=True),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "stub"),
    [
        ("def f(): pass", True),
        ('def f():\n    """Later."""', True),
        ('def f():\n    """Later."""\n    raise NotImplementedError("later")', True),
        ("def f(): return 1", False),
        ("@abstractmethod\ndef f(): ...", False),
        ("@typing.overload\ndef f(): ...", False),
        ("class Empty: pass", True),
        ("class Problem(Exception): pass", False),
    ],
)
def test_a_stub_only_promises(source: str, stub: bool) -> None:
    assert read(source).definitions[0].stub == stub


@pytest.mark.parametrize("base", ["Protocol", "Protocol[T]", "abc.ABC", "metaclass=abc.ABCMeta"])
def test_an_interface_has_no_stubs(base: str) -> None:
    assert [one.stub for one in read(f"class Reader({base}):\n    def read(self): ...").definitions] == [False, False]


def test_a_pyi_file_has_no_stubs() -> None:
    assert [one.stub for one in read("def f(): ...", "app.pyi").definitions] == [False]


def test_texts_know_what_fills_them_and_whether_they_are_docstrings() -> None:
    source = '''
        """About."""
        PROMPT = "Answer {question}"
        def ask(context, row):
            "no"
            a = f"Use {context} and {row.title!r} of {', '.join(row.tags)}"
            b = "%s by %s" % (row.name, context)
            c = "Hello {}".format(context)
            "left over"
    '''
    assert read(source).texts == (
        Text("About.", 1, 1, docstring=True),
        Text("Answer {question}", 2, 2),
        Text("Use {} and {} of {}", 5, 5, "ask", True, names=("context", "row.title", "row.tags")),
        Text("%s by %s", 6, 6, "ask", True, names=("row.name", "context")),
        Text("Hello {}", 7, 7, "ask", True, names=("context",)),
        Text("left over", 8, 8, "ask", docstring=True),
    )


def test_loops_say_how_they_end() -> None:
    source = """
        def run():
            while True:
                for x in y:
                    pass
            while x: pass
            for i in itertools.count(): pass
            [x for x in y]
    """
    assert read(source).loops == (
        Loop("while", 2, 4, "run", forever=True),
        Loop("for", 3, 4, "run"),
        Loop("while", 5, 5, "run"),
        Loop("for", 6, 6, "run", forever=True),
    )


def test_a_function_in_a_loop_is_not_itself_in_the_loop() -> None:
    source = """
        for x in a():
            try:
                b()
                def later(): c()
            except E:
                d()
    """
    assert [(call.name, call.loop, call.guarded) for call in read(source).calls] == [
        ("a", False, False), ("b", True, True), ("c", False, False), ("d", True, False),
    ]  # fmt: skip


def test_assertions_of_all_kinds_are_found() -> None:
    source = """
        import numpy as np, pytest
        def test_it(self, mocker):
            assert run() == 1
            self.assertEqual(run(), 2)
            np.testing.assert_allclose(a, b)
            mocker.assert_called_once()
            with pytest.raises(ValueError): run()
    """
    assert read(source).assertions == tuple(Assertion(line, "test_it") for line in (3, 4, 5, 6, 7))


@pytest.mark.parametrize(
    ("source", "trivial"),
    [
        ("assert True", True),
        ("assert 1 + 1 == 2", True),
        ("assert x == x", True),
        ("assert a.b is a.b", True),
        ("assert (x == 1, 'told')", True),
        ("self.assertTrue(True)", True),
        ("self.assertEqual(1, 1)", True),
        ("self.assertEqual(x, x)", True),
        ("assert False, 'not reached'", False),
        ("assert f() == f()", False),
        ("assert x != x", False),
        ("assert x", False),
        ("self.assertEqual(x, 1)", False),
        ("self.assertTrue(x)", False),
    ],
)
def test_an_assertion_is_trivial_when_it_cannot_fail(source: str, trivial: bool) -> None:
    assert [one.trivial for one in read(source).assertions] == [trivial]


def test_assignments_of_literals_and_names_are_kept() -> None:
    source = """
        from models import BEST
        MODEL = "gpt-4o"
        LIMIT: int = -3
        class A:
            size = 1.5
            def f(self):
                self.model = BEST.name
                self.sum = a + b
                x = y = None
    """
    assert read(source).assignments == (
        Assignment("MODEL", "gpt-4o", 2),
        Assignment("LIMIT", "-3", 3),
        Assignment("size", "1.5", 5, "A"),
        Assignment("self.model", "models.BEST.name", 7, "A.f"),
        Assignment("x", "None", 9, "A.f"),
        Assignment("y", "None", 9, "A.f"),
    )


def test_decorators_and_annotations_hold_calls() -> None:
    source = """
        from fastapi import FastAPI, Depends
        app = FastAPI()
        @app.get("/x")
        def route(user: Annotated[str, Depends(login)]): ...
    """
    unit = read(source)
    assert [call.name for call in unit.calls] == ["fastapi.FastAPI", "fastapi.FastAPI.get", "fastapi.Depends"]
    assert unit.definitions[0].decorators == ("fastapi.FastAPI.get",)


def test_a_filled_text_names_what_fills_it_as_written_and_as_resolved() -> None:
    source = """
        import store
        rows = store.search("query")
        best = rows[0].text
        prompt = f"Use {best} for {question}"
    """
    assert read(source).texts[-1].names == ("best", "store.search.text", "question")


def test_names_in_patterns_of_classes_are_no_nodes() -> None:
    assert names("match event:\n    case Point(x=0):\n        stop()\n") == ["stop"]
