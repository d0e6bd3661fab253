"""What pages say can be said in every language there is, and no template says anything past the catalogues."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from jinja2 import nodes

from gitassay.report.html import environment
from gitassay.report.language import languages
from gitassay.report.patterns import slots

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "reports" / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.j2") if path.parent.name != "web")
"""Those of a server's own pages, which speak English only, left out."""
CATALOGUES = sorted((ROOT / "reports" / "locale").glob("*/LC_MESSAGES/*.po"))
ALIKE = frozenset({"README", "gitassay", "USD", "E", "UTC"})
"""Words that are the same in every language."""
MESSAGES = frozenset({"_", "gettext", "ngettext", "pgettext"})
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import messages

    return messages


def test_the_catalogues_are_in_step_with_the_sources_and_compiled(messages: ModuleType) -> None:
    stale = [path.name for path, content in messages.written() if not messages._same(path, content)]

    assert stale == [], "Run `make messages`, translate what is new, and run it again (docs/guide/translating.md)."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_message_is_translated_and_nothing_is_guessed(path: Path) -> None:
    catalog = read_po(path.open("rb"))
    left = [message.id for message in catalog if message.id and (message.fuzzy or not all(_forms(message.string)))]

    assert left == [], f"Translate these in {path.relative_to(ROOT)}, then run `make messages` (docs/guide/translating.md)."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_translation_has_a_place_for_each_value(path: Path) -> None:
    wrong = []
    for message in read_po(path.open("rb")):
        source = _forms(message.id)[-1]
        for form in _forms(message.string):
            if source and (set(PLACEHOLDER.findall(form)), slots(form)) != (set(PLACEHOLDER.findall(source)), slots(source)):
                wrong.append((source, form))

    assert wrong == []


def test_german_says_sie() -> None:
    catalogs = [read_po(path.open("rb")) for path in CATALOGUES if path.parts[-3] == "de"]
    forms = [form for catalog in catalogs for message in catalog for form in _forms(message.string)]

    assert [form for form in forms if re.search(r"(?<![\w-])(?:du|dein\w*|dich|dir|Kandidat\w*)\b", form)] == []


def test_each_language_has_every_catalogue() -> None:
    found = {(path.parts[-3], path.stem) for path in CATALOGUES}

    assert found == {(code, domain) for code in languages() if code != "en" for domain in ("pages", "judgement")}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_nothing_past_the_catalogues(name: str) -> None:
    tree = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    text = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
    seen = re.sub(r"<(style|script)\b.*?</\1>|<[^<>]*>", " ", text, flags=re.DOTALL)
    said = [word for word in re.findall(r"[A-Za-z][A-Za-z.-]*", re.sub(r"<[^>]*\0|[^<]*>", " ", seen)) if word not in ALIKE]

    assert said == [], f"Wrap what {name} says in {{{{ _() }}}} or {{% trans %}}, run `make messages` and translate it."


@pytest.mark.parametrize("name", NAMES)
def test_what_a_template_hands_to_gettext_is_a_constant(name: str) -> None:
    tree = environment().parse((TEMPLATES / name).read_text(encoding="utf-8"))
    calls = [call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name) and call.node.name in MESSAGES]
    other = [
        call.lineno for call in calls if not all(isinstance(one, nodes.Const) for one in call.args[: 2 if call.node.name != "_" else 1])
    ]

    assert other == [], "Words that are known only when a page is made go through the filters `told` or `worded`."


def _forms(text: object) -> Iterator[str] | list[str]:
    return [str(one) for one in text] if isinstance(text, tuple | list) else [str(text)]
