"""Reads files that deploy the project and names what they declare."""

import re
from collections.abc import Callable

from gitassay.facts.configs.table import Deployment
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.json import JsonLines, read_json
from gitassay.facts.formats.toml import TomlLines, read_toml
from gitassay.facts.formats.yaml import Node, read_yaml

MAX_CHARACTERS = 200_000
MAX_LINE = 2_000
MAX_RESOURCES = 200
_RESOURCE = re.compile(r'^\s*(resource|module)\s+"([\w.-]{1,100})"(?:\s+"[\w.-]{1,200}")?\s*\{?')
_PROCESS = re.compile(r"^([A-Za-z0-9_-]{1,50}):\s*\S")
_KIND = re.compile(r"^kind:\s*[\"']?([A-Za-z]{2,60})[\"']?\s*$")
_HELM_VALUE = re.compile(r"\{\{")
_SPACES = re.compile(r"^sdk:\s*[\"']?(gradio|streamlit|docker|static)\b")
_NO_CLUSTER = ("backstage.io", "skaffold", "kind.x-k8s.io", "v1alpha1.openapi", "ctlptl.dev", "tilt.dev", "asyncapi", "config.karmada")

Reader = Callable[[str], tuple[tuple[str, ...], int] | None]
"""Gives the names of what a text declares and the line it begins on, or None when it deploys nothing."""


def read_deployment(path: str, text: str) -> Deployment | None:
    """Read a file that may deploy; None when its name is no such one, or when it declares nothing."""
    for pattern, kind, reader in _FILES:
        if pattern.fullmatch(path):
            found = _guarded(reader, text)
            if found or kind not in _OPEN:
                return Deployment(path, kind, found[0][:MAX_RESOURCES], found[1]) if found else None
    if path.lower().endswith((".yml", ".yaml")) and "apiVersion" in text[:MAX_CHARACTERS]:
        found = _guarded(_kubernetes, text)
        return Deployment(path, "kubernetes", found[0][:MAX_RESOURCES], found[1]) if found else None
    return None


def read_spaces(path: str, lines: list[str]) -> Deployment | None:
    """The front matter of a README that makes the repository a Hugging Face Space."""
    if not lines or lines[0].strip() != "---":
        return None
    for number, line in enumerate(lines[1:60], start=2):
        if line.strip() == "---":
            return None
        match = _SPACES.match(line[:200])
        if match:
            return Deployment(path, "spaces", (match.group(1),), number)
    return None


def _guarded(reader: Reader, text: str) -> tuple[tuple[str, ...], int] | None:
    try:
        return reader(text[: MAX_CHARACTERS + 1])
    except UnreadableError:
        return None


def _first(text: str) -> Node | None:
    return next((one for one in read_yaml(text) if one.kind == "mapping"), None)


def _keys_under(*keys: str) -> Reader:
    """A reader of YAML that names the keys under the first of `keys` that has any."""

    def read(text: str) -> tuple[tuple[str, ...], int] | None:
        root = _first(text)
        for key in keys if root is not None else ():
            value = root.get(key) if root is not None else None
            names = tuple(name for name, _, _ in value.entries()) if value is not None else ()
            if names and root is not None:
                return names, root.line_of(key)
        return None

    return read


def _names_in(key: str, field: str) -> Reader:
    """A reader of YAML that takes the field `field` of each item under `key`."""

    def read(text: str) -> tuple[tuple[str, ...], int] | None:
        root = _first(text)
        items = root.children(key) if root is not None else []
        names = tuple(name for item in items if (name := item.string(field)))
        return (names, root.line_of(key)) if root is not None and items else None

    return read


def _has(*keys: str) -> Reader:
    """A reader of YAML that asks for one of some keys, and names those that are there."""

    def read(text: str) -> tuple[tuple[str, ...], int] | None:
        root = _first(text)
        names = tuple(key for key in keys if root is not None and root.get(key) is not None)
        return (names, root.line_of(names[0])) if root is not None and names else None

    return read


def _json(*keys: str) -> Reader:
    """A reader of JSON that asks for one of some keys ("*": for any)."""

    def read(text: str) -> tuple[tuple[str, ...], int] | None:
        document = read_json(text)
        names = tuple(key for key in document if key in keys or (keys == ("*",) and key != "$schema"))
        return (names, JsonLines(text).key(names[0])) if names else None

    return read


def _toml(*keys: str) -> Reader:
    """A reader of TOML that asks for one of some tables or keys."""

    def read(text: str) -> tuple[tuple[str, ...], int] | None:
        document = read_toml(text)
        names = tuple(key for key in document if key in keys)
        if not names:
            return None
        lines = TomlLines(text)
        return names, lines.table(names[0]) if isinstance(document[names[0]], (dict, list)) else lines.key("", names[0])

    return read


def _kubernetes(text: str) -> tuple[tuple[str, ...], int] | None:
    """Kinds of the objects of a Kubernetes manifest; of a chart's template, which is no YAML, by its lines."""
    try:
        found = [(one.string("kind"), one.line_of("kind")) for one in read_yaml(text) if _is_object(one)]
    except UnreadableError:
        if not _HELM_VALUE.search(text) or not re.search(r"^apiVersion:\s*\S", text, re.MULTILINE):
            return None
        rows = enumerate(text.split("\n"), start=1)
        found = [(match.group(1), number) for number, line in rows if (match := _KIND.match(line[:200].rstrip()))]
    return (tuple(kind for kind, _ in found), found[0][1]) if found else None


def _is_object(node: Node) -> bool:
    version = node.string("apiVersion")
    return node.kind == "mapping" and bool(version and node.string("kind")) and not version.startswith(_NO_CLUSTER)


def _chart(text: str) -> tuple[tuple[str, ...], int] | None:
    root = _first(text)
    name = root.string("name") if root is not None else ""
    return ((name,), root.line_of("name")) if root is not None and name and root.get("apiVersion") else None


def _terraform(text: str) -> tuple[tuple[str, ...], int] | None:
    found: list[tuple[str, int]] = []
    comment = False
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line[:MAX_LINE].strip()
        opens = bare.startswith("/*")
        if comment or opens or bare.startswith(("#", "//")):
            comment = (comment or opens) and "*/" not in bare
            continue
        match = _RESOURCE.match(bare)
        if match:
            found.append((match.group(2) if match.group(1) == "resource" else f"module.{match.group(2)}", number))
    return (tuple(name for name, _ in found), found[0][1]) if found else None


def _procfile(text: str) -> tuple[tuple[str, ...], int] | None:
    rows = enumerate(text.split("\n")[:200], start=1)
    found = [(match.group(1), number) for number, line in rows if (match := _PROCESS.match(line[:MAX_LINE]))]
    return (tuple(name for name, _ in found), found[0][1]) if found else None


def _app_engine(text: str) -> tuple[tuple[str, ...], int] | None:
    root = _first(text)
    if root is None or root.get("apiVersion"):
        return None
    runtime = root.string("runtime")
    return ((runtime,), root.line_of("runtime")) if runtime else None


def _cloud_formation(text: str) -> tuple[tuple[str, ...], int] | None:
    root = _first(text)
    resources = root.get("Resources") if root is not None else None
    if root is None or resources is None or not (root.get("AWSTemplateFormatVersion") or root.get("Transform")):
        return None
    return tuple(one.string("Type") for _, one, _ in resources.entries() if one.string("Type")), root.line_of("Resources")


def _heroku_app(text: str) -> tuple[tuple[str, ...], int] | None:
    """app.json is Heroku's when it has its keys; Expo's has the key `expo`."""
    return None if "expo" in read_json(text) else _json("buildpacks", "addons", "formation", "env", "stack", "success_url")(text)


_Row = tuple[re.Pattern[str], str, Reader]


def _row(names: str, kind: str, reader: Reader) -> _Row:
    return re.compile(rf"(?:.*/)?(?:{names})", re.IGNORECASE), kind, reader


_FILES: tuple[_Row, ...] = (
    _row(r"(?:docker-)?compose(?:[._-][\w.-]{1,60})?\.ya?ml|docker-stack\.ya?ml", "compose", _keys_under("services")),
    _row(r"Chart\.ya?ml", "helm", _chart),
    _row(r"[^/]{1,150}\.tf", "terraform", _terraform),
    _row(r"serverless\.ya?ml", "serverless", _keys_under("functions", "resources", "provider")),
    _row(r"Procfile", "procfile", _procfile),
    _row(r"vercel\.json|now\.json", "vercel", _json("*")),
    _row(r"netlify\.toml", "netlify", _toml("build", "redirects", "functions", "context", "headers", "dev")),
    _row(r"fly\.toml", "fly", _toml("app", "services", "http_service", "build")),
    _row(r"render\.ya?ml", "render", _names_in("services", "name")),
    _row(r"heroku\.ya?ml", "heroku", _has("build", "run", "setup")),
    _row(r"app\.json", "heroku", _heroku_app),
    _row(r"\.do/app\.ya?ml|\.do/deploy\.template\.ya?ml", "digitalocean", _has("services", "static_sites", "spec", "workers")),
    _row(r"app(?:\.[\w-]{1,30})?\.ya?ml", "appengine", _app_engine),
    _row(r"cloudbuild[\w.-]{0,40}\.ya?ml", "cloudbuild", _names_in("steps", "name")),
    _row(r"(?:template|sam|cloudformation)[\w-]{0,40}\.ya?ml", "cloudformation", _cloud_formation),
    _row(r"railway\.toml", "railway", _toml("build", "deploy")),
    _row(r"railway\.json", "railway", _json("build", "deploy")),
    _row(r"wrangler\.toml", "cloudflare", _toml("name", "main", "routes")),
    _row(r"firebase\.json", "firebase", _json("hosting", "functions", "firestore", "emulators", "storage")),
    _row(r"Dockerrun\.aws\.json", "beanstalk", _json("*")),
    _row(r"appspec\.ya?ml", "codedeploy", _has("hooks", "files", "Resources")),
    _row(r"Pulumi\.ya?ml", "pulumi", _has("name")),
    _row(r"cdk\.json", "cdk", _json("app")),
)
"""By file name (the first that fits), what the file is and what must be in it."""

_OPEN = frozenset({"appengine", "cloudformation"})
"""Kinds whose file names are used for other things, too: what does not fit may be a Kubernetes manifest."""
