import pytest

from gitassay.report import patterns
from gitassay.report.language import known, speaking
from gitassay.report.patterns import MOST, Translator, pattern
from gitassay.report.sentences import in_language, told
from gitassay.report.words import marks


def german(text: str) -> str | None:
    with speaking("de"):
        return in_language(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There is no README.", "Es gibt keine README."),
        (
            "Data are held out with scikit-learn. pyproject.toml describes a package that can be published; no registry was asked.",
            "Daten werden zurückgehalten mit scikit-learn. "
            "pyproject.toml beschreibt ein Paket, das sich veröffentlichen lässt; kein Verzeichnis wurde gefragt.",
        ),
        ("A model is trained with scikit-learn, XGBoost and 2 more.", "Ein Modell wird trainiert mit scikit-learn, XGBoost und 2 weitere."),
        ("1 test with 1 assertion that can fail.", "1 Test mit 1 Prüfung, die fehlschlagen können."),
        ("1234 tests with 5 assertions that can fail.", "1234 Tests mit 5 Prüfungen, die fehlschlagen können."),
        (
            "All the code stands in 3 notebooks. No tests that can fail were seen.",
            "Der gesamte Code steht in 3 Notebooks. Es wurden keine Tests gesehen, die fehlschlagen können.",
        ),
        ("9 of 10 signals had data; the evidence allows 2 to 4.", "9 von 10 Signalen hatten Daten; die Belege lassen 2 bis 4 zu."),
        (
            "Weak to Strong: AI Ethics, Risk & Communication and Problem-Solving and System Thinking decide.",
            "Schwach bis Stark: Ausschlaggebend sind KI-Ethik, Risiken und Kommunikation und Problemlösung und Systemdenken.",
        ),
        (
            "ada/shop: The server could not be reached.",
            "ada/shop: Der Server war nicht erreichbar.",
        ),
        ("2.5 years", None),
    ],
)
def test_a_sentence_with_values_is_said_by_its_pattern(text: str, expected: str | None) -> None:
    assert german(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The loop is bounded. Something a newer version says.",
        "ada/shop: Something a newer version says.",
        "A model is trained with scikit-learn. The model is praised by all.",
        "All the code stands in a place that nobody knows.",
        "Somebody's own rubric asks for this.",
    ],
)
def test_a_sentence_is_said_whole_or_not_at_all(text: str) -> None:
    assert german(text) is None


def test_what_is_not_translated_is_escaped_and_marked() -> None:
    with speaking("de"):
        assert told("Own <b>sentence</b>\u202e.") == '<span lang="en">Own &lt;b&gt;sentence&lt;/b&gt;\\u202e.</span>'


def test_a_candidates_names_stay_as_they_are_and_are_no_markup() -> None:
    with speaking("de"):
        said = told("The README names what is not there: <script>alert(1)</script>, %(x)s and {names}.")

    assert said == "Die README nennt, was nicht da ist: <script>alert(1)</script>, %(x)s und {names}."
    assert not hasattr(said, "__html__")


def test_values_stand_where_the_translation_puts_them() -> None:
    one = pattern("{count} among {count2}.")

    assert one.values("3 pull requests among 40 commits.") == ("3 pull requests", "40 commits")
    assert one.values("3 pull requests between 40 commits.") is None
    assert one.values(" among .") is None


def test_no_text_makes_the_search_long(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counting(message: str) -> str | None:
        asked.append(message)
        return known(message)

    with speaking("de"):
        translator = Translator(counting, marks)
        for text in ("a: " * 600 + ".", "x and y, " * 200, ". ".join(["1 of 2"] * 300), "[" * (MOST - 1), "a" * (MOST + 1)):
            translator.sentence(text)

    assert len(asked) < 400_000
    assert patterns.MOST_DEEP <= 5
