"""Goes through the files once and hands each to the reader that knows it."""

from dataclasses import replace

from gitassay.facts.configs.compose import read_compose
from gitassay.facts.configs.containers import is_container_file, read_container
from gitassay.facts.configs.deployments import read_deployment, read_spaces
from gitassay.facts.configs.table import Configs, ContainerFile, Deployment, ImageBuild, ToolConfig, Workflow
from gitassay.facts.configs.tools import read_tools, wants_look
from gitassay.facts.configs.workflows import read_workflow, system_of
from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import Texts

MAX_BYTES = 1_000_000
MAX_FILES = 3_000
_YAML = (".yml", ".yaml")
_DEPLOYING = (
    ".tf",
    "vercel.json",
    "now.json",
    "netlify.toml",
    "fly.toml",
    "app.json",
    "railway.toml",
    "railway.json",
    "wrangler.toml",
    "procfile",
)
_DEPLOYING_TOO = ("firebase.json", "dockerrun.aws.json", "cdk.json")


def read_configs(files: tuple[RepositoryFile, ...], texts: Texts) -> Configs:
    """Parse container files, workflows, deployment files and tool settings; commented-out text counts as nothing."""
    wanted = [file for file in files if _is_config(file)][:MAX_FILES]
    texts.preload((file.path for file in wanted), MAX_BYTES)
    workflows: list[Workflow] = []
    containers: list[ContainerFile] = []
    deployments: list[Deployment] = []
    builds: list[ImageBuild] = []
    tools: list[ToolConfig] = []
    for file in wanted:
        text = texts.text(file.path, MAX_BYTES)
        system = system_of(file.path)
        if text is None:
            workflows += [Workflow(file.path, system, (), (), False, "absent, too large or not text")] if system else []
            continue
        tools += read_tools(file.path, text) if wants_look(file.path) else []
        if system:
            workflows += [one for one in [read_workflow(file.path, system, text)] if one]
        elif is_container_file(file.path):
            containers += [one for one in [read_container(file.path, text)] if one]
        else:
            deployed = read_deployment(file.path, text)
            if deployed and deployed.kind == "compose":
                compose = read_compose(file.path, text)
                builds += compose.builds
                deployed = replace(deployed, is_own=compose.is_own)
            deployments += [deployed] if deployed else []
    deployments += _spaces(files, texts)
    return Configs(
        workflows=tuple(workflows),
        containers=tuple(containers),
        deployments=tuple(sorted(deployments, key=lambda one: (one.path, one.line))),
        builds=tuple(builds),
        tools=tuple(sorted(tools, key=lambda one: (one.path, one.line, one.tool))),
    )


def _is_config(file: RepositoryFile) -> bool:
    if file.role == "vendored" or file.size is None or len(file.path) > 1_000:
        return False
    lower = file.path.lower()
    known = lower.endswith((*_YAML, *_DEPLOYING, *_DEPLOYING_TOO)) or is_container_file(file.path)
    return known or system_of(file.path) is not None or wants_look(file.path)


def _spaces(files: tuple[RepositoryFile, ...], texts: Texts) -> list[Deployment]:
    """The README in the root folder says whether the repository is a Space."""
    found = []
    for file in files:
        if file.path.lower() == "readme.md":
            lines = (texts.text(file.path, MAX_BYTES) or "").split("\n")[:60]
            found += [one for one in [read_spaces(file.path, lines)] if one]
    return found
