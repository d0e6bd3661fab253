from hypothesis import given, settings
from hypothesis import strategies as st

from gitassay.matching.lexers import FAMILIES, lex, numbers

PYTHON = "import numpy as np\n\ndef area(width, height):\n    # the size\n    return np.multiply(width, height) * 2\n"
RENAMED = "import numpy as np\n\ndef area(a, b):\n    return np.multiply(a, b) * 7  # other words\n"
GOLDEN = (
    119080246750697220,
    1038973770655381451,
    893921278362189472,
    119080246750697220,
    4010303612309445307,
    6109167768869689466,
    598699326565057043,
    4582513904148264736,
)
EVERY = tuple(sorted(set(FAMILIES.values())))


def test_own_names_numbers_and_comments_fold() -> None:
    assert numbers(PYTHON, "python") == numbers(RENAMED, "python")


def test_called_names_and_names_after_a_dot_stay() -> None:
    assert numbers("x = load(a)", "python") != numbers("x = save(a)", "python")
    assert numbers("a.width", "python") != numbers("a.height", "python")


def test_a_docstring_is_passed_over() -> None:
    assert numbers('def f():\n    """Words."""\n    return 1\n', "python") == numbers("def f():\n    return 1\n", "python")


def test_formatting_changes_nothing() -> None:
    assert numbers("const f = (a) => { return g(a, 1); };", "c") == numbers("const f = (a) => {\n  return g (a,\n    1)\n}\n", "c")


def test_quotes_are_alike_and_comments_are_passed_over_in_every_family() -> None:
    for family, comment in (("python", "# c"), ("c", "// c"), ("c", "/* c\n */"), ("ruby", "# c"), ("sql", "-- c"), ("rust", "// c")):
        assert numbers(f'f("a") {comment}\n', family) == numbers('f("b")\n', family), family


def test_a_lifetime_is_no_string() -> None:
    assert len(numbers("fn first<'a>(x: &'a str) -> &'a str { x }", "rust")) > 15


def test_places_follow_the_numbers() -> None:
    found = lex(PYTHON, "python").places()
    assert len(found.raws) == len(found.ends) == len(numbers(PYTHON, "python"))
    assert [found.line(token) for token, raw in enumerate(found.raws) if raw == ".multiply("] == [5]


def test_an_import_stands_on_its_own_line_and_a_long_text_where_it_begins() -> None:
    found = lex("x = 1\nimport os\ny = `a\nb\nc` + z\n", "c").places()
    assert [found.line(token) for token in range(len(found.raws))] == [1, 1, 1, 2, 3, 3, 3, 5, 5]


def test_golden_numbers_hold_while_the_version_does() -> None:
    assert numbers("x = load(a.b) + 'c'", "python") == list(GOLDEN)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab.('\"`/*#-\\\n{}<1 ", max_size=400), st.sampled_from(EVERY))
def test_any_text_is_read_and_places_agree(text: str, family: str) -> None:
    found = lex(text, family).places()
    lines = [found.line(token) for token in range(len(found.raws))]
    assert len(lines) == len(numbers(text, family))
    assert lines == sorted(lines)


def test_a_megabyte_of_opening_quotes_takes_no_time() -> None:
    for piece in ('"\\"', "'a\\", "`\\`", "/*", '"""', "(((", "a.", "\\\\"):
        for family in EVERY:
            numbers(piece * (300_000 // len(piece)), family)
