"""Reads container files into instructions."""

import re

from gitassay.facts.configs.table import ContainerFile, Instruction

MAX_CHARACTERS = 200_000
MAX_LINE = 20_000
MAX_INSTRUCTIONS = 2_000
MAX_DOCUMENTS = 50
_NAME = re.compile(r"^(?:(?:docker|container)file(?:[._-][\w.-]{1,100})?|[\w.-]{1,100}\.(?:docker|container)file)$", re.IGNORECASE)
_OTHER = re.compile(r"\.(?:dockerignore|md|py|txt|j2|sh|ya?ml|json|bak|disabled|old)$", re.IGNORECASE)
_ESCAPE = re.compile(r"^#\s*escape\s*=\s*(`|\\)\s*$", re.IGNORECASE)
_INSTRUCTION = re.compile(r"^([A-Za-z]{2,20})\s+(\S.*)$")
_HERE = re.compile(r"<<-?\s*[\"']?([A-Za-z_]\w{0,50})[\"']?")
_KEYWORDS = frozenset(
    {
        "FROM",
        "RUN",
        "CMD",
        "LABEL",
        "MAINTAINER",
        "EXPOSE",
        "ENV",
        "ADD",
        "COPY",
        "ENTRYPOINT",
        "VOLUME",
        "USER",
        "WORKDIR",
        "ARG",
        "ONBUILD",
        "STOPSIGNAL",
        "HEALTHCHECK",
        "SHELL",
    }
)


def is_container_file(path: str) -> bool:
    """Whether a file is named like a container file."""
    name = path.rpartition("/")[2]
    return bool(_NAME.match(name)) and not _OTHER.search(name)


def read_container(path: str, text: str) -> ContainerFile | None:
    """Parse a container file; None when it holds no instruction."""
    instructions = tuple(_Lines(text[:MAX_CHARACTERS]).instructions()[:MAX_INSTRUCTIONS])
    return ContainerFile(path, instructions) if instructions else None


class _Lines:
    """Walks the lines: comments are dropped within continued lines too, here-documents belong to their instruction."""

    def __init__(self, text: str) -> None:
        self._lines = [line.rstrip("\r")[:MAX_LINE] for line in text.split("\n")]
        escapes = [match.group(1) for line in self._lines[:5] if (match := _ESCAPE.match(line))]
        self._escape = escapes[0] if escapes else "\\"
        self._number = 0
        self._documents = 0

    def instructions(self) -> list[Instruction]:
        found: list[Instruction] = []
        while self._number < len(self._lines):
            line, text = self._joined()
            match = _INSTRUCTION.match(text)
            if match and match.group(1).upper() in _KEYWORDS:
                body = self._here_documents(match.group(2))
                found.append(Instruction(match.group(1).upper(), body[:MAX_LINE], line))
        return found

    def _joined(self) -> tuple[int, str]:
        """The next line with those that continue it, and its number."""
        parts: list[str] = []
        first = length = 0
        while self._number < len(self._lines):
            line = self._lines[self._number].strip()
            self._number += 1
            if line.startswith("#") or (parts and not line):
                continue
            first = first or self._number
            continued = line.endswith(self._escape)
            if length < MAX_LINE:
                parts.append(line.removesuffix(self._escape).strip())
                length += len(line)
            if not continued:
                break
        return first, " ".join(part for part in parts if part)

    def _here_documents(self, value: str) -> str:
        parts = [value]
        for word in _HERE.findall(value)[: MAX_DOCUMENTS - self._documents]:
            self._documents += 1
            bodies = [line.strip() for line in self._lines[self._number :]]
            if word in bodies:
                size = bodies.index(word)
                parts += bodies[:size]
                self._number += size + 1
        return "\n".join(parts)
