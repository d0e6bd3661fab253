import pytest

from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.ini import Pair, read_ini
from gitassay.facts.formats.json import Forward, JsonLines, read_json
from gitassay.facts.formats.toml import TomlLines, read_toml
from gitassay.facts.formats.xml import read_xml
from gitassay.facts.formats.yaml import read_yaml


def test_toml_lines_of_tables_keys_and_strings() -> None:
    lines = TomlLines('top = 1\n[a]\ntext = """\n[b]\nkey = 2\n"""\n[a."x.y"]\nkey = [\n  "one",\n  "two",\n]\n[b]\nkey = "two"\n')
    assert (lines.key("", "top"), lines.table("a"), lines.table("b"), lines.key("b", "key")) == (1, 2, 12, 13)
    assert lines.string("two", lines.key("a.x.y", "key")) == 10
    assert lines.string("absent", 8) == 8
    assert (lines.table("none"), lines.key("none", "key")) == (1, 1)


def test_dots_in_strings_are_no_dotted_key() -> None:
    dots = "." * 200
    assert read_toml(f'a = "{dots} = {dots}"\n') == {"a": f"{dots} = {dots}"}


def test_json_lines_tell_keys_from_values() -> None:
    lines = JsonLines('{\n "a": "b",\n "b": {\n  "a": 1,\n  "\\u0063": 2\n },\n "list": [{"d": 1}],\n "e": 3\n}\n')
    assert [lines.key(*path) for path in (("a",), ("b",), ("b", "a"), ("b", "c"), ("e",))] == [2, 3, 4, 5, 8]
    assert (lines.key("b", "none"), lines.key("none")) == (3, 1)


def test_forward_search_never_goes_back() -> None:
    lines = Forward("a\nb\na\n")
    assert [lines.line_of(one) for one in ("a", "a", "b", "a")] == [1, 3, 3, 3]


def test_only_an_object_is_a_json_document() -> None:
    with pytest.raises(UnreadableError, match="not a JSON object"):
        read_json("[1]")


def test_yaml_values_stay_as_written() -> None:
    (root,) = read_yaml("on: yes\nversion: 1.10\nday: 2020-01-01\n")
    assert [(key, value.text, line) for key, value, line in root.entries()] == [
        ("on", "yes", 1),
        ("version", "1.10", 2),
        ("day", "2020-01-01", 3),
    ]


def test_own_keys_come_before_merged_ones() -> None:
    (root,) = read_yaml("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  x: 3\n")
    use = root.get("use")
    assert use is not None
    assert [(key, value.text) for key, value, _ in use.entries()] == [("x", "3"), ("y", "2")]


def test_an_anchor_ends_with_its_document() -> None:
    assert len(read_yaml("a: &x 1\n---\nb: 2\n")) == 2
    with pytest.raises(UnreadableError):
        read_yaml("a: &x 1\n---\nb: *x\n")


def test_ini_values_have_lines_and_are_not_interpolated() -> None:
    found = read_ini("stray = 1\n[a]\nkey-one = %(x)s\n  more\n# no\nkey: ${b}\nempty =\n[a b]\n")
    assert found.sections == (("a", 2), ("a b", 8))
    assert found.pairs == (
        Pair("a", "key_one", 3, ((3, "%(x)s"), (4, "more"))),
        Pair("a", "key", 6, ((6, "${b}"),)),
        Pair("a", "empty", 7, ()),
    )


def test_xml_is_read_and_entities_are_refused() -> None:
    assert read_xml("<a><b>1</b></a>")[0].text == "1"
    with pytest.raises(UnreadableError, match="not valid XML"):
        read_xml("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")
