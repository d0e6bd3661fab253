"""Writes the report as Markdown, for a ticket or a pull request; nothing of the candidate's acts as markup."""

from collections.abc import Iterator, Sequence

from gitassay.model.assessment import Assessment, CategoryAssessment, FindingDocument, Flag, Reason
from gitassay.model.comparison import MatchedRegion
from gitassay.model.decision import MATCH_REASONS, REASONS, DecisionEntry
from gitassay.model.final import final_total
from gitassay.model.summary import Summary
from gitassay.report.dependencies import packages_views
from gitassay.report.evidence import polarity
from gitassay.report.markdown_measured import markdown_measured
from gitassay.report.markdown_summary import markdown_summary
from gitassay.report.markdown_text import escaped, link
from gitassay.report.view import current_entry
from gitassay.report.words import CONFIDENCE_WORDS, STATUS_WORDS, counted, day, interval, is_read, number, percent, short, web_address

MOST_EVIDENCE = 6
MOST_PULLS = 12
_WORDS = {"supports": "Supports", "against": "Against", "check": "To check", "discounted": "Discounted", "unknown": "Not measured"}


def render_markdown(assessment: Assessment, decisions: Sequence[DecisionEntry] = (), summary: Summary | None = None) -> str:
    """The whole report without excerpts; each place is a link, or a reference where there is no web address."""
    entry = current_entry(decisions)
    narrative = summary if summary is not None and summary.fits(assessment) else None
    return "\n".join(
        [
            *_head(assessment, entry),
            *_overview(assessment, entry),
            *(markdown_summary(narrative, assessment) if narrative else ()),
            *_attention(assessment),
            *(line for category in assessment.categories for line in _category(assessment, category)),
            *_flags(assessment),
            *_matches(assessment, entry),
            *_repositories(assessment),
            *markdown_measured(assessment),
            *_upstream(assessment),
            *_packages(assessment),
            *_questions(assessment),
            *_about(assessment, narrative),
            "",
        ]
    )


def _head(assessment: Assessment, entry: DecisionEntry | None) -> Iterator[str]:
    state = f"final, confirmed by {escaped(entry.by)} on {day(entry.at)}" if entry else "draft for human confirmation"
    yield f"# Portfolio assessment · {state}"
    yield ""
    yield f"**{escaped(assessment.candidate.name)}**, as of {day(assessment.as_of)}, by {escaped(assessment.rubric.title)}."
    yield ""
    if assessment.status == "insufficient_public_evidence":
        yield "Insufficient public evidence: nothing is suggested. No public code is not weakness."
    else:
        total = assessment.total
        yield f"Suggested total {interval(total.low, total.high)} of 100, {total.assessed} of {total.of} categories assessed."
        yield escaped(total.statement)
    if entry:
        yield ""
        yield f"**{escaped(final_total(assessment, entry).statement)}**"


def _overview(assessment: Assessment, entry: DecisionEntry | None) -> Iterator[str]:
    choices = {choice.category: choice for choice in entry.decision.choices} if entry else {}
    yield from ("", "| Category | Weight | Suggested | Range | Confidence | Confirmed |", "|---|---:|---:|---|---|---|")
    for category in assessment.categories:
        choice = choices.get(category.id)
        confirmed = "not yet" if choice is None else "cannot judge" if choice.score is None else str(choice.score)
        if choice is not None and choice.reason:
            confirmed += f" ({escaped(REASONS[choice.reason])}{': ' if choice.note else ''}{escaped(choice.note)})"
        suggested = "not assessed" if category.suggested is None else f"{category.suggested} of 5"
        cells = (escaped(category.title), f"{number(category.weight)}%", suggested, interval(category.low, category.high))
        yield f"| {' | '.join(cells)} | {CONFIDENCE_WORDS[category.confidence]} | {confirmed} |"


def _attention(assessment: Assessment) -> Iterator[str]:
    if assessment.attention:
        yield from ("", "## Needs your eyes first", "")
        yield from (f"- {escaped(row.text)}" for row in assessment.attention)


def _category(assessment: Assessment, category: CategoryAssessment) -> Iterator[str]:
    score = "not assessed" if category.suggested is None else f"{category.suggested} of 5 suggested"
    yield from (
        "",
        f"## {escaped(category.title)}: {score}",
        "",
        f"{CONFIDENCE_WORDS[category.confidence]}. {escaped(category.confidence_reason)}",
    )
    findings = {finding.id: finding for finding in assessment.findings}
    for title, reasons, stance in (("Why", category.reasons, "supports"), ("Why not higher", category.missing, "against")):
        if reasons:
            yield from ("", f"### {title}", "")
            yield from (line for reason in reasons for line in _reason(reason, findings, stance))


def _reason(reason: Reason, findings: dict[str, FindingDocument], stance: str) -> Iterator[str]:
    level = "" if reason.level is None else f"Level {reason.level}: "
    yield f"- {level}{escaped(reason.text)}"
    for finding in [findings[name] for name in reason.findings if name in findings][:MOST_EVIDENCE]:
        yield f"  - {_WORDS[polarity(finding, stance)]}: {escaped(finding.message)} {_place(finding)}".rstrip()


def _place(finding: FindingDocument) -> str:
    if not finding.locations:
        return f"({escaped(short(finding.repository))})"
    place = finding.locations[0]
    label = f"{short(finding.repository)} · {place.path} lines {place.start} to {place.end}"
    return f"({link(label if web_address(place.permalink) else place.permalink, place.permalink)})"


def _flags(assessment: Assessment) -> Iterator[str]:
    if assessment.flags:
        yield from ("", "## Flags", "")
        yield from (_flag(flag) for flag in assessment.flags)


def _flag(flag: Flag) -> str:
    explained = f" What would explain it: {escaped(flag.explanation)}" if flag.explanation else ""
    return f"- {flag.polarity.capitalize()}: {escaped(flag.message)} ({escaped(short(flag.repository))}){explained}"


def _matches(assessment: Assessment, entry: DecisionEntry | None) -> Iterator[str]:
    judged = {(one.repository, one.source): one for one in entry.decision.no_matches} if entry else {}
    if assessment.comparisons:
        yield from ("", "## Matches with known works", "", "Similarity is not proof: look at both sides.", "")
    for row in assessment.comparisons:
        said = f"{percent(row.share)} of the code, about {row.own_lines:,} lines match nothing known"
        named = "the README names it" if row.credit else "the README does not name it"
        yield f"- {escaped(short(row.repository))} and {link(row.source.name, row.source.url)}: {said}; {named}."
        one = judged.get((row.repository, row.source.name))
        if one is not None:
            yield f"  - Judged no match: {escaped(MATCH_REASONS[one.reason])}{': ' if one.note else ''}{escaped(one.note)}"
        yield from (f"  - {_beside(region)}" for region in row.regions)


def _beside(region: MatchedRegion) -> str:
    here, there = region.here, region.there
    ours = link(f"{here.path} lines {here.start} to {here.end}", here.permalink)
    return f"{ours} beside {link(f'{there.path} lines {there.start} to {there.end}', there.permalink)}"


def _repositories(assessment: Assessment) -> Iterator[str]:
    yield from ("", "## Repositories", "")
    for card in assessment.repositories:
        commit = f", commit `{card.commit}`" if is_read(card.status) and card.commit and card.commit.isalnum() else ""
        yield f"- {link(card.id, card.url)}: {STATUS_WORDS[card.status]}. {escaped(card.reason)}{commit}"
    if not assessment.repositories:
        yield "None was offered."


def _upstream(assessment: Assessment) -> Iterator[str]:
    upstream = assessment.candidate.upstream
    if upstream is None or not upstream.total:
        return
    yield from ("", "## Merged into projects of others", "")
    said = "merged into repositories of others. What is in them was not read; no score rests on them."
    yield f"{counted(upstream.total, 'pull request')} {said}"
    yield ""
    yield from (f"- {link(f'{one.repository} #{one.number}', one.url)}, merged {day(one.merged)}" for one in upstream.pulls[:MOST_PULLS])


def _packages(assessment: Assessment) -> Iterator[str]:
    views = packages_views(assessment)
    if views:
        yield from ("", "## Packages", "")
    for view in views:
        yield f"- **{escaped(short(view.repository))}**: {escaped(' '.join(view.sentences))}"


def _questions(assessment: Assessment) -> Iterator[str]:
    asked = [(category, question) for category in assessment.categories for question in category.questions]
    if asked:
        yield from ("", "## Interview questions", "")
    for category, question in asked:
        touches = f" A good answer touches {escaped('; '.join(question.touches))}." if question.touches else ""
        yield f"- {escaped(question.text)} ({escaped(category.title)}; because: {escaped(question.because)}){touches}"


def _about(assessment: Assessment, summary: Summary | None) -> Iterator[str]:
    rubric = assessment.rubric
    profile = f", profile {escaped(rubric.profile)}" if rubric.profile else ""
    yield from ("", "## About this report", "")
    yield f"- {assessment.tool.name} {escaped(assessment.tool.version)}{'' if summary else ', no model used'}"
    if summary:
        prompts = ", ".join(f"{escaped(prompt.name)} {escaped(prompt.version)} ({prompt.sha256})" for prompt in summary.prompts)
        yield f"- Summary worded by {escaped(summary.model)}, prompts {prompts}, sha256 {escaped(summary.sha256)}"
    yield f"- Rubric {escaped(rubric.id)} {escaped(rubric.version)}{profile}, sha256 {escaped(rubric.sha256)}"
    yield f"- Assessment sha256 {escaped(assessment.sha256)}, generated {day(assessment.generated_at)}"
    yield from (f"- {escaped(note)}" for note in assessment.notes)
