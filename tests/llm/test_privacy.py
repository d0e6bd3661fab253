# ruff: noqa: E501
"""Nothing about the person, no secret and no address leaves this machine: checked on the bytes of every request."""

import json
import re

import pytest

from gitassay.llm.summarise import plan
from tests.support.injections import FILES, MAIN, README
from tests.support.modelserver import ModelServer
from tests.support.narrative import KEY, assessed, written
from tests.zoo.text import planted

PERSONAL = (
    "Ada Okonkwo", "Okonkwo", "ada-okonkwo", "ada@okonkwo.example", "ada [at] okonkwo [dot] example", "+49 170 5550 1234", "Leipzig", "34 years old", "she/her",
    "https://linkedin.com/in/adaok", "https://avatars.githubusercontent.com/u/4711", "github.com/ada-okonkwo", "https://ledger.example.com/live", "192.168.7.31",
    "Hochschule Mittweida", "Nigerian", "@adaok", "mailto:ada@okonkwo.example", "Grace Teller",
)  # fmt: skip
LINES = (
    "Written by Ada Okonkwo (ada-okonkwo), 34 years old, she/her, based in Leipzig, Nigerian, student at Hochschule Mittweida.",
    "Contact: ada@okonkwo.example or ada [at] okonkwo [dot] example, +49 170 5550 1234, https://linkedin.com/in/adaok, mailto:ada@okonkwo.example",
    "![me](https://avatars.githubusercontent.com/u/4711) see github.com/ada-okonkwo and https://ledger.example.com/live at 192.168.7.31, thanks @adaok",
    "Maintainer: Grace Teller",
)


def carriers() -> dict[str, dict[str, str | bytes]]:
    """The same plants in the README's first words, in code, in settings, in a notebook's output, and in names."""
    told = " ".join(LINES)
    secrets = planted()
    lines = "".join(f'{kind.upper().replace("-", "_")} = "{token}"\n' for kind, token in secrets.items())
    call = MAIN.replace('os.environ["KEY"]', f'"{secrets["openai"]}"').replace(
        "    reply = ", f"    # {told} {secrets['github']}\n    reply = "
    )
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": ["print(1)"]}
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [f"accuracy: 0.9 {told} {secrets['hugging-face']}\n"]}]
    return {
        "readme": {"README.md": README.replace("Keeps the accounts", f"{told} {' '.join(secrets.values())} Keeps the accounts")},
        "readme lines": {"README.md": README.replace("Keeps the accounts", "\n\n".join([*LINES, "Keeps the accounts"]))},
        "live demo": {"README.md": README + "\n**Live demo:** <https://ledger.example.com/live> by ada-okonkwo\n"},
        "code": {"ledger/main.py": call, "ledger/config.py": lines},
        "env": {
            ".env": lines,
            "docker-compose.yml": "services:\n  a:\n    image: x\n    environment:\n"
            + "".join(f"      - {k}={t}\n" for k, t in secrets.items()),
        },
        "settings": {
            "pyproject.toml": f'[project]\nname = "ada-okonkwo-ledger"\nauthors = [{{ name = "Ada Okonkwo", email = "ada@okonkwo.example" }}]\n# {told}\n'
        },
        "licence": {"LICENSE": "MIT License\n\nCopyright (c) 2024 Ada Okonkwo <ada@okonkwo.example>\n"},
        "notebook": {"look.ipynb": json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})},
        "names": {f"ada_okonkwo/{secrets['github']}.py": "import nothing_here\n", f"notes/{secrets['aws']}.py": "import nothing_there\n"},
    }


@pytest.mark.parametrize("carrier", carriers())
def test_no_request_holds_anything_personal_secret_or_linked(carrier: str) -> None:
    assessment = assessed(FILES | carriers()[carrier], name="ada-okonkwo-ledger", owner="ada-okonkwo")
    with ModelServer() as server:
        written(server, assessment)
    sent = b"\n".join(server.seen).decode()
    plain = sent + json.dumps([json.loads(body) for body in server.seen], ensure_ascii=False)
    assert len(server.seen) >= 4
    assert [word for word in (*PERSONAL, KEY, *planted().values()) if word.lower() in plain.lower()] == []
    assert re.findall(r"https?://|[0-9a-f]{40}|/blob/|#L\d+", plain) == []
    assert [token for token in planted().values() if token[:12] in plain] == []


def test_headers_hold_nothing_of_the_candidate() -> None:
    with ModelServer() as server:
        written(server, assessed(FILES, owner="ada-okonkwo"))
    assert [headers for headers in server.headers_seen if "okonkwo" in json.dumps(headers).lower()] == []


def test_no_score_level_or_total_is_sent() -> None:
    assessment = assessed(FILES)
    texts = [task.dossier.text for task in plan(assessment).tasks if task.kind != "brief"]
    assert [key for text in texts for row in json.loads(text) for key in row if key not in
            {"id", "repository", "question", "answer", "finding", "sure", "file", "excerpt", "does not count"}] == []  # fmt: skip


def test_each_request_has_a_boundary_of_its_own() -> None:
    with ModelServer() as server:
        written(server, assessed(FILES))
    boundaries = [re.findall(r"^=====([0-9a-f]{32})=====$", prompt, re.MULTILINE) for prompt in server.prompts]
    assert [len(found) for found in boundaries] == [2] * len(boundaries)
    assert len({found[0] for found in boundaries}) == len(boundaries)
