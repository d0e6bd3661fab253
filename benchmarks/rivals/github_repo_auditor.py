"""Runs github-repo-auditor's own analyzers and scorer on a folder: its command lists repositories by GitHub's API only.

usage: PYTHON-WITH-THE-TOOL github_repo_auditor.py FOLDER DAY

What the API would say is taken from the folder's history; ages are counted to DAY, as if the tool had run then. Stars, forks, issues and
topics are unknown and stand as none.
"""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from src.analyzers import run_all_analyzers
from src.models import RepoMetadata
from src.scorer import score_repo

LANGUAGES = {".py": "Python", ".ipynb": "Jupyter Notebook", ".js": "JavaScript", ".ts": "TypeScript", ".go": "Go", ".java": "Java"}


def committed(folder: Path, *which: str) -> datetime:
    command = ["git", "-C", str(folder), "log", "--format=%ct", *which]
    seconds = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]
    return datetime.fromtimestamp(int(seconds), UTC)


def main() -> None:
    folder, day = Path(sys.argv[1]).absolute(), datetime.fromisoformat(sys.argv[2]).replace(tzinfo=UTC)
    later = datetime.now(UTC) - day
    first, last = (committed(folder, *which) + later for which in (["--max-parents=0"], ["-1"]))
    counted = Counter(LANGUAGES.get(path.suffix) for path in folder.rglob("*"))
    counted.pop(None, None)
    language = counted.most_common(1)[0][0] if counted else None
    told = RepoMetadata(
        folder.name, folder.name, None, language, {}, False, False, False, first, last, last, "main", 0, 0, 0, 0, "", ""
    )  # fmt: skip
    audit = asdict(score_repo(told, run_all_analyzers(folder, told), repo_path=folder, security_offline=True))
    del audit["metadata"]
    print(json.dumps(audit, default=str))


if __name__ == "__main__":
    main()
