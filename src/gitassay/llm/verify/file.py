"""Sentences from a file, and the verdict on each: the way to try the verifier on claims of one's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gitassay.llm.verify.evidence import exhibits
from gitassay.llm.verify.sentences import Cited, without_citations
from gitassay.llm.verify.verdict import fault_of
from gitassay.model.assessment import Assessment

MAX_BYTES = 5_000_000


class SentencesError(ValueError):
    """The file of sentences can't be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, the ids it cites, and whether it is kept; `reason` says why not ("" when it is)."""

    text: str
    evidence: tuple[str, ...]
    kept: bool
    reason: str

    def as_row(self) -> dict[str, object]:
        """The verdict as JSON holds it."""
        return {"text": self.text, "evidence": list(self.evidence), "kept": self.kept, "reason": self.reason}


def verdicts(assessment: Assessment, sentences: Sequence[Cited]) -> list[Verdict]:
    """The verdict on each sentence, in order. Any finding of the assessment may be cited."""
    known = exhibits(assessment)
    faults = [fault_of(one, known) for one in sentences]
    return [Verdict(one.text, one.evidence, fault is None, fault or "") for one, fault in zip(sentences, faults, strict=True)]


def read_document(path: Path) -> Assessment:
    """The assessment in a file or in a run's folder. Its hash is not looked at: claims about a changed copy can be tried, too.

    Raises:
        SentencesError: there is none.
    """
    file = path / "assessment.json" if path.is_dir() else path
    try:
        return Assessment.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        raise SentencesError(
            f"{file}: is no assessment ({type(error).__name__}). Name an assessment.json or the folder of a run."
        ) from error


def read_sentences(path: Path) -> list[Cited]:
    """Read sentences: JSON (a list of objects, or one object a line) with `text` and `evidence`, or plain lines with [E1] in them.

    Raises:
        SentencesError: the file can't be read, or a row has no text.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SentencesError(f"{path}: larger than {MAX_BYTES:,} bytes. Split it.")
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SentencesError(f"{path}: cannot be read as text ({type(error).__name__}). Give a file of sentences.") from error
    return [_cited(row, path) for row in _rows(text)]


def _rows(text: str) -> list[Any]:
    stripped = text.strip()
    try:
        if stripped.startswith("["):
            return list(json.loads(stripped))
    except (ValueError, RecursionError):
        pass  # a plain line may begin with a citation
    return [_row(line) for line in stripped.splitlines() if line.strip()]


def _row(line: str) -> Any:
    try:
        return json.loads(line) if line.lstrip().startswith("{") else line
    except (ValueError, RecursionError):
        return line


def _cited(row: Any, path: Path) -> Cited:
    text = row.get("text", row.get("sentence")) if isinstance(row, dict) else row
    if not isinstance(text, str):
        raise SentencesError(f'{path}: a row has no text. Write {{"text": "...", "evidence": ["E1"]}}.')
    given = row.get("evidence", row.get("cites", [])) if isinstance(row, dict) else []
    given = given if isinstance(given, str | list) else []
    bare, ids = without_citations(text)
    listed = [given] if isinstance(given, str) else [one for one in given if isinstance(one, str)]
    return Cited(bare, tuple(dict.fromkeys([*listed, *ids])))
