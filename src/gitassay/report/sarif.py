"""Writes what a person should look at as SARIF 2.1.0, for code-scanning viewers: red flags and open questions, each at its place."""

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from gitassay.model.assessment import Assessment, FindingDocument, RepositoryCard
from gitassay.model.decision import DecisionEntry
from gitassay.model.document import LocationDocument
from gitassay.model.outcome import Outcome
from gitassay.plain import visible
from gitassay.report.words import is_read, web_address

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LONGEST_TEXT = 600


def render_sarif(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """One run a repository that was read, since a run has one revision. Decisions judge categories, not lines, and are not told here."""
    red = {flag.finding: flag.explanation for flag in assessment.flags if flag.polarity == "red"}
    runs = [_run(assessment, card, red) for card in assessment.repositories if is_read(card.status)]
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}, indent=2, ensure_ascii=True) + "\n"


def _run(assessment: Assessment, card: RepositoryCard, red: dict[str, str | None]) -> dict[str, object]:
    told = [row for row in assessment.findings if row.repository == card.id and row.locations and _is_told(row, red)]
    rules = {row.signal: row.question for row in told}
    order = {signal: number for number, signal in enumerate(rules)}
    driver = {
        "name": assessment.tool.name,
        "semanticVersion": assessment.tool.version,
        "rules": [{"id": signal, "shortDescription": {"text": _text(question or signal)}} for signal, question in rules.items()],
    }
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"gitassay/{_text(card.id)}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, order[row.signal], red) for row in told],
    }
    address = web_address(card.url)
    if address is not None:
        run["versionControlProvenance"] = [{"repositoryUri": address} | ({"revisionId": card.commit} if card.commit else {})]
    return run


def _is_told(finding: FindingDocument, red: dict[str, str | None]) -> bool:
    return finding.id in red or finding.outcome is Outcome.NEEDS_REVIEW


def _result(finding: FindingDocument, rule: int, red: dict[str, str | None]) -> dict[str, object]:
    explained = red.get(finding.id)
    text = f"{finding.message} What would explain it: {explained}" if explained else finding.message
    return {
        "ruleId": finding.signal,
        "ruleIndex": rule,
        "kind": "fail" if finding.id in red else "review",
        "level": "warning" if finding.id in red else "none",
        "message": {"text": _text(text)},
        "locations": [_location(place) for place in finding.locations[:1]],
        "relatedLocations": list(_related(finding.locations[1:])),
        "partialFingerprints": {"gitassay/finding/v1": _text(finding.id)},
    }


def _related(places: Sequence[LocationDocument]) -> Iterator[dict[str, object]]:
    for number, place in enumerate(places, start=1):
        yield {"id": number, **_location(place)}


def _location(place: LocationDocument) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(visible(place.path)), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": max(place.start, 1), "endLine": max(place.end, place.start, 1)},
        }
    }


def _text(text: str) -> str:
    return visible(text, LONGEST_TEXT)
