"""Reads which images a compose file builds from the repository."""

from collections.abc import Iterator

from gitassay.facts.configs.table import ImageBuild
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.yaml import Node, read_yaml

MAX_BUILDS = 100
MAX_PATH = 300


def read_builds(path: str, text: str) -> list[ImageBuild]:
    """The builds of a compose file's services, in their order; none when it can't be read."""
    try:
        root = next((one for one in read_yaml(text) if one.kind == "mapping"), None)
    except UnreadableError:
        return []
    services = root.get("services") if root is not None else None
    return list(_builds(path, services))[:MAX_BUILDS] if services is not None else []


def _builds(path: str, services: Node) -> Iterator[ImageBuild]:
    for _, service, _ in services.entries():
        build = service.get("build")
        if build is None:
            continue
        context, file = (build.text, "") if build.kind == "scalar" else (build.string("context"), build.string("dockerfile"))
        line = build.line if build.kind == "scalar" else build.line_of("context")
        if context and max(len(context), len(file)) <= MAX_PATH:
            yield ImageBuild(path, context, file, line)
