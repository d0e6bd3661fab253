import time

import pytest

from gitassay.facts.configs import Configs, ContainerFile, Deployment, Instruction, Step, ToolConfig, Workflow
from tests.support.memory import repository


def configs(files: dict[str, str | bytes]) -> Configs:
    return repository(files).configs


def workflow(path: str, text: str) -> Workflow:
    found = configs({path: text}).workflows
    assert len(found) == 1
    return found[0]


DOCKERFILE = """\
# syntax=docker/dockerfile:1
FROM python:3.11-slim AS base

run pip install \\
    # why this one
    flask \\

    numpy
COPY . /app
CMD ["python", "app.py"]
"""


def test_a_container_file_gives_instructions_with_continuations_joined() -> None:
    assert configs({"Dockerfile": DOCKERFILE}).containers == (
        ContainerFile(
            "Dockerfile",
            (
                Instruction("FROM", "python:3.11-slim AS base", 2),
                Instruction("RUN", "pip install flask numpy", 4),
                Instruction("COPY", ". /app", 9),
                Instruction("CMD", '["python", "app.py"]', 10),
            ),
        ),
    )


def test_a_container_file_that_is_all_comments_is_nothing() -> None:
    assert configs({"Dockerfile": "# FROM python\n# RUN x\n\n"}).containers == ()
    assert configs({"Dockerfile": "just some words about docker\n"}).containers == ()


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("Dockerfile", True),
        ("docker/Dockerfile.gpu", True),
        ("api.dockerfile", True),
        ("Containerfile", True),
        ("Dockerfile.dockerignore", False),
        ("Dockerfile.md", False),
        ("my_dockerfile_notes", False),
    ],
)
def test_container_files_are_told_by_name(path: str, known: bool) -> None:
    assert bool(configs({path: "FROM x\n"}).containers) is known


def test_a_here_document_belongs_to_its_instruction() -> None:
    found = configs({"Dockerfile": "FROM x\nRUN <<EOF\napt update\nFROM trick\nEOF\nUSER a\n"}).containers[0]
    assert found.instructions[1:] == (Instruction("RUN", "<<EOF\napt update\nFROM trick", 2), Instruction("USER", "a", 6))


GITHUB = """\
name: CI
on:
  push:
    branches: [main]
  pull_request:
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - name: Tests
        run: |
          pip install .
          pytest
      - if: false
        run: never
  off:
    if: ${{ false }}
    steps:
      - run: pytest -x
  shared:
    uses: ada/shared/.github/workflows/lint.yml@main
"""


def test_a_github_workflow_gives_triggers_and_steps_with_lines() -> None:
    assert workflow(".github/workflows/ci.yml", GITHUB) == Workflow(
        ".github/workflows/ci.yml",
        "github",
        ("push", "pull_request"),
        (
            Step("actions/checkout@v4", "", 10),
            Step("", "pip install .\npytest\n", 12),
            Step("ada/shared/.github/workflows/lint.yml@main", "", 22),
        ),
        True,
    )


@pytest.mark.parametrize("trigger", ["on: push", "on: [push, pull_request]", "'on': push", '"on":\n  push:'])
def test_each_form_of_trigger_counts(trigger: str) -> None:
    assert workflow(".github/workflows/a.yaml", f"{trigger}\njobs:\n  a:\n    steps:\n      - run: make\n").runs


def test_a_workflow_without_a_trigger_never_runs() -> None:
    found = workflow(".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n      - run: make\n")
    assert (found.triggers, found.runs, found.steps) == ((), False, (Step("", "make", 4),))


def test_a_workflow_whose_jobs_are_all_off_never_runs() -> None:
    text = "on: push\njobs:\n  a:\n    if: false\n    steps:\n      - run: make\n"
    assert not workflow(".github/workflows/a.yml", text).runs
    assert workflow(".github/workflows/a.yml", text.replace("false", "github.ref == 'x'")).runs


def test_a_commented_workflow_is_nothing_and_a_broken_one_has_a_problem() -> None:
    assert configs({".github/workflows/a.yml": "# on: push\n# jobs:\n"}).workflows == ()
    assert workflow(".github/workflows/a.yml", "on: push\njobs: [\n") == Workflow(
        ".github/workflows/a.yml", "github", (), (), False, "not valid YAML"
    )
    assert workflow(".github/workflows/a.yml", "- a\n").problem == "not a mapping"


def test_workflows_lie_in_one_folder_only() -> None:
    assert (
        configs({"templates/.github/workflows/a.yml": GITHUB, ".github/workflows/sub/a.yml": GITHUB, "workflows/a.yml": GITHUB}).workflows
        == ()
    )


def test_anchors_and_merges_are_followed() -> None:
    text = "on: push\nx: &base\n  steps:\n    - run: make\njobs:\n  a:\n    <<: *base\n"
    assert workflow(".github/workflows/a.yml", text).steps == (Step("", "make", 4),)


def test_only_line_feeds_end_lines() -> None:
    assert workflow(".travis.yml", "# a\u2028b\x85c\rd\r\nscript: make\r\n").steps == (Step("", "make", 2),)


def test_gitlab() -> None:
    text = (
        "stages: [test]\ndefault:\n  before_script:\n    - pip install .\n.hidden:\n  script: no\ntest:\n"
        "  script:\n    - pytest\n    - ruff check\n"
        "off:\n  when: never\n  script: deploy\n"
    )
    assert workflow(".gitlab-ci.yml", text) == Workflow(
        ".gitlab-ci.yml", "gitlab", ("push",), (Step("", "pip install .", 4), Step("", "pytest", 9), Step("", "ruff check", 10)), True
    )


def test_circleci() -> None:
    text = (
        "version: 2.1\njobs:\n  test:\n    steps:\n      - checkout\n      - run: pytest\n      - run:\n          command: ruff check\n"
        "  unused:\n    steps:\n      - run: no\nworkflows:\n  all:\n    jobs:\n      - test\n"
    )
    assert workflow(".circleci/config.yml", text) == Workflow(
        ".circleci/config.yml", "circleci", ("push",), (Step("checkout", "", 5), Step("", "pytest", 6), Step("", "ruff check", 7)), True
    )


def test_travis() -> None:
    text = "language: python\ninstall: pip install .\nscript:\n  - pytest\njobs:\n  include:\n    - script: mypy\n"
    assert workflow(".travis.yml", text).steps == (Step("", "pip install .", 2), Step("", "pytest", 4), Step("", "mypy", 7))
    assert workflow(".travis.yml", "language: node_js\n").steps == (Step("", "npm test", 1),)


def test_azure() -> None:
    text = (
        "trigger: [main]\njobs:\n- job: a\n  steps:\n  - task: UsePythonVersion@0\n  - script: pytest\n- job: b\n"
        "  condition: false\n  steps:\n  - bash: no\n"
    )
    assert workflow("azure-pipelines.yml", text) == Workflow(
        "azure-pipelines.yml", "azure", ("push", "pull_request"), (Step("UsePythonVersion@0", "", 5), Step("", "pytest", 6)), True
    )
    assert not workflow("azure-pipelines.yml", "trigger: none\npr: none\nsteps:\n- script: x\n").runs


def test_jenkins() -> None:
    text = (
        "pipeline {\n  stages {\n    stage('Test') {\n      steps {\n        // sh 'no'\n        sh 'pytest -x'\n"
        "        sh '''\n          make\n          make test\n        '''\n      }\n    }\n  }\n}\n"
    )
    assert workflow("Jenkinsfile", text) == Workflow(
        "Jenkinsfile", "jenkins", ("push",), (Step("", "pytest -x", 6), Step("", "make\n          make test", 7)), True
    )
    assert configs({"Jenkinsfile": "// pipeline {\n"}).workflows == ()


@pytest.mark.parametrize(
    ("path", "text", "kind", "resources", "line"),
    [
        ("docker-compose.yml", "version: '3'\nservices:\n  web: {image: a}\n  db:\n    image: b\n", "compose", ("web", "db"), 2),
        (
            "k8s/app.yaml",
            "# x\napiVersion: apps/v1\nkind: Deployment\n---\napiVersion: v1\nkind: Service\n",
            "kubernetes",
            ("Deployment", "Service"),
            3,
        ),
        (
            "chart/templates/app.yaml",
            "apiVersion: apps/v1\nkind: Deployment\nname: {{ .Values.name }}\n{{- end }}\n",
            "kubernetes",
            ("Deployment",),
            2,
        ),
        ("chart/Chart.yaml", "apiVersion: v2\nname: app\n", "helm", ("app",), 2),
        (
            "infra/main.tf",
            '# resource "aws_no" "a" {\n/* resource "aws_no" "b" {\n*/\nresource "aws_instance" "web" {\n}\n',
            "terraform",
            ("aws_instance",),
            4,
        ),
        ("serverless.yml", "service: a\nfunctions:\n  hello:\n    handler: a.b\n", "serverless", ("hello",), 2),
        ("Procfile", "web: gunicorn app:app\nworker: celery\n", "procfile", ("web", "worker"), 1),
        ("vercel.json", '{\n "builds": []\n}\n', "vercel", ("builds",), 2),
        ("netlify.toml", '[build]\ncommand = "npm run build"\n', "netlify", ("build",), 1),
        ("fly.toml", '# x\napp = "mine"\n', "fly", ("app",), 2),
        ("render.yaml", "services:\n  - type: web\n    name: api\n", "render", ("api",), 1),
        ("app.json", '{"name": "a",\n "env": {"A": "b"}}\n', "heroku", ("env",), 2),
        ("app.yaml", "runtime: python39\n", "appengine", ("python39",), 1),
        ("app.yaml", "apiVersion: v1\nkind: Pod\n", "kubernetes", ("Pod",), 2),
        ("cloudbuild.yaml", "steps:\n- name: gcr.io/builder\n", "cloudbuild", ("gcr.io/builder",), 1),
        (
            "template.yaml",
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n",
            "cloudformation",
            ("AWS::Serverless::Function",),
            2,
        ),
        ("README.md", "---\ntitle: App\nsdk: gradio\n---\n# App\n", "spaces", ("gradio",), 3),
    ],
)
def test_a_file_that_deploys_is_known(path: str, text: str, kind: str, resources: tuple[str, ...], line: int) -> None:
    assert configs({path: text}).deployments == (Deployment(path, kind, resources, line),)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docker-compose.yml", "# services:\n#   web: {}\n"),
        ("docker-compose.yml", "services:\n"),
        ("k8s.yaml", "# apiVersion: v1\n# kind: Pod\na: b\n"),
        ("catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\n"),
        ("main.tf", '# resource "a" "b" {}\nvariable "x" {}\n'),
        ("vercel.json", "{}"),
        ("app.json", '{"expo": {"name": "a"}, "env": {}}'),
        ("app.yaml", "name: mine\n"),
        ("template.yaml", "title: a\n"),
        ("Procfile", "# web: gunicorn\n"),
        ("README.md", "sdk: gradio\n"),
        ("fly.toml", "[[[\n"),
    ],
)
def test_a_file_that_declares_nothing_deploys_nothing(path: str, text: str) -> None:
    assert configs({path: text}).deployments == ()


def test_tools_are_told_by_files_of_their_own() -> None:
    files = {
        ".pre-commit-config.yaml": "# x\nrepos: []\n",
        "ruff.toml": "line-length = 1\n",
        "web/.eslintrc.json": "{}\n",
        ".github/dependabot.yml": "version: 2\n",
        "dvc.yaml": "stages: {}\n",
        "Makefile": "test:\n\tpytest\n",
        "openapi.yaml": "openapi: 3.0.0\n",
        "mypy.ini": "# [mypy]\n",
    }
    assert configs(dict(files)).tools == (
        ToolConfig("dependabot", ".github/dependabot.yml", 1),
        ToolConfig("pre-commit", ".pre-commit-config.yaml", 2),
        ToolConfig("make", "Makefile", 1),
        ToolConfig("dvc", "dvc.yaml", 1),
        ToolConfig("openapi", "openapi.yaml", 1),
        ToolConfig("ruff", "ruff.toml", 1),
        ToolConfig("eslint", "web/.eslintrc.json", 1),
    )


def test_tools_are_told_by_sections_of_shared_files() -> None:
    files = {
        "pyproject.toml": '[project]\nname = "a"\n[tool.ruff]\nselect = []\n[tool.mypy]\nstrict = true\n[tool.poetry]\nname = "a"\n',
        "setup.cfg": "[metadata]\nname = a\n[flake8]\nmax = 1\n",
        "tox.ini": "[tox]\nenvlist = a\n[pytest]\nx = y\n",
        "package.json": '{\n "name": "a",\n "eslintConfig": {"extends": "x"}\n}\n',
    }
    assert configs(dict(files)).tools == (
        ToolConfig("eslint", "package.json", 3),
        ToolConfig("ruff", "pyproject.toml", 3),
        ToolConfig("mypy", "pyproject.toml", 5),
        ToolConfig("flake8", "setup.cfg", 3),
        ToolConfig("tox", "tox.ini", 1),
        ToolConfig("pytest", "tox.ini", 3),
    )


def test_what_create_react_app_writes_for_its_own_build_configures_no_checker() -> None:
    assert configs({"package.json": '{\n "eslintConfig": {"extends": ["react-app", "react-app/jest"]}\n}\n'}).tools == ()
    own = '{\n "eslintConfig": {"extends": "react-app", "rules": {"semi": "error"}}\n}\n'
    assert configs({"package.json": own}).tools == (ToolConfig("eslint", "package.json", 2),)


def test_typescript_is_a_checker_where_it_is_strict() -> None:
    assert configs({"tsconfig.json": '{\n "compilerOptions": {\n  // "strict": true\n  "strict": true,\n }\n}\n'}).tools == (
        ToolConfig("typescript", "tsconfig.json", 4),
    )
    assert configs({"tsconfig.json": '{"compilerOptions": {"strict": false}}\n'}).tools == ()


def test_vendored_configuration_is_left_out() -> None:
    assert configs({"vendor/a/Dockerfile": "FROM x\n", "node_modules/a/.eslintrc.json": "{}"}) == Configs()


ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 10)
)
CHAIN = "a0: &a0 {k: 1}\n" + "".join(f"a{number}: &a{number} {{<<: *a{number - 1}, k{number}: 1}}\n" for number in range(1, 3_000))
BOMBS = [
    ALIASES + "on: push\njobs: *a9\nservices: *a9\n",
    CHAIN,
    "jobs: &j\n  again: *j\n  <<: *j\n",
    "[" * 15_000,
    "? " * 9_000 + "a\n",
    "- " * 9_000,
    "[a," * 6_000,
    '{"a":' * 100_000,
    "9" * 100_000,
    "a: !!python/object/apply:os.system ['exit']\n",
    ".".join(["a"] * 50_000) + " = 1\n",
    "x" * 900_000,
    "RUN <<A <<B <<C\n" * 10_000,
    "RUN a \\\n" * 50_000,
    "sh '''\n" * 20_000,
    "---\n" * 20_000,
    " " * 190_000 + "x",
    "\ufdfa" * 50_000,
    "a\0" * 50_000,
]
PLACES = (
    "Dockerfile", ".github/workflows/a.yml", ".gitlab-ci.yml", ".travis.yml", ".circleci/config.yml",
    "azure-pipelines.yml", "Jenkinsfile", "compose.yaml", "k8s.yaml", "Chart.yaml", "main.tf", "serverless.yml",
    "Procfile", "vercel.json", "netlify.toml", "render.yaml", "app.json", "app.yaml", "template.yaml", "tox.ini",
    "tsconfig.json", "pyproject.toml", "package.json", "README.md",
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(BOMBS)))
def test_no_configuration_hangs_or_breaks_a_parser(number: int) -> None:
    started = time.monotonic()
    for path in PLACES:
        assert "posix" not in str(configs({path: BOMBS[number]}))
    assert time.monotonic() - started < 20


def test_an_alias_bomb_is_a_problem_in_plain_words() -> None:
    assert workflow(".github/workflows/a.yml", BOMBS[0]).problem == "aliases that would make it too large"
    assert workflow(".github/workflows/a.yml", BOMBS[2]).problem == "an alias that refers to itself or to nothing"
    assert workflow(".github/workflows/a.yml", BOMBS[3]).problem == "nested too deep"
