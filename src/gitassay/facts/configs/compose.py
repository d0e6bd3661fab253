"""Reads which images a compose file builds from the repository, and whether it starts anything of the project."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gitassay.facts.configs.table import ImageBuild
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.yaml import Node, read_yaml

MAX_BUILDS = 100
MAX_PATH = 300
_STOCK = re.compile(
    r"(?:[\w.-]+(?::\d+)?/){0,4}(?:postgres|postgis|pgvector|pgbouncer|timescaledb[\w-]*|mysql|mariadb|mongo|mongo-express|redis|redis-stack[\w-]*"
    r"|valkey|memcached|elasticsearch|opensearch|kibana|qdrant|weaviate|milvus|chroma|neo4j|rabbitmq|kafka|cp-kafka|zookeeper|cp-zookeeper|minio"
    r"|etcd|adminer|pgadmin4?|phpmyadmin|mailhog|localstack|vault|ollama)(?:[:@].{0,200})?",
    re.IGNORECASE,
)
"""Databases, queues and tools that a project is tried against."""


@dataclass(frozen=True, slots=True)
class Compose:
    """What a compose file builds, in the order of its services, and whether it starts more than stock databases and tools."""

    builds: tuple[ImageBuild, ...] = ()
    is_own: bool = True


def read_compose(path: str, text: str) -> Compose:
    """Read a compose file; one that can't be read builds nothing and may start anything."""
    try:
        root = next((one for one in read_yaml(text) if one.kind == "mapping"), None)
    except UnreadableError:
        return Compose()
    services = root.get("services") if root is not None else None
    if services is None:
        return Compose()
    stock = [_is_stock(service) for _, service, _ in services.entries()]
    return Compose(tuple(_builds(path, services))[:MAX_BUILDS], not stock or not all(stock))


def _is_stock(service: Node) -> bool:
    return service.get("build") is None and bool(_STOCK.fullmatch(service.string("image")[:MAX_PATH]))


def _builds(path: str, services: Node) -> Iterator[ImageBuild]:
    for _, service, _ in services.entries():
        build = service.get("build")
        if build is None:
            continue
        context, file = (build.text, "") if build.kind == "scalar" else (build.string("context"), build.string("dockerfile"))
        line = build.line if build.kind == "scalar" else build.line_of("context")
        if context and max(len(context), len(file)) <= MAX_PATH:
            yield ImageBuild(path, context, file, line)
