"""Visits links in a child process that knows nothing of this machine's settings. Run as `python -m gitassay.sources.visit_child`."""

import time
from typing import Any
from urllib.parse import urlsplit

from gitassay.serving import serve
from gitassay.sources.visiting import visit

SECONDS_BETWEEN = 1.0
"""Between two visits of one host."""


def handle(request: dict[str, Any]) -> dict[str, Any]:
    """Visit the links of a request one after another, at most one a second on each host; the reply is [url, state, reason] of each."""
    last: dict[str, float] = {}
    told = []
    for url in request["urls"]:
        host = urlsplit(url).netloc
        pause = last.get(host, 0.0) + SECONDS_BETWEEN - time.monotonic()
        if host in last and pause > 0:
            time.sleep(pause)
        outcome = visit(url)
        last[host] = time.monotonic()
        told.append([url, outcome.state.value, outcome.reason])
    return {"links": told}


if __name__ == "__main__":
    serve(handle)
