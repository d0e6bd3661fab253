from pathlib import Path

import pytest

from gitassay.cli.app import run
from gitassay.cli.exits import Exit
from gitassay.report.brand import VARIABLE, BrandError, load_brand
from gitassay.report.html import page_style, policy, render_html, render_sheet
from tests.support.sample import sample_assessment

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "brand"
    (path / "templates" / "parts").mkdir(parents=True)
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_name_logo_words_and_style_are_on_every_page_and_in_its_policy(folder: Path) -> None:
    (folder / "logo.svg").write_bytes(LOGO)
    (folder / "style.css").write_text(":root { --accent: #123456; }")
    (folder / "brand.toml").write_text(
        'name = "Acme <b>"\nlogo = "logo.svg"\nnotice = "We keep this for six months."\ncontest = "Write to us."'
    )
    page, sheet = render_html(sample_assessment()), render_sheet(sample_assessment())

    assert "data:image/svg+xml;base64,PHN2ZyB4" in page
    assert "Acme &lt;b&gt;" in page
    assert "Acme &lt;b&gt;" in sheet
    assert ("We keep this for six months." in page, "Write to us." in page) == (True, True)
    assert page_style().endswith("--accent: #123456; }")
    assert policy(page_style()).split("style-src ")[1].split(";")[0] in page.replace("&#39;", "'")


def test_a_template_of_the_company_comes_before_ours(folder: Path) -> None:
    (folder / "templates" / "parts" / "activity.html.j2").write_text("<p>Ask us about {{ page.assessment.candidate.name }}.</p>")

    assert "<p>Ask us about Lena Okafor.</p>" in render_html(sample_assessment())


@pytest.mark.parametrize(
    "template", ["{{ page.__class__.__mro__ }}", "{{ page.assessment.model_copy.__globals__ }}", "{% if %}", "{{ nothing.there }}"]
)
def test_a_template_that_reaches_for_the_program_or_is_wrong_is_refused_by_name(folder: Path, template: str) -> None:
    (folder / "templates" / "parts" / "activity.html.j2").write_text(template)

    with pytest.raises(BrandError, match=r"A template of the brand fails: .*Mend or remove it\."):
        render_html(sample_assessment())


@pytest.mark.parametrize(
    ("file", "content", "reason"),
    [
        ("brand.toml", "name = ", "can't be read as TOML"),
        ("brand.toml", "colour = 'red'", "colour: Extra inputs are not permitted"),
        ("brand.toml", "logo = 'logo.exe'", "of no kind that pages show"),
        ("brand.toml", "logo = 'logo.png'", "can't be read: No such file"),
        ("style.css", "</style><script>", 'holds "</"'),
        ("style.css", "a" * 20_001, "20,001 bytes; at most 20,000"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(folder: Path, file: str, content: str, reason: str) -> None:
    (folder / file).write_text(content)

    with pytest.raises(BrandError) as raised:
        load_brand(folder)

    assert reason in str(raised.value)


def test_the_command_refuses_a_brand_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "")

    assert run(["--brand", str(tmp_path / "none"), "signals"]) == Exit.USAGE
    assert "does not exist" in capsys.readouterr().err
