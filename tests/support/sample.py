"""Two assessments to look at: a rich and realistic one, and one in which every text is hostile."""

from gitassay.model.assessment import (
    Assessment,
    Attention,
    CandidateCard,
    CategoryAssessment,
    FindingDocument,
    Flag,
    LanguageShare,
    LevelAnchor,
    Month,
    Question,
    Reason,
    RepositoryCard,
    RubricReference,
    Tier,
    Tool,
    Total,
)
from gitassay.model.candidate import Status
from gitassay.model.decision import Choice, DecisionEntry, DecisionFile
from gitassay.model.document import LocationDocument
from gitassay.model.outcome import Confidence, Outcome
from tests.support.comparisons import comparison
from tests.support.sample_rows import ANCHORS, CATEGORIES, EXCERPTS, FINDINGS, FLAGS, REPOSITORIES, SKIPPED

GENERATED_AT = "2026-11-23T09:14:02Z"
OWNER = "lena-okafor"
TIERS = (
    Tier(name="Elite", at_least=85, hiring_signal="Hire immediately"),
    Tier(name="Strong", at_least=70, hiring_signal="Move to the final round"),
    Tier(name="Medium", at_least=55, hiring_signal="Role-dependent"),
    Tier(name="Weak", at_least=0, hiring_signal="Reject"),
)
RUBRIC = RubricReference(
    id="ai-developer-2026", version="1.0", sha256="5e" * 32, title="AI developer scoring framework (2026)", profile="applied"
)
HOSTILE = (
    "<script>alert('xss')</script>",
    '"><img src=x onerror=alert(1)>',
    "'; alert(2); //",
    "{{7*7}} {% for x in y %} ${7*7} <%= 7*7 %>",
    "javascript:alert(3)",
    '=HYPERLINK("https://evil.example","click")',
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200bzero\x1b[31mred\x07",
    "</script></style></template></details><h1>broken out</h1>",
    "W" * 5_000,
    "| a | b |\n# heading\n[link](javascript:alert(4)) `code` <b>bold</b> @someone",
)


def sample_assessment() -> Assessment:
    """Five repositories read, three not; seven categories, one of them not assessed; about seventy findings."""
    cards = tuple(_card(*row) for row in REPOSITORIES)
    skipped = tuple(
        RepositoryCard(
            id=f"{OWNER}/{name}", url=f"https://github.com/{OWNER}/{name}", commit=None, status=Status(status), reason=reason, fork=fork
        )
        for name, status, reason, fork in SKIPPED
    )
    categories = tuple(_category(index) for index in range(len(CATEGORIES)))
    return Assessment(
        tool=Tool(version="0.9.0"),
        rubric=RUBRIC,
        as_of="2026-11-23",
        candidate=CandidateCard(name="Lena Okafor", login=OWNER, url=f"https://github.com/{OWNER}"),
        status="assessed",
        attention=(
            Attention(
                text="churn-lab: the first notebook may follow a published tutorial closely.",
                findings=("churn-lab:originality/matches_known_tutorial",),
                repository=f"{OWNER}/churn-lab",
                category="portfolio",
            ),
            Attention(
                text="support-agent was read in part: 38 of 412 commits lie beyond the limit of history that was fetched.",
                repository=f"{OWNER}/support-agent",
            ),
            Attention(
                text="Problem-Solving and System Thinking: not assessed, no repository holds design documents or measurements.",
                category="reasoning",
            ),
            Attention(
                text="ledger-rag: the live demo was not tried, because the run was offline.",
                findings=("ledger-rag:demo/demo_answers",),
                repository=f"{OWNER}/ledger-rag",
            ),
        ),
        repositories=(*cards, *skipped),
        categories=categories,
        total=Total(
            low=46,
            high=80,
            tier=None,
            tiers_possible=("Weak", "Medium", "Strong"),
            assessed=6,
            of=7,
            statement="Weak to Strong: LLM & Generative AI Skills and Problem-Solving and System Thinking decide.",
            deciding=("genai", "reasoning"),
        ),
        tiers=TIERS,
        flags=tuple(_flag(*row) for row in FLAGS),
        findings=tuple(_finding(row) for row in FINDINGS),
        comparisons=(
            comparison(f"{OWNER}/churn-lab", Outcome.NEEDS_REVIEW),
            comparison(f"{OWNER}/ledger-rag", Outcome.NO, there=None, share=0.04, credit=None),
        ),
        notes=("Profile “applied”: level 4 is the target in Core Technical Foundations.", "Forks without own commits are not read."),
    ).sealed(GENERATED_AT)


def empty_assessment() -> Assessment:
    """A candidate without any public repository."""
    rich = sample_assessment()
    blank = {
        "suggested": None,
        "low": 0,
        "high": 5,
        "level": None,
        "confidence": Confidence.NONE,
        "coverage": 0.0,
        "signals_with_data": 0,
        "reasons": (),
        "missing": (),
        "confidence_reason": "No public evidence for this category was seen.",
    }
    total = Total(
        low=0,
        high=100,
        tier=None,
        tiers_possible=(),
        assessed=0,
        of=7,
        statement="Insufficient public evidence. The total was not estimated.",
    )
    return rich.model_copy(
        update={
            "status": "insufficient_public_evidence",
            "attention": (),
            "repositories": (),
            "flags": (),
            "findings": (),
            "categories": tuple(category.model_copy(update=blank) for category in rich.categories),
            "total": total,
        }
    ).sealed(GENERATED_AT)


def hostile_assessment() -> Assessment:
    """The sample with an attack in every text that a candidate, or a rubric, could bring."""
    content = sample_assessment().model_dump(mode="json")
    poisoned = Assessment.model_validate(_poisoned(content, iter(range(10**9))))
    return poisoned.sealed(GENERATED_AT)


def sample_decision(assessment: Assessment, **changed: int | None) -> DecisionFile:
    """Everything confirmed as suggested, "cannot judge" where nothing was, except for the changed scores."""
    scores = {category.id: changed.get(category.id, category.suggested) for category in assessment.categories}
    choices = tuple(
        Choice(
            category=category.id,
            score=scores[category.id],
            suggested=category.suggested,
            reason="interview" if category.id in changed else None,
            note="Explained the retry policy at the whiteboard." if category.id in changed else "",
        )
        for category in assessment.categories
    )
    return DecisionFile(assessment_sha256=assessment.sha256, rubric=assessment.rubric, choices=choices)


def sample_entry(assessment: Assessment, number: int = 1, by: str = "Imke de Vries", **changed: int | None) -> DecisionEntry:
    """A recorded decision."""
    return DecisionEntry(
        number=number, by=by, at="2026-11-24T14:30:00Z", decision=sample_decision(assessment, **changed), previous="", sha256="ab" * 32
    )


_KEPT = frozenset(
    {
        "id",
        "commit",
        "sha256",
        "status",
        "outcome",
        "confidence",
        "polarity",
        "findings",
        "finding",
        "category",
        "feeds",
        "categories_of",
        "month",
        "as_of",
        "first_commit",
        "last_commit",
        "repository",
        "version",
        "deciding",
        "schema_version",
        "name_of_tool",
        "signal",
        "hiring_signal",
    }
)


def _poisoned(value: object, counter: "object", key: str = "") -> object:
    if isinstance(value, dict):
        if "version" in value and value.get("name") == "gitassay":
            return value
        return {name: _poisoned(child, counter, name) for name, child in value.items()}
    if isinstance(value, list):
        return [_poisoned(child, counter, key) for child in value]
    if not isinstance(value, str) or key in _KEPT:
        return value
    attack = HOSTILE[next(counter) % len(HOSTILE)]  # type: ignore[call-overload]
    if key == "categories":
        return value
    if key in ("url", "permalink"):
        return "javascript:alert(document.domain)" if len(attack) < 30 else f"https://example.org/{attack}"
    return f"{value}\n{attack}" if key == "excerpt" else attack


def _card(
    name: str,
    status: str,
    reason: str,
    description: str,
    licence: str | None,
    languages: tuple[tuple[str, int], ...],
    commits: int,
    own: int,
    months: tuple[int, ...],
    truncated: tuple[str, ...],
    feeds: tuple[str, ...],
) -> RepositoryCard:
    total = sum(size for _, size in languages)
    activity = tuple(
        Month(month=f"{2024 + (month // 12)}-{month % 12 + 1:02}", commits=count)
        for month, count in enumerate(months, start=35 - len(months))
        if count
    )
    return RepositoryCard(
        id=f"{OWNER}/{name}",
        url=f"https://github.com/{OWNER}/{name}",
        commit=(name.encode().hex() * 4)[:40],
        status=Status(status),
        reason=reason,
        description=description,
        licence=licence,
        languages=tuple(LanguageShare(name=language, bytes=size, share=round(size / total, 4)) for language, size in languages),
        left_out_bytes=48_200 if truncated else 0,
        files=len(languages) * 37,
        commits=commits,
        own_commits=own,
        own_share=round(own / commits, 4),
        first_commit="2024-02-11",
        last_commit="2026-11-08",
        activity=activity,
        truncated=truncated,
        feeds=feeds,
    )


def _finding(row: tuple[str, str, str, str, str, str, str, int, int]) -> FindingDocument:
    repository, signal, outcome, confidence, message, question, path, start, end = row
    commit = (repository.encode().hex() * 4)[:40]
    excerpt = "\n".join((EXCERPTS.get(path.rsplit(".", 1)[-1], EXCERPTS["py"]) * 3)[start % 5 :][: end - start + 1])
    plain = "?plain=1" if path.endswith((".md", ".ipynb")) else ""
    place = LocationDocument(
        path=path,
        start=start,
        end=end,
        commit=commit,
        permalink=f"https://github.com/{OWNER}/{repository}/blob/{commit}/{path}{plain}#L{start}-L{end}",
        excerpt=excerpt,
    )
    discounted = outcome == "discounted"
    return FindingDocument(
        id=f"{repository}:{signal}",
        signal=signal,
        repository=f"{OWNER}/{repository}",
        outcome=Outcome.YES if discounted else Outcome(outcome),
        confidence=Confidence(confidence),
        message=message,
        question=question,
        discount="Most of this file was written by somebody else." if discounted else None,
        locations=(place,) if path else (),
        categories=tuple(one[0] for one in CATEGORIES if signal.split("/")[0] in one[9]),
    )


def _category(index: int) -> CategoryAssessment:
    id, title, weight, suggested, low, high, confidence, asked, known, _, reasons, missing, questions = CATEGORIES[index]
    anchors = tuple(LevelAnchor(score=score, name=name, anchor=anchor) for score, (name, anchor) in enumerate(ANCHORS[id]))
    seen = "all readings of the evidence agree" if low == high else f"the evidence allows {low} to {high}"
    return CategoryAssessment(
        id=id,
        title=title,
        weight=weight,
        suggested=suggested,
        low=low,
        high=high,
        level=None if suggested is None else anchors[suggested].name,
        anchors=anchors,
        confidence=Confidence(confidence),
        confidence_reason="No public evidence for this category was seen. That says nothing about skill."
        if suggested is None
        else f"{known} of {asked} signals had data, and {seen}.",
        coverage=round(known / asked, 4),
        signals_asked=asked,
        signals_with_data=known,
        reasons=tuple(Reason(text=text, findings=findings, level=level) for level, text, findings in reasons),
        missing=tuple(Reason(text=text, findings=findings, level=level) for level, text, findings in missing),
        questions=tuple(
            Question(text=text, because=because, touches=touches, findings=findings) for text, because, touches, findings in questions
        ),
    )


def _flag(polarity: str, finding: str, message: str, explanation: str | None) -> Flag:
    repository, _, signal = finding.partition(":")
    return Flag(
        signal=signal,
        polarity="green" if polarity == "green" else "red",
        repository=f"{OWNER}/{repository}",
        message=message,
        finding=finding,
        explanation=explanation,
    )
