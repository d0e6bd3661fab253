"""Writes the assessment itself: the document that everything else is made from."""

import json
from collections.abc import Sequence

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionEntry


def render_json(assessment: Assessment, decisions: Sequence[DecisionEntry] = ()) -> str:
    """The assessment, indented, in ASCII, and readable back without loss. Decisions and the summary have
    files of their own and change nothing in it.
    """
    return json.dumps(assessment.model_dump(mode="json"), indent=2, ensure_ascii=True) + "\n"
