"""The whole zoo, assessed by the command that people use: every animal has its outcome, and none gets out."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from gitassay.model.candidate import Status
from tests.support.canary import HOST_SECRET, Listener
from tests.zoo.animal import ANIMALS
from tests.zoo.conftest import Zoo
from tests.zoo.text import MARKUP
from tests.zoo.visit import Visit, visit

SECONDS = 120
FIRST_OF_FORMULAS = tuple("=+-@\t\r\0\uff1d\uff0b\uff0d\uff20")
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
FOREIGN_ELEMENTS = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "img", "video", "audio", "zoo", "zoo:zoo"}
NO_REPOSITORY = {"not-a-repository"}
LISTED = sorted(set(ANIMALS) - NO_REPOSITORY)
CLAIMANTS = [name for name in LISTED if ANIMALS[name].own_commits is not None]
TEMPTERS = [name for name in LISTED if ANIMALS[name].never_yes]
PAIRS = sorted((name, one.twin) for name, one in ANIMALS.items() if one.twin is not None)
ABSENT = sorted({HOST_SECRET, HOST_SECRET.replace("-", "_"), *(word for one in ANIMALS.values() for word in one.absent)})


@pytest.fixture(scope="module")
def proxy() -> Iterator[Listener]:
    with Listener() as listener:
        yield listener


@pytest.fixture(scope="module")
def whole(zoo: Zoo, proxy: Listener, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """The whole zoo as one candidate."""
    return visit([zoo.root], tmp_path_factory.mktemp("whole"), proxy, "--offline", "--author", "ada@example.org")


@pytest.fixture(scope="module")
def normal(zoo: Zoo, proxy: Listener, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    """A normal repository, for a page to compare with."""
    return visit([zoo.root / "control-normal"], tmp_path_factory.mktemp("normal"), proxy, "--offline")


@pytest.fixture(scope="module")
def cards(whole: Visit) -> dict[str, dict[str, Any]]:
    return {card["id"]: card for card in whole.assessment.get("repositories", ())}


def texts(content: object) -> Iterator[str]:
    """Every string in a JSON document, keys as well."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from texts(value)


class Page(HTMLParser):
    """What a page is made of: elements, attributes, and the texts of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def page(whole: Visit) -> Page:
    return Page((whole.run / "report.html").read_text(encoding="utf-8"))


def test_the_run_ends_well_and_in_time(whole: Visit) -> None:
    assert whole.code in (0, 5), whole.said.decode("utf-8", "replace")
    assert whole.seconds < SECONDS


def test_every_repository_is_listed(cards: dict[str, dict[str, Any]]) -> None:
    assert sorted(cards) == LISTED


@pytest.mark.parametrize("name", LISTED)
def test_each_animal_has_a_right_status(cards: dict[str, dict[str, Any]], name: str) -> None:
    card = cards[name]
    assert Status(card["status"]) in ANIMALS[name].statuses, card["reason"]


@pytest.mark.parametrize("name", LISTED)
def test_each_status_has_a_plain_reason(cards: dict[str, dict[str, Any]], name: str) -> None:
    reason = cards[name]["reason"]
    assert re.fullmatch(r"[A-Z][^\n]{4,400}\.", reason), reason
    assert not re.search(r"Traceback|Exception|\w+Error\b|errno|/tmp/|\bNone\b", reason), reason


def test_what_is_read_in_part_says_what_is_left_out(cards: dict[str, dict[str, Any]]) -> None:
    assert [name for name, card in cards.items() if card["status"] == "partial" and not card["truncated"]] == []


def test_nothing_was_executed(zoo: Zoo, whole: Visit) -> None:
    assert zoo.canary.fired() == []


def test_nobody_was_called(zoo: Zoo, proxy: Listener, whole: Visit, normal: Visit) -> None:
    assert zoo.listener.visits == []
    assert proxy.visits == []


def test_nothing_is_left_behind(whole: Visit) -> None:
    assert whole.left == ()
    assert whole.alive == ()


def test_the_animals_were_not_touched(zoo: Zoo, whole: Visit) -> None:
    strays = [path for path in zoo.root.glob("*/*") if path.name in ("index.lock", "shallow.lock", "FETCH_HEAD")]
    assert [path for path in strays if path.parent.name != "grafts-and-garbage"] == []


@pytest.mark.parametrize("word", ABSENT, ids=range(len(ABSENT)))
def test_words_that_must_not_get_out_stand_in_no_artefact(whole: Visit, word: str) -> None:
    assert [name for name, content in whole.artefacts().items() if word.encode() in content] == []


def test_no_finding_is_an_error(whole: Visit) -> None:
    failed = [(one["repository"], one["signal"], one["message"]) for one in whole.assessment["findings"] if one["outcome"] == "error"]
    assert failed == []


@pytest.mark.parametrize("name", TEMPTERS)
def test_claims_without_deeds_count_for_nothing(whole: Visit, name: str) -> None:
    fooled = [
        one["signal"]
        for one in whole.assessment["findings"]
        if one["repository"] == name and one["outcome"] == "yes" and one["discount"] is None and one["signal"] in ANIMALS[name].never_yes
    ]
    assert fooled == []


@pytest.mark.parametrize("name", CLAIMANTS)
def test_only_own_commits_are_counted(cards: dict[str, dict[str, Any]], name: str) -> None:
    assert cards[name]["own_commits"] == ANIMALS[name].own_commits


def test_the_assessment_is_clean_text(whole: Visit) -> None:
    content = json.loads((whole.run / "assessment.json").read_bytes().decode("utf-8"))
    assert [text for text in texts(content) if any(unicodedata.category(letter) == "Cs" for letter in text)] == []


def test_only_quotations_in_the_assessment_hold_hidden_characters(whole: Visit) -> None:
    """Paths and excerpts are verbatim, so that they can be found again; everything said about them is visible."""
    document = {**whole.assessment, "findings": [{**one, "locations": []} for one in whole.assessment["findings"]]}
    hidden = [text for text in texts(document) if any(unicodedata.category(c) in INVISIBLE and c not in "\n\t" for c in text)]
    assert [ascii(text[:200]) for text in hidden] == []


@pytest.mark.parametrize("name", ["assessment.json", "report.html", "report.md"])
def test_written_files_are_clean_text(whole: Visit, name: str) -> None:
    content = (whole.run / name).read_bytes().decode("utf-8")
    assert sorted({ascii(letter) for letter in content if unicodedata.category(letter) in INVISIBLE and letter not in "\n\t"}) == []


def test_the_terminal_shows_escapes_as_text(whole: Visit) -> None:
    said = whole.said.decode("utf-8")
    assert sorted({ascii(letter) for letter in said if unicodedata.category(letter) in INVISIBLE and letter != "\n"}) == []


def test_no_cell_of_a_table_begins_a_formula(whole: Visit) -> None:
    tables = sorted(whole.run.rglob("*.csv"))
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")) for cell in row]
    assert cells
    assert [cell[:80] for cell in cells if cell.startswith(FIRST_OF_FORMULAS)] == []


def test_the_page_has_only_its_own_elements(page: Page) -> None:
    assert page.elements & FOREIGN_ELEMENTS == set()
    assert [attribute for attribute in page.attributes if attribute[1:] == ("id", "zoo")] == []


def test_the_page_has_no_handlers_in_attributes(page: Page) -> None:
    assert [attribute for attribute in page.attributes if attribute[1].startswith("on") or attribute[1] == "srcdoc"] == []


def test_the_page_leads_nowhere_a_candidate_chose(page: Page) -> None:
    leading = {"href", "src", "action", "formaction", "srcset", "poster", "data", "background", "xlink:href", "ping"}
    values = [value for _, name, value in page.attributes if name in leading]
    assert [value for value in values if re.match(r"\s*(javascript|data:text|file|vbscript|http:)", value, re.IGNORECASE)] == []
    assert [value for value in values if "127.0.0.1" in value or "zoo" in value.partition("#")[0]] == []


def test_the_page_runs_only_its_own_scripts(page: Page, normal: Visit) -> None:
    own = Page((normal.run / "report.html").read_text(encoding="utf-8"))
    assert len(page.scripts) == len(own.scripts)
    assert [script for script in page.scripts if script not in own.scripts and not script.lstrip().startswith(("{", "["))] == []


def test_no_markup_stands_raw_in_the_page(whole: Visit) -> None:
    content = (whole.run / "report.html").read_text(encoding="utf-8")
    assert [words for words in MARKUP if words.startswith("<") and words in content] == []


def test_no_markup_stands_raw_in_the_markdown(whole: Visit) -> None:
    content = (whole.run / "report.md").read_text(encoding="utf-8")
    assert [words for words in MARKUP if words in content] == []


def test_online_as_well_nobody_calls_the_addresses_of_a_candidate(zoo: Zoo, tmp_path_factory: pytest.TempPathFactory) -> None:
    with Listener() as proxy:
        online = visit([zoo.root / "ssrf-links"], tmp_path_factory.mktemp("online"), proxy)
        assert online.code in (0, 5)
        assert zoo.listener.visits == []
        assert proxy.visits == []


@pytest.mark.parametrize(("name", "twin"), PAIRS)
def test_twins_are_judged_alike(zoo: Zoo, proxy: Listener, tmp_path_factory: pytest.TempPathFactory, name: str, twin: str) -> None:
    judged = []
    for one in (name, twin):
        assessment = visit([zoo.root / one], tmp_path_factory.mktemp(one), proxy, "--offline").assessment
        categories = {each["id"]: (each["suggested"], each["low"], each["high"]) for each in assessment["categories"]}
        judged.append((categories, assessment["total"]["low"], assessment["total"]["high"], assessment["total"]["tier"]))
    assert judged[0] == judged[1]


def test_a_folder_without_a_repository_is_said_to_be_none(zoo: Zoo, proxy: Listener, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = visit([zoo.root / "not-a-repository"], tmp_path_factory.mktemp("none"), proxy, "--offline")
    assert alone.code in (2, 3)
    assert b"git" in alone.said
