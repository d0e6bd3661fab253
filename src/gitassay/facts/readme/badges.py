"""Tells badges from pictures by their address."""

import re
from urllib.parse import urlsplit

MAX_URL = 2_000
_HOSTS = frozenset(
    {
        "api.star-history.com",
        "appveyor.com",
        "awesome.re",
        "badge.fury.io",
        "badgen.net",
        "badges.gitter.im",
        "circleci.com",
        "codacy.com",
        "codeclimate.com",
        "codecov.io",
        "contrib.rocks",
        "coveralls.io",
        "deepwiki.com",
        "github-readme-stats.vercel.app",
        "hits.dwyl.com",
        "hits.sh",
        "isitmaintained.com",
        "komarev.com",
        "opencollective.com",
        "pepy.tech",
        "shields.io",
        "skillicons.dev",
        "snyk.io",
        "sonarcloud.io",
        "travis-ci.com",
        "travis-ci.org",
        "visitor-badge.glitch.me",
        "visitor-badge.laobi.icu",
    }
)
_PATH = re.compile(
    r"badge|/workflows/[^?#]{0,300}\.svg|deploy[-_]?button|(?:^|/)(?:button|deploy)\.svg|open-in-colab|colab-badge", re.IGNORECASE
)


def is_badge(url: str) -> bool:
    """Whether an image's address is that of a badge, a counter or a button, which shows nothing of the project."""
    try:
        parts = urlsplit(url[:MAX_URL])
        host = parts.hostname or ""
    except ValueError:
        return False
    return any(one in _HOSTS for one in (host, host.partition(".")[2])) or bool(_PATH.search(parts.path))
