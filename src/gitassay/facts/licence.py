"""The name of a repository's licence, by the first words of its licence file."""

import re

from gitassay.facts.facts import Facts

HEAD = 1_500
_FILE = re.compile(r"(?:un)?licen[cs]e(?:[._-][\w.-]{1,30})?|copying(?:\.\w{1,4})?", re.IGNORECASE)
_NAMES = (
    ("Apache-2.0", re.compile(r"Apache License\s*,?\s*Version 2\.0", re.IGNORECASE)),
    ("AGPL-3.0", re.compile(r"GNU AFFERO GENERAL PUBLIC LICENSE\s*Version 3", re.IGNORECASE)),
    ("LGPL-3.0", re.compile(r"GNU LESSER GENERAL PUBLIC LICENSE\s*Version 3", re.IGNORECASE)),
    ("GPL-3.0", re.compile(r"GNU GENERAL PUBLIC LICENSE\s*Version 3", re.IGNORECASE)),
    ("GPL-2.0", re.compile(r"GNU GENERAL PUBLIC LICENSE\s*Version 2", re.IGNORECASE)),
    ("MPL-2.0", re.compile(r"Mozilla Public License,? Version 2\.0", re.IGNORECASE)),
    ("BSD", re.compile(r"BSD \d-Clause|Redistribution and use in source and binary forms", re.IGNORECASE)),
    ("MIT", re.compile(r"\bMIT License|Permission is hereby granted, free of charge", re.IGNORECASE)),
    ("ISC", re.compile(r"\bISC License|Permission to use, copy, modify, and/or distribute", re.IGNORECASE)),
    ("Unlicense", re.compile(r"released into the public domain", re.IGNORECASE)),
    ("CC0-1.0", re.compile(r"CC0 1\.0 Universal", re.IGNORECASE)),
    ("CC-BY", re.compile(r"Creative Commons Attribution", re.IGNORECASE)),
)


def licence_of(facts: Facts) -> str | None:
    """The name of the licence whose text stands at the root, "other" for a text that is not known, None without such a file."""
    path = next((file.path for file in facts.files if _FILE.fullmatch(file.path)), None)
    text = facts.texts.text(path) if path is not None else None
    if not text:
        return None
    head = re.sub(r"\s+", " ", text[: HEAD * 2])[:HEAD]
    return next((name for name, pattern in _NAMES if pattern.search(head)), "other")
