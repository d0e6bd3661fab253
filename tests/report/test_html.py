import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gitassay.model.assessment import Assessment
from gitassay.report.html import render_html, render_sheet
from gitassay.resources import resource
from tests.support.sample import empty_assessment, hostile_assessment, sample_assessment, sample_entry

LARGEST = 300_000


class Attributes(HTMLParser):
    """Collects (element, attribute) pairs, and the headings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: set[tuple[str, str]] = set()
        self.headings: list[int] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pairs |= {(tag, name) for name, _ in attrs}
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def parsed(html: str) -> Attributes:
    parser = Attributes()
    parser.feed(html)
    return parser


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return sample_assessment()


@pytest.fixture(scope="module")
def page(assessment: Assessment) -> str:
    return render_html(assessment)


def test_the_page_is_one_small_file_that_asks_for_nothing(page: str) -> None:
    assert len(page.encode()) < LARGEST
    assert re.findall(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|@import|url\(", page) == []


def test_the_hostile_page_is_small_too() -> None:
    assert len(render_html(hostile_assessment()).encode()) < LARGEST


def test_the_policy_allows_exactly_the_style_and_script_in_the_page(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert style
    assert script
    hashes = [base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode() for found in (script, style)]

    assert (
        f"default-src &#39;none&#39;; script-src &#39;sha256-{hashes[0]}&#39;; style-src &#39;sha256-{hashes[1]}&#39;; "
        "img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    ) in page


def test_no_element_carries_a_style_or_a_handler(page: str) -> None:
    assert [pair for pair in sorted(parsed(page).pairs) if pair[1] == "style" or pair[1].startswith("on")] == []


def test_headings_never_skip_a_level(page: str) -> None:
    headings = parsed(page).headings

    assert headings[0] == 1
    assert [pair for pair in pairwise(headings) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize("build", [sample_assessment, empty_assessment, hostile_assessment])
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(build) -> None:  # type: ignore[no-untyped-def]
    html = render_html(build())
    ids = parsed(html).ids

    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) - set(ids) == set()


def test_the_same_assessment_gives_the_same_bytes(assessment: Assessment, page: str) -> None:
    assert page == render_html(assessment)


def test_what_was_not_assessed_is_never_a_zero(page: str) -> None:
    category = page[page.index('id="c6"') : page.index('id="c7"')]

    assert "Not assessed" in category
    assert '<span class="figure">0' not in category


def test_a_draft_says_so_and_a_final_page_says_who_confirmed_it(assessment: Assessment, page: str) -> None:
    final = render_html(assessment, (sample_entry(assessment, reasoning=3),))

    assert "draft for human confirmation" in page
    assert "final, confirmed by Imke de Vries" in final
    assert "draft for human confirmation" not in final
    assert '<span class="figure" data-total>77</span>' in final


def test_a_stale_decision_leaves_the_page_a_draft_and_is_named(assessment: Assessment) -> None:
    stale = sample_entry(assessment).model_copy(update={"stale": True})
    html = render_html(assessment, (stale,))

    assert "draft for human confirmation" in html
    assert "An earlier decision by Imke de Vries" in html
    assert "Stale: made on assessment" in html


def test_a_changed_score_shows_its_reason_and_note(assessment: Assessment) -> None:
    html = render_html(assessment, (sample_entry(assessment, genai=5),))

    assert "Shown in an interview or a conversation." in html
    assert "Explained the retry policy at the whiteboard." in html


def test_too_little_evidence_is_said_calmly_and_without_a_tier() -> None:
    html = render_html(empty_assessment())

    assert "No public code is not weakness" in html
    assert '<svg class="scale"' not in html


def test_the_audit_trail_is_on_the_page(assessment: Assessment, page: str) -> None:
    for text in (assessment.sha256, assessment.rubric.sha256, "gitassay 0.9.0, no model used", "23 Nov 2026, 09:14 UTC"):
        assert text in page
    for card in assessment.repositories:
        assert card.commit is None or card.commit in page


def test_without_prefill_no_score_is_chosen(assessment: Assessment, page: str) -> None:
    assert page.count(" checked>") == 7
    assert render_html(assessment, prefill="none").count(" checked>") == 0


def test_links_carry_no_trace_and_local_places_are_text(assessment: Assessment, page: str) -> None:
    finding = assessment.findings[0]
    place = finding.locations[0].model_copy(update={"permalink": "ledger-rag@c0ffee:src/a.py#L1-L9"})
    local = assessment.model_copy(update={"findings": (finding.model_copy(update={"locations": (place,)}), *assessment.findings[1:])})
    links = re.findall(r'<a href="http[^>]*>', page)

    assert links
    assert [link for link in links if 'rel="noopener noreferrer nofollow"' not in link] == []
    assert "ledger-rag@c0ffee:src/a.py#L1-L9" not in render_html(local)


def test_no_template_marks_anything_as_safe() -> None:
    templates = sorted(resource("reports/templates").rglob("*.j2"))

    assert templates
    assert [path.name for path in templates if re.search(r"\|\s*safe|autoescape|Markup", path.read_text(encoding="utf-8"))] == []


def test_the_candidates_sheet_tells_what_was_read_and_judged_but_not_who_decided_or_what_they_noted() -> None:
    assessment = sample_assessment()
    sheet = render_sheet(assessment, (sample_entry(assessment, genai=5),))

    assert [card.id for card in assessment.repositories if card.id.rsplit("/", 1)[-1] not in sheet] == []
    assert "Decided: 5 of 5." in sheet
    assert "If something is wrong" in sheet
    assert "Imke de Vries" not in sheet
    assert "whiteboard" not in sheet
