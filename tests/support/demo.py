"""The assessment of the bundled sample candidate, made once a process."""

import tempfile
from functools import cache
from pathlib import Path

from gitassay.cli.app import run
from gitassay.model.assessment import Assessment
from gitassay.review.decision import read_assessment


@cache
def demo_assessment() -> Assessment:
    with tempfile.TemporaryDirectory(prefix="gitassay-test-demo-") as folder:
        assert run(["demo", "--out", folder, "--quiet"]) == 0
        return read_assessment(Path(folder))
