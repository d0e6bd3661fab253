"""The rows of the configuration table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a workflow job: the action it uses ("" for a command) and its command text."""

    uses: str
    run: str
    line: int


@dataclass(frozen=True, slots=True)
class Workflow:
    """One CI definition. `system` is github, gitlab, circleci, travis, azure or jenkins.

    `runs` is False when it can never start (no trigger, or every job has a constant false condition). Steps that can never
    start are left out of a workflow that runs. `problem` says why it could not be read.
    """

    path: str
    system: str
    triggers: tuple[str, ...]
    steps: tuple[Step, ...]
    runs: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction of a container file, line continuations joined: `keyword` upper case."""

    keyword: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class ContainerFile:
    """One Dockerfile or Containerfile with at least one real instruction."""

    path: str
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True, slots=True)
class Deployment:
    """A file that deploys.

    `kind` is compose, kubernetes, helm, terraform, serverless, procfile, vercel, netlify, fly, render, heroku, appengine, spaces ...
    `resources` are names of what it declares (service names, Kubernetes kinds, Terraform resource types). `is_own` is False for a compose
    file that starts stock databases and tools alone.
    """

    path: str
    kind: str
    resources: tuple[str, ...]
    line: int
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class ImageBuild:
    """An image that a compose file builds from the repository: the folder it is built in, and its container file ("" for the usual name).

    Both are as written, the container file relative to the folder, the folder to the compose file's own.
    """

    path: str
    context: str
    container_file: str
    line: int


@dataclass(frozen=True, slots=True)
class ToolConfig:
    """A configured tool (ruff, mypy, eslint, pre-commit, dvc, dependabot, renovate ...), where it is configured."""

    tool: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Configs:
    """All configuration of one repository, each tuple sorted by path."""

    workflows: tuple[Workflow, ...] = ()
    containers: tuple[ContainerFile, ...] = ()
    deployments: tuple[Deployment, ...] = ()
    builds: tuple[ImageBuild, ...] = ()
    tools: tuple[ToolConfig, ...] = ()
