"""The tools that benchmarks/rivals.py runs side by side: how each is started on a folder, and what stands for its total score."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.resources import resource
from gitassay.scoring.practices import practices_seen
from gitassay.scoring.rubric import load_rubric

HERE = Path(__file__).resolve().parent / "rivals"
CATEGORIES = ("engineering", "portfolio")
SIGNALS = ("aligned", "mixed", "divergent", "highly_divergent")
"""byline's labels, from the one it worries least about."""


@dataclass(frozen=True)
class Asked:
    """One run of a tool: its environment's programs, the checkout, the day it is asked as of, a folder it may write to."""

    programs: Path
    checkout: Path
    day: str
    out: Path


@dataclass(frozen=True)
class Rival:
    """A tool, how to ask it about a folder, and how to read its answer."""

    name: str
    version: str
    scores: str
    """What is read as its total score."""
    scale: float
    """How far its score can move: moves are told as a share of it."""
    command: Callable[[Asked], list[str]]
    score: Callable[[str], float]
    """Raises ValueError, KeyError or TypeError where the answer holds no score."""
    writes: str = ""
    """The file below `out` that holds the answer; "" for standard output."""
    clock: str = ""
    """The field of its answer that tells the time of the run; dropped for a second comparison, and said so."""
    installed: bool = True
    """Whether it has an environment of its own, from benchmarks/rivals/NAME.txt."""
    unable: str = ""
    """Why it cannot be run on a folder, where it cannot."""

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".strip()

    def without_clock(self, answer: str) -> str:
        """An answer without the time of its run."""
        return re.sub(rf'"{self.clock}": ?"[^"]*"', "", answer) if self.clock else answer


def _ours(asked: Asked) -> list[str]:
    command = [sys.executable, "-m", "gitassay.cli.app", "assess", str(asked.checkout), "--offline", "--as-of", asked.day]
    return [*command, "--name", "candidate", "--format", "json", "--no-cache", "--jobs", "1", "--quiet", "--out", str(asked.out / "run")]


def seen(answer: str) -> float:
    """The practices that gitassay saw over engineering and portfolio, 0 to 1 (src/gitassay/scoring/practices.py)."""
    assessment = Assessment.model_validate_json(answer)
    if not assessment.findings:
        raise ValueError(f"not read: {assessment.repositories[0].reason}")
    rubric = load_rubric(resource("config") / "rubric.toml").rubric
    answers = {finding.signal: (finding,) for finding in assessment.findings}
    return practices_seen([one for one in rubric.categories if one.id in CATEGORIES], answers) or 0.0


def passed(answer: str) -> float:
    """The share of repo-review's checks that pass, in percent; those it leaves out count as not passed."""
    results = [row["result"] is True for row in json.loads(answer)["checks"].values()]
    if not results:
        raise ValueError("no check in its answer")
    return 100 * sum(results) / len(results)


def alignment(answer: str) -> float:
    return float(-SIGNALS.index(json.loads(answer)["overall_signal"]))


RIVALS = (
    Rival("gitassay", "", "practices seen, 0 to 1", 1, _ours, seen, "run/assessment.json", "generated_at", installed=False),
    Rival(
        "byline",
        "0.3.1",
        "none: its label, one of four",
        3,
        lambda asked: [str(asked.programs / "byline"), "scan", str(asked.checkout), "--json", "--no-color"],
        alignment,
        clock="generated_at",
    ),
    Rival(
        "github-repo-auditor",
        "0.1.4",
        "its overall score, 0 to 1",
        1,
        lambda asked: [str(asked.programs / "python"), str(HERE / "github_repo_auditor.py"), str(asked.checkout), asked.day],
        lambda answer: float(json.loads(answer)["overall_score"]),
    ),
    Rival(
        "repo-health",
        "1.0.0",
        "its score, 0 to 100",
        100,
        lambda asked: [
            str(asked.programs / "repo-health"),
            "scan",
            str(asked.checkout),
            "-f",
            "json",
            "-o",
            str(asked.out / "health.json"),
        ],
        lambda answer: float(json.loads(answer)["score"]),
        writes="health.json",
    ),
    Rival(
        "repo-review",
        "1.3.0",
        "none: the share of its checks that pass",
        100,
        lambda asked: [str(asked.programs / "repo-review"), str(asked.checkout), "--format", "json"],
        passed,
    ),
    Rival(
        "gitproof",
        "0.1.0",
        "none",
        1,
        lambda asked: [],
        lambda answer: 0.0,
        installed=False,
        unable="takes a GitHub name and asks GitHub's API; no command of it reads a folder",
    ),
)
