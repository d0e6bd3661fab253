"""Repositories in folders with hostile names, and in another order: the names are text, the order is nothing."""

import csv
import io
import unicodedata
from pathlib import Path

import pytest

from tests.support.canary import Canary, Listener
from tests.zoo.animal import ANIMALS
from tests.zoo.test_zoo import FIRST_OF_FORMULAS, INVISIBLE, Page
from tests.zoo.visit import Visit, visit

NAMES = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)<\u2215script>",
    "=cmd|' 1'!A0",
    "--out=elsewhere",
    "-rf",
    "\x1b[31mred\x1b[0m",
    "two\nlines",
    "right\u202eto left",
    "{{7919*7907}}",
    "%s%n",
    "[bold]markup[/bold]",
    "$(touch pwned)",
    "quote\"and'quote",
    "back\\slash",
    " space ",
    "#hash",
    "name.git",
    "name",
)
ORDINARY = ("control-normal", "mailmap-theft", "pii-twin", "notebook-broken", "head-detached")


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """One normal repository in folders of all these names."""
    home = tmp_path_factory.mktemp("street")
    folder = home / "houses"
    folder.mkdir()
    for name in NAMES:
        ANIMALS["control-normal"].build(folder / name.replace("/", "\u2215"), Canary(home / "canary"))
    with Listener() as proxy:
        return visit([folder], home / "visit", proxy, "--offline")


def test_every_house_is_read(street: Visit) -> None:
    assert street.code == 0, street.said.decode("utf-8", "replace")
    assert {card["status"] for card in street.assessment["repositories"]} == {"read"}
    assert len({card["id"] for card in street.assessment["repositories"]}) == len(NAMES)


def test_nothing_of_a_name_is_hidden_or_moves(street: Visit) -> None:
    for name, content in street.artefacts().items():
        letters = set(content.decode("utf-8")) - set("\n\t\r")
        assert sorted(ascii(letter) for letter in letters if unicodedata.category(letter) in INVISIBLE) == [], name


def test_no_name_is_part_of_the_page(street: Visit) -> None:
    content = (street.run / "report.html").read_text(encoding="utf-8")
    page = Page(content)
    assert "img" not in page.elements
    assert [attribute for attribute in page.attributes if attribute[1].startswith("on")] == []
    assert NAMES[0] not in content
    assert NAMES[1] not in content


def test_no_name_is_a_formula_or_a_template(street: Visit) -> None:
    tables = sorted(street.run.rglob("*.csv"))
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(FIRST_OF_FORMULAS)] == []
    everything = b"".join(street.artefacts().values())
    assert b"62615533" not in everything


def test_the_order_of_repositories_changes_nothing(tmp_path: Path) -> None:
    houses = [tmp_path / "houses" / name for name in ORDINARY]
    (tmp_path / "houses").mkdir()
    for house in houses:
        ANIMALS[house.name].build(house, Canary(tmp_path / "canary"))
    with Listener() as proxy:
        one = visit(houses, tmp_path / "one", proxy, "--offline", "--name", "Ada", "--jobs", "1")
        other = visit(houses[::-1], tmp_path / "other", proxy, "--offline", "--name", "Ada", "--jobs", "3")
    assert one.assessment["sha256"] == other.assessment["sha256"]
