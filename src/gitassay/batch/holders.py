"""Whose tokens a batch may use: those in the environment, and installations of a GitHub App."""

import os
import re

from gitassay.batch.gate import WITH_TOKEN, WITHOUT, Holder, of_token


def holders(server: str) -> tuple[Holder, ...]:
    """Holders of tokens for a server: GITHUB_TOKENS, else GITHUB_TOKEN or GH_TOKEN; without any, one who has none."""
    text = os.environ.get("GITHUB_TOKENS") or os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN") or ""
    tokens = tuple(dict.fromkeys(part for part in re.split(r"[\s,]+", text) if part))
    return tuple(of_token(token, server) for token in tokens) or (of_token(None, server),)


def known_holders(found: tuple[Holder, ...]) -> dict[str, int]:
    """What each holder may ask an hour, as long as the server has said nothing else."""
    return {one.id: WITHOUT if one.token() is None else WITH_TOKEN for one in found}
