import io
import zipfile
from html import escape
from pathlib import Path

import pytest

from gitassay.model.assessment import Assessment, CandidateCard, FlagTableRow
from gitassay.model.measured import DemoRow, MeasuredCard
from gitassay.model.readme import ClaimDocument, ReadmeCard, Standing
from gitassay.report.formats import FORMATS
from gitassay.review.blind import blind
from tests.support.sample import OWNER, hostile_assessment, sample_assessment, sample_entry

TOKENS = ("okafor", "lena", OWNER, "churn-lab", "ledger-rag", "support-agent", "github.com/lena")


def rendered(assessment: Assessment, name: str) -> str:
    content = FORMATS[name].render(assessment, (sample_entry(sample_assessment()),))
    if isinstance(content, str):
        return content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(member).decode() for member in archive.namelist())


def with_everything(text: str) -> Assessment:
    """The sample with a text in every message, excerpt and reason that a candidate could bring."""
    assessment = sample_assessment()
    findings = tuple(
        row.model_copy(
            update={
                "message": f"{row.message} {text}",
                "locations": tuple(place.model_copy(update={"excerpt": f"{place.excerpt}\n{text}"}) for place in row.locations),
            }
        )
        for row in assessment.findings
    )
    attention = tuple(row.model_copy(update={"text": f"{row.text} {text}"}) for row in assessment.attention)
    return assessment.model_copy(update={"findings": findings, "attention": attention})


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
def test_no_token_of_the_identity_is_in_the_bytes_of_a_blind_report(name: str) -> None:
    told = with_everything("By Lena Okafor <Lena.Okafor@example.org>, LENA-OKAFOR.github.io and https://www.linkedin.com/in/lenaok")
    shown = rendered(blind(told)[0], name).lower()

    assert [token for token in (*TOKENS, "example.org", "lenaok") if token in shown] == []
    assert [card.commit for card in told.repositories if card.commit and card.commit in shown] == []


def test_a_printed_blind_report_is_as_blind(tmp_path: Path) -> None:
    shown = rendered(blind(sample_assessment())[0], "pdf").lower()

    assert [token for token in TOKENS if token in shown] == []


def test_what_is_judged_stays_as_it_is() -> None:
    assessment = sample_assessment()
    shown, _ = blind(assessment)

    assert [(row.id, row.suggested, row.low, row.high) for row in shown.categories] == [
        (row.id, row.suggested, row.low, row.high) for row in assessment.categories
    ]
    assert shown.total == assessment.total
    assert shown.sha256 == assessment.sha256
    assert [row.outcome for row in shown.findings] == [row.outcome for row in assessment.findings]


def test_repositories_keep_apart_by_number() -> None:
    shown, key = blind(sample_assessment())

    assert [row.id for row in shown.repositories] == [f"R{number}" for number in range(1, len(shown.repositories) + 1)]
    assert {row.repository for row in shown.findings} <= {row.id for row in shown.repositories}
    assert key.repositories[0].id == sample_assessment().repositories[0].id


def test_lines_of_a_readme_and_of_lists_of_authors_are_not_shown() -> None:
    shown, _ = blind(sample_assessment())
    told = [place for row in shown.findings for place in row.locations if place.path.lower().startswith("readme")]

    assert told != []
    assert {place.excerpt for place in told} == {""}


def test_the_key_leads_back_to_every_place() -> None:
    assessment = sample_assessment()
    _, key = blind(assessment)

    assert key.candidate == assessment.candidate
    assert key.permalinks == {row.id: tuple(place.permalink for place in row.locations) for row in assessment.findings if row.locations}


def test_a_name_that_is_a_word_of_ours_changes_no_outcome() -> None:
    assessment = sample_assessment().model_copy(update={"candidate": CandidateCard(name="Yes High Read", login="genai")})
    shown, _ = blind(assessment)

    assert [row.outcome for row in shown.findings] == [row.outcome for row in assessment.findings]
    assert [row.status for row in shown.repositories] == [row.status for row in assessment.repositories]
    assert [row.id for row in shown.categories] == [row.id for row in assessment.categories]


def test_a_hostile_candidate_is_hidden_too() -> None:
    assessment = hostile_assessment()
    shown = rendered(blind(assessment)[0], "html")

    assert f"<h1>{escape(assessment.candidate.name)}" not in shown
    assert f"<h1>Candidate {assessment.sha256[:4].upper()}</h1>" in shown


def test_readmes_and_the_flag_table_name_nobody() -> None:
    assessment = sample_assessment()
    card = assessment.repositories[0]
    claim = ClaimDocument(kind="file", name=f"{OWNER}.py", line=3, standing=Standing.FOUND, said=f"{OWNER} has it.")
    readme = ReadmeCard(path="README.md", covers=("what",), counts=(1, 0, 0), claims=(claim,))
    row = FlagTableRow(id="clear_readme", polarity="green", title="Clear README", text="Context.", seen=(card.id,))
    shown = assessment.model_copy(
        update={"repositories": (card.model_copy(update={"readme": readme}), *assessment.repositories[1:]), "flag_table": (row,)}
    )
    hidden = blind(shown)[0]
    assert hidden.flag_table[0].seen == (hidden.repositories[0].id,)
    assert OWNER not in hidden.model_dump_json()


def test_demos_of_a_candidate_are_left_out() -> None:
    assessment = sample_assessment()
    card = assessment.repositories[0]
    measured = MeasuredCard(demos=(DemoRow(url="https://somebody.example.net/letters", host="own domain"),))
    shown = assessment.model_copy(update={"repositories": (card.model_copy(update={"measured": measured}), *assessment.repositories[1:])})
    assert "somebody.example.net" not in blind(shown)[0].model_dump_json()
