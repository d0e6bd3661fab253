import pytest
from markupsafe import Markup

from gitassay.report.html import environment
from gitassay.report.language import VARIABLE, LanguageError, current, language, languages, speaking
from gitassay.report.words import day, interval, month, number, percent


def said(template: str, **values: object) -> str:
    return environment().from_string(template).render(**values)


def test_english_is_the_source_and_german_is_complete() -> None:
    assert languages() == ("en", "de")


@pytest.mark.parametrize("code", ["xx", "../../etc", "de/../en", "d\u202ee"])
def test_a_language_there_is_not_is_refused_with_those_there_are(code: str) -> None:
    with pytest.raises(LanguageError, match=r"Choose from en, de \(--language or GITASSAY_LANGUAGE\)\."):
        language(code)


def test_the_environment_names_the_language_where_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "DE")

    assert (language().code, language("en").code) == ("de", "en")


def test_a_language_is_spoken_only_within() -> None:
    with speaking("de"):
        with speaking("en"):
            assert current().code == "en"
        assert current().code == "de"
    assert current().code == "en"


def test_dates_and_numbers_are_written_in_the_languages_manner() -> None:
    with speaking("de"):
        assert (day("2026-11-03"), day("2026-11-23T09:14:02Z"), month("2026-03")) == (
            "3. Nov. 2026",
            "23. Nov. 2026, 09:14 UTC",
            "März 2026",
        )
        assert [number(value) for value in (62.0, 62.5, 1200.25, 1_234_567)] == ["62", "62,5", "1.200,25", "1.234.567"]
        assert (interval(46.0, 80.5), percent(0.005), percent(0.42), day(None)) == ("46 bis 80,5", "unter 1 %", "42 %", "nicht bekannt")


def test_a_message_takes_its_form_from_the_amount() -> None:
    template = '{{ ngettext("%(num)s line", "%(num)s lines", n) }}'
    with speaking("de"):
        assert [said(template, n=n) for n in (0, 1, 2, 1234)] == ["0 Zeilen", "1 Zeile", "2 Zeilen", "1.234 Zeilen"]


@pytest.mark.parametrize("code", ["en", "de"])
def test_a_value_within_a_message_is_escaped_and_shown_whole(code: str) -> None:
    with speaking(code):
        shown = said("{% trans name=name %}final, confirmed by {{ name }}{% endtrans %}", name="<b>%(x)s\u202e")

    assert "&lt;b&gt;%(x)s\\u202e" in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("code", ["en", "de"])
def test_a_message_itself_is_never_markup(code: str) -> None:
    with speaking(code):
        assert said('{{ _("<b>bold</b>") }}') == "&lt;b&gt;bold&lt;/b&gt;"
        assert said("{{ _(text) }}", text="<img src=x>") == "&lt;img src=x&gt;"


def test_what_is_markup_already_stays_so_within_a_message() -> None:
    with speaking("de"):
        assert said("{% trans done=done, all=7 %}{{ done }} of {{ all }}{% endtrans %}", done=Markup("<b>0</b>")) == "<b>0</b> von 7"
