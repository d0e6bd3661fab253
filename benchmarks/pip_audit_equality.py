"""Affected packages beside pip-audit's, from the same OSV records on a loopback service, over real requirements files.

usage: python benchmarks/pip_audit_equality.py RECORDS COPIES --pip-audit BIN/pip-audit [--show]

RECORDS is a folder of OSV records for PyPI (*.json); every requirements file below COPIES is taken. The service matches versions by the
lists of versions that the records enumerate, and by nothing of gitassay's: its folder client, which judges ranges, is compared with it.
Only the fixed files reach pip-audit (`--no-deps --disable-pip`): it resolves, installs and runs nothing.
"""

import argparse
import json
import resource
import subprocess
import tempfile
import threading
from collections import defaultdict
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from gitassay.facts.dependencies.standing import asked_versions, standings
from gitassay.facts.dependencies.uses import PackageUse, read_uses
from gitassay.facts.manifests.requirements import read_requirements
from gitassay.facts.manifests.table import Manifests, Page
from gitassay.model.lookups import Lookups
from gitassay.sources.advisories.folder import AdvisoryFolder
from gitassay.sources.advisories.service import AdvisoryService
from gitassay.sources.web import Web


def plain_version(text: str) -> Version | str:
    try:
        return Version(text)
    except InvalidVersion:
        return text


class Records:
    """OSV records by package, matched by the versions they enumerate."""

    def __init__(self, folder: Path) -> None:
        self.by_id: dict[str, Any] = {}
        self.versions: dict[str, dict[Version | str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for path in sorted(folder.glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            self.by_id[record["id"]] = record
            for affected in record.get("affected", ()):
                if affected["package"]["ecosystem"] == "PyPI" and not record.get("withdrawn"):
                    for version in affected.get("versions", ()):
                        self.versions[canonicalize_name(affected["package"]["name"])][plain_version(version)].add(record["id"])

    def ids(self, query: dict[str, Any]) -> list[str]:
        """The ids of the records that list a version."""
        return sorted(self.versions[canonicalize_name(query["package"]["name"])].get(plain_version(query["version"]), ()))


def serve(records: Records) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self.reply(records.by_id.get(self.path.rpartition("/")[2], {}))

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("querybatch"):
                rows = [records.ids(query) for query in sent["queries"]]
                self.reply({"results": [{"vulns": [{"id": one} for one in row]} if row else {} for row in rows]})
            else:
                found = [records.by_id[one] for one in records.ids(sent)]
                self.reply({"vulns": found} if found else {})

        def reply(self, content: object) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def pip_audit(tool: Path, path: Path, url: str) -> tuple[set[str] | None, str]:
    """The affected packages, or None and why the file is refused."""
    with tempfile.TemporaryDirectory() as empty:
        command = [tool.absolute(), "--no-deps", "--disable-pip", "-r", path.absolute(), "-s", "osv", "--osv-url", f"{url}/v1/query"]
        done = subprocess.run(
            [*command, "-f", "json", "--progress-spinner", "off"], cwd=empty, capture_output=True, text=True, check=False, timeout=300
        )
    if not done.stdout.strip():
        return None, done.stderr.strip().rpartition("\n")[2][:110]
    told = json.loads(done.stdout)["dependencies"]
    return {canonicalize_name(row["name"]) for row in told if row.get("vulns")}, ""


def uses_in(path: Path) -> tuple[PackageUse, ...]:
    page = Page("requirements.txt", path.read_text(encoding="utf-8-sig", errors="replace"))
    read_requirements(page)
    return read_uses(Manifests(declared=tuple(page.declared)))


def ours(uses: tuple[PackageUse, ...], client: AdvisoryService | AdvisoryFolder) -> dict[str, set[str]]:
    """Packages by their state."""
    states: dict[str, set[str]] = defaultdict(set)
    for row in standings(uses, Lookups(client.ask(asked_versions(uses))), "9999-12-31", ""):
        states[row.advisory].add(canonicalize_name(row.name))
    return states


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--pip-audit", type=Path, required=True)
    parser.add_argument("--show", action="store_true")
    wanted = parser.parse_args()
    server = serve(Records(wanted.records))
    url = f"http://127.0.0.1:{server.server_address[1]}"
    totals: dict[str, int] = defaultdict(int)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "PyPI").symlink_to(wanted.records.absolute())
        folder = AdvisoryFolder(Path(home))
        for path in sorted(wanted.copies.rglob("*requirements*.txt")):
            name = path.relative_to(wanted.copies)
            uses = uses_in(path)
            if not uses:
                continue
            today = datetime.now(UTC).date().isoformat()
            states = ours(uses, AdvisoryService(Web(url, today)))
            by_range = ours(uses, folder)
            theirs, why = pip_audit(wanted.pip_audit, path, url)
            totals["files"] += 1
            totals["folder equals service"] += by_range == states
            if theirs is None:
                totals["refused by pip-audit"] += 1
                answered = sum(len(states[state]) for state in ("affected", "clear", "floor_affected"))
                totals["of these answered by gitassay for some package"] += answered > 0
            else:
                totals["accepted by pip-audit"] += 1
                totals["affected packages by pip-audit"] += len(theirs)
                totals["of these equal"] += theirs == states["affected"]
            if wanted.show or (theirs is not None and theirs != states["affected"]) or by_range != states:
                told = {state: sorted(names) for state, names in states.items() if state != "clear"}
                print(f"{name}: pip-audit {sorted(theirs) if theirs is not None else why!r}; gitassay {told}")
                if by_range != states:
                    more = {state: sorted(names - states[state]) for state, names in by_range.items() if names - states[state]}
                    print(f"   by range: {more}")
    for what, number in totals.items():
        print(f"{what}: {number}")
    spent = resource.getrusage(resource.RUSAGE_SELF)
    print(f"CPU here (service included): {spent.ru_utime + spent.ru_stime:.1f} s")
    server.shutdown()


if __name__ == "__main__":
    main()
