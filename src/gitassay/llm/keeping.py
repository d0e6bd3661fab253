"""What stays of a reply: verified sentences and questions; the rest is listed with its reason."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from gitassay.llm.redact import Redactor
from gitassay.llm.replies import Questions, Sentences
from gitassay.llm.verify.evidence import exhibits
from gitassay.llm.verify.questions import question_fault
from gitassay.llm.verify.sentences import Cited, split, without_citations
from gitassay.llm.verify.verdict import fault_of
from gitassay.model.assessment import Assessment, Question
from gitassay.model.summary import DroppedSentence, Part, Rephrased, Sentence
from gitassay.plain import visible, without_secrets

MOST_LISTED = 40
"""Dropped sentences that are listed; a model that writes more is counted, not quoted."""
LONGEST = 400
TOO_MANY = "more sentences than asked for"


def keep_sentences(
    reply: Sentences, assessment: Assessment, redact: Redactor, allowed: Sequence[str], most: int, most_dropped: float
) -> Part:
    """The sentences that their cited evidence bears, at most `most`; withheld when more than the share `most_dropped` was dropped."""
    known = {one: exhibit for one, exhibit in exhibits(assessment, redact).items() if one in set(allowed)}
    kept: list[Sentence] = []
    dropped: list[DroppedSentence] = []
    surplus = 0
    for cited in _cited(reply):
        fault = fault_of(cited, known)
        if fault is not None:
            dropped.append(DroppedSentence(text=_shown(cited.text), evidence=_ids(cited.evidence), reason=fault))
        elif any(one.text == cited.text for one in kept):
            continue  # said twice: neither false nor news
        elif len(kept) < most:
            kept.append(Sentence(text=_named(cited.text, redact), evidence=tuple(dict.fromkeys(cited.evidence))))
        else:
            surplus += 1
    return _part("overview", kept, (), dropped, most_dropped, surplus)


def keep_questions(reply: Questions, asked: Mapping[str, Question], most_dropped: float) -> Part:
    """The rephrased questions that say no more than the ones they stand for."""
    kept: list[Rephrased] = []
    dropped: list[DroppedSentence] = []
    seen: set[str] = set()
    for row in reply.questions:
        fault = question_fault(row.text, asked.get(row.id)) if row.id not in seen else "a second wording of the same question"
        seen.add(row.id)
        if fault is None:
            kept.append(Rephrased(original=asked[row.id].text, text=row.text.strip()))
        else:
            dropped.append(DroppedSentence(text=_shown(row.text), evidence=_ids([row.id]), reason=fault))
    return _part("brief", (), kept, dropped, most_dropped, 0)


def _part(
    kind: Literal["overview", "brief"],
    sentences: Sequence[Sentence],
    questions: Sequence[Rephrased],
    dropped: Sequence[DroppedSentence],
    most_dropped: float,
    surplus: int,
) -> Part:
    kept = len(sentences) + len(questions)
    total = kept + len(dropped)
    noun = "questions" if kind == "brief" else "sentences"
    if not total:
        return Part(kind=kind, state="withheld", reason=f"the model wrote no {noun}")
    listed = tuple(dropped[:MOST_LISTED])
    if len(dropped) > most_dropped * total:
        told = f"{len(dropped)} of {total} {noun} failed verification, more than {most_dropped:.0%}"
        return Part(kind=kind, state="withheld", reason=told, dropped=listed, dropped_count=len(dropped))
    reason = f"{surplus} more {noun} were left out: {TOO_MANY}" if surplus else ""
    return Part(
        kind=kind,
        state="written",
        reason=reason,
        sentences=tuple(sentences),
        questions=tuple(questions),
        dropped=listed,
        dropped_count=len(dropped),
    )


def _cited(reply: Sentences) -> list[Cited]:
    """The reply sentence by sentence: two sentences in one text share its citations."""
    rows: list[Cited] = []
    for row in reply.sentences:
        text, ids = without_citations(row.text)
        evidence = tuple(dict.fromkeys([*(one.strip("[] ") for one in row.evidence), *ids]))
        rows += [Cited(sentence, evidence) for sentence in split(text)] or [Cited(text, evidence)]
    return rows


def _named(text: str, redact: Redactor) -> str:
    """The text with repositories called as the report calls them."""
    for repository, alias in redact.names.items():
        short = repository.rsplit("/", 1)[-1]
        if alias != short:
            text = re.sub(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", visible(short, 60).replace("\\", r"\\"), text)
    return text


def _shown(text: str) -> str:
    return visible(without_secrets(" ".join(text.split())), LONGEST)


def _ids(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(visible(one, 20) for one in ids[:20])
