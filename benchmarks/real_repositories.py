"""Runs the main job over real repositories served like GitHub, and checks what an assessment promises.

usage: python benchmarks/real_repositories.py ROOT --github-url URL [--out DIR] [--pages]

ROOT holds one folder a candidate with bare repositories (ROOT/<login>/<repository>.git), and URL serves the same ones.
Checked for every candidate: the run ends well; every repository has a status; every yes has a permalink whose excerpt equals
the lines at that commit; a second run with other parallelism gives the same hash; with --pages, the page opens in Chromium
without console errors and with zero axe violations in light and dark at 320 and 1280 pixels.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

AS_OF = "2026-01-01"


def assess(login: str, url: str, out: Path, jobs: int) -> tuple[int, float, str]:
    command = [sys.executable, "-m", "gitassay.cli.app", "assess", login, "--github-url", url, "--out", str(out)]
    started = time.monotonic()
    done = subprocess.run([*command, "--as-of", AS_OF, "--jobs", str(jobs)], capture_output=True, text=True, check=False)
    return done.returncode, time.monotonic() - started, done.stderr


def lines_at(git_dir: Path, commit: str, path: str, start: int, end: int) -> str | None:
    command = ["git", "-c", "safe.directory=*", f"--git-dir={git_dir}", "cat-file", "blob", f"{commit}:{path}"]
    shown = subprocess.run(command, capture_output=True, check=False)
    if shown.returncode:
        return None
    text = shown.stdout.decode("utf-8", errors="replace").removeprefix("\ufeff")
    return "\n".join(line.removesuffix("\r") for line in text.split("\n")[start - 1 : end])


def wrong_places(document: dict, root: Path, login: str) -> list[str]:
    wrong = []
    for finding in document["findings"]:
        if finding["outcome"] == "yes" and not finding["locations"]:
            wrong.append(f"{finding['signal']} in {finding['repository']}: a yes without a place")
        for place in finding["locations"]:
            repository = root / login / (finding["repository"].split("/")[-1] + ".git")
            lines = lines_at(repository, place["commit"], place["path"], place["start"], place["end"])
            same = lines is not None and (place["excerpt"] == lines or place["shortened"])
            if not same or f"/blob/{place['commit']}/" not in place["permalink"]:
                wrong.append(f"{finding['signal']}: {place['permalink']}")
    return wrong


def page_faults(page_file: Path) -> list[str]:
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"])
        for scheme in ("light", "dark"):
            for width in (320, 1280):
                context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
                faults += [f"{scheme} {width}: {fault}" for fault in faults_of(context.new_page(), page_file)]
                context.close()
        browser.close()
    return faults


def faults_of(page, page_file: Path) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.goto(page_file.resolve().as_uri())
    faults += [f"{violation['id']} ({len(violation['nodes'])})" for violation in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        faults.append("wider than the window")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--github-url", required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", help="candidates, separated by commas")
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    out = options.out or Path(tempfile.mkdtemp(prefix="gitassay-real-"))
    logins = options.only.split(",") if options.only else sorted(path.name for path in options.root.iterdir() if path.is_dir())
    statuses: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    repositories = places = 0
    for login in logins:
        first, second = out / login / "first", out / login / "second"
        code, seconds, said = assess(login, options.github_url, first, 2)
        if code not in (0, 5):
            faults.append(f"{login}: exit {code}: {said.strip()[-500:]}")
            continue
        again, _, _ = assess(login, options.github_url, second, 4)
        document = json.loads((first / "assessment.json").read_text(encoding="utf-8"))
        other = json.loads((second / "assessment.json").read_text(encoding="utf-8")) if again in (0, 5) else {}
        if document["sha256"] != other.get("sha256"):
            faults.append(f"{login}: two runs, two hashes")
        wrong = wrong_places(document, options.root, login)
        faults += [f"{login}: {one}" for one in wrong]
        faults += [
            f"{login}: {finding['repository']} {finding['signal']}: {finding['message']}"
            for finding in document["findings"]
            if finding["outcome"] == "error"
        ]
        faults += [f"{login}: page: {one}" for one in page_faults(first / "report.html")] if options.pages else []
        statuses.update(card["status"] for card in document["repositories"])
        outcomes.update(finding["outcome"] for finding in document["findings"])
        repositories += len(document["repositories"])
        places += sum(len(finding["locations"]) for finding in document["findings"])
        size = (first / "report.html").stat().st_size // 1000
        scores = " ".join(f"{one['id'][:5]}:{'–' if one['suggested'] is None else one['suggested']}" for one in document["categories"])
        print(
            f"{login:10} exit {code}  {seconds:5.1f} s  {len(document['repositories']):3} repositories  page {size:4} kB  {scores}",
            flush=True,
        )
    print(f"\n{len(logins)} candidates, {repositories} repositories: {dict(sorted(statuses.items()))}")
    print(f"findings: {dict(sorted(outcomes.items()))}; places read back and compared: {places}")
    print(f"faults: {len(faults)}")
    print("\n".join(faults[:60]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
