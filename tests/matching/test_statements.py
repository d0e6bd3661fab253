from pathlib import Path

from gitassay.matching.lexers import lex
from gitassay.matching.query import Text, match_files
from gitassay.matching.statements import statements
from tests.support.tutorials import OWN, index, source

SCRIPT = """import graphviz
from weather import Chain, rounded
sensor = Chain.read("sensor.json", key="first")
steps = rounded(sensor.steps(at=3, to=9), places=2)
graph = graphviz.Digraph(comment="weather", engine="dot")
graph.node("start", shape="doublecircle", label="Start")
graph.edge("start", "rain", label=str(steps[0]))
graph.attr(rankdir="LR", size="8,5", ratio="fill")
sensor.observe([True, True, False], smooth=steps)
graph.render("weather.gv", view=True, cleanup=steps)
"""
TURNED = "\n".join(reversed(SCRIPT.strip().split("\n"))) + "\n"


def asked(tmp_path: Path, content: str) -> list[tuple[int, int]]:
    known = index(tmp_path, (source("school/weather"), {"rain.py": SCRIPT}))
    (found,) = match_files(known, [Text("own.py", "ab" * 20, "python", content)])
    return [(region.start, region.end) for region in found.regions]


def test_a_short_script_in_another_order_is_one_region(tmp_path: Path) -> None:
    assert asked(tmp_path, TURNED) == [(1, 10)]


def test_a_few_lines_of_it_are_none(tmp_path: Path) -> None:
    rows = TURNED.split("\n")
    mixed = "\n".join(f"{row}\nvalue_{at} = compute_{at}(value_{at}, {at}) + store.fetch_{at}(key)" for at, row in enumerate(rows))
    assert asked(tmp_path, mixed) == []


def test_other_scripts_do_not_match(tmp_path: Path) -> None:
    assert asked(tmp_path, OWN[:700]) == []


def test_lines_that_say_little_are_passed_over() -> None:
    lexed = lex("x = 1\nx = 2\nprint(len(names(store)))\n", "python")
    assert [statement.tokens for statement in statements(lexed.numbers, lexed.places())] == [7]
