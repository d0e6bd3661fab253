"""The summary's own file in a run's folder, apart from the assessment."""

from pathlib import Path

from pydantic import ValidationError

from gitassay.model.assessment import Assessment
from gitassay.model.summary import Summary

SUMMARY = "summary.json"
MAX_BYTES = 2_000_000


def write_summary(run: Path, summary: Summary) -> Path:
    """Write the summary beside the assessment."""
    path = run / SUMMARY
    path.write_bytes((summary.model_dump_json(indent=2, ensure_ascii=True) + "\n").encode())
    return path


def read_summary(run: Path, assessment: Assessment) -> Summary | None:
    """The run's summary; None when there is none, or it is not of this very assessment, or was altered."""
    path = run / SUMMARY
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        summary = Summary.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
    return summary if summary.fits(assessment) and summary.sha256 == summary.sealed().sha256 else None
