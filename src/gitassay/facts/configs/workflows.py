"""Reads CI definitions: what starts them and which steps they take."""

import re
from collections.abc import Callable, Iterator

from gitassay.facts.configs.table import Step, Workflow
from gitassay.facts.formats.errors import UnreadableError
from gitassay.facts.formats.yaml import Node, read_yaml

MAX_STEPS = 1_000
MAX_RUN = 20_000
_FALSE = re.compile(r"^(?:\$\{\{\s*)?(?:false|0|''|\"\"|null|!\s*true)(?:\s*\}\})?$", re.IGNORECASE)
_RESERVED = frozenset(
    {"default", "include", "stages", "variables", "workflow", "image", "services", "cache", "before_script", "after_script", "spec"}
)
_TRAVIS = ("before_install", "install", "before_script", "script", "after_success", "before_deploy", "after_deploy")
_TRAVIS_USUAL = {
    "node_js": "npm test", "node": "npm test", "go": "go test ./...", "rust": "cargo test", "ruby": "rake test",
    "julia": "julia -e 'using Pkg; Pkg.test()'", "java": "mvn test", "php": "phpunit",
}  # fmt: skip
"""What Travis runs where a definition names only the language (its documentation, "Building a ... project")."""
_AZURE = ("script", "bash", "pwsh", "powershell")
_JENKINS = re.compile(r"^\s*(?:sh|bat|powershell|pwsh)\s*\(?\s*(?:script\s*:\s*)?(?:'''|\"\"\"|'|\")")
_JENKINS_STAGE = re.compile(r"^\s*(?:pipeline|node|stage)\b.{0,200}\{", re.MULTILINE)


def system_of(path: str) -> str | None:
    """The CI system a file belongs to by its path, None for none."""
    lower = path.lower()
    if re.fullmatch(r"\.github/workflows/[^/]+\.ya?ml", lower):
        return "github"
    name = lower.rpartition("/")[2]
    fixed = {".gitlab-ci.yml": "gitlab", ".gitlab-ci.yaml": "gitlab", ".travis.yml": "travis", ".circleci/config.yml": "circleci"}
    if lower in fixed:
        return fixed[lower]
    if re.fullmatch(r"azure-pipelines[\w.-]*\.ya?ml", name):
        return "azure"
    return "jenkins" if re.fullmatch(r"jenkinsfile(?:[.-][\w-]{1,50})?", name) else None


def read_workflow(path: str, system: str, text: str) -> Workflow | None:
    """Parse one definition; None when it holds nothing (a commented-out file). One that can't be read has a problem and never runs."""
    if system == "jenkins":
        return _jenkins(path, text)
    try:
        documents = [one for one in read_yaml(text) if one.kind != "scalar" or one.text]
    except UnreadableError as error:
        return Workflow(path, system, (), (), False, str(error))
    if not documents:
        return None
    if documents[-1].kind != "mapping":
        return Workflow(path, system, (), (), False, "not a mapping")
    return _READERS[system](path, documents[-1])


def _workflow(path: str, system: str, triggers: list[str], jobs: list[tuple[bool, list[Step]]]) -> Workflow:
    """A workflow of jobs, each with whether it can start: steps of those that can, or all of them when none can."""
    can = bool(triggers) and any(starts for starts, _ in jobs)
    steps = [step for starts, found in jobs for step in found if starts or not can]
    return Workflow(path, system, tuple(dict.fromkeys(triggers)), tuple(steps[:MAX_STEPS]), can and bool(steps))


def _github(path: str, root: Node) -> Workflow:
    on = root.get("on")
    triggers = [] if on is None else [name for name, _, _ in on.entries()] or [one.text for one in on.strings() if one.text]
    jobs = root.get("jobs")
    found: list[tuple[bool, list[Step]]] = []
    for _, job, _ in jobs.entries() if jobs is not None else ():
        steps = [step for one in job.children("steps") if not _is_false(one) for step in _github_step(one)]
        if job.string("uses"):
            steps.append(Step(job.string("uses"), "", job.line_of("uses")))
        found.append((not _is_false(job), steps))
    return _workflow(path, "github", triggers, found)


def _github_step(node: Node) -> Iterator[Step]:
    for key in ("uses", "run"):
        text = node.string(key)
        if text:
            uses, run = (text, "") if key == "uses" else ("", text)
            yield Step(uses[:500], run[:MAX_RUN], node.line_of(key))


def _is_false(node: Node, key: str = "if") -> bool:
    condition = node.get(key)
    return condition is not None and condition.kind == "scalar" and bool(_FALSE.match(condition.text.strip()[:100]))


def _scripts(node: Node, keys: tuple[str, ...]) -> list[Step]:
    """A step for each command under these keys, in the order of the keys."""
    found: list[Step] = []
    for key in keys:
        value = node.get(key)
        commands = value.strings() if value is not None else []
        found += [Step("", one.text[:MAX_RUN], _first(node, key, one)) for one in commands if one.text]
    return found


def _first(node: Node, key: str, command: Node) -> int:
    """The line of a command; that of its key when it stands alone."""
    value = node.get(key)
    return command.line if value is not None and value.kind == "sequence" else node.line_of(key)


def _gitlab(path: str, root: Node) -> Workflow:
    keys = ("before_script", "script", "after_script")
    shared = _scripts(root, ("before_script",)) + [
        step for one in [root.get("default")] if one for step in _scripts(one, ("before_script",))
    ]
    jobs: list[tuple[bool, list[Step]]] = []
    for name, job, line in root.entries():
        if name in _RESERVED or name.startswith(".") or job.kind != "mapping":
            continue
        steps = _scripts(job, keys)
        if not steps and (job.get("extends") or job.get("trigger")):
            steps = [Step(f"extends {job.string('extends')}".strip(), "", line)]
        if steps:
            jobs.append((job.string("when") != "never" and not _never(job), steps))
    includes = root.get("include")
    if includes is not None:
        jobs.append((True, [Step("include", "", root.line_of("include"))]))
    if jobs and shared:
        jobs.insert(0, (any(starts for starts, _ in jobs), shared))
    return _workflow(path, "gitlab", ["push"], jobs)


def _never(job: Node) -> bool:
    """Whether all rules of a job say never, without a condition."""
    rules = job.children("rules")
    return bool(rules) and all(one.string("when") == "never" for one in rules)


def _circleci(path: str, root: Node) -> Workflow:
    jobs: list[tuple[bool, list[Step]]] = []
    listed, flows = root.get("jobs"), root.get("workflows")
    started = set(_circle_names(flows)) if flows is not None else {"build"}
    for name, job, _ in listed.entries() if listed is not None else ():
        jobs.append((name in started, [step for one in job.children("steps") for step in _circle_step(one)]))
    return _workflow(path, "circleci", ["push"], jobs)


def _circle_names(flows: Node) -> Iterator[str]:
    for _, flow, _ in flows.entries():
        for job in flow.children("jobs"):
            if job.kind == "scalar":
                yield job.text
            yield from (name for name, _, _ in job.entries())


def _circle_step(node: Node) -> Iterator[Step]:
    if node.kind == "scalar":
        yield Step(node.text[:500], "", node.line)
    for name, body, line in node.entries():
        if name == "run":
            yield Step("", (body.text or body.string("command"))[:MAX_RUN], line)
        elif name not in ("when", "unless"):
            yield Step(name[:500], "", line)


def _travis(path: str, root: Node) -> Workflow:
    steps = _scripts(root, _TRAVIS)
    for key in ("jobs", "matrix"):
        home = root.get(key)
        for job in home.children("include") if home is not None else []:
            steps += _scripts(job, _TRAVIS)
    usual = _TRAVIS_USUAL.get(root.string("language"))
    if root.get("script") is None and usual:
        steps.append(Step("", usual, root.line_of("language")))
    return _workflow(path, "travis", ["push"], [(True, steps)])


def _azure(path: str, root: Node) -> Workflow:
    off = [root.string(key) == "none" for key in ("trigger", "pr")]
    triggers = [name for name, none in zip(("push", "pull_request"), off, strict=True) if not none]
    triggers += ["schedule"] if root.get("schedules") else []
    jobs = [(not _is_false(home, "condition"), _azure_steps(home)) for home in _azure_homes(root)]
    return _workflow(path, "azure", triggers, jobs)


def _azure_homes(root: Node) -> Iterator[Node]:
    yield root
    stages = [root, *root.children("stages")]
    for stage in stages:
        for job in stage.children("jobs"):
            yield job
            strategy = job.get("strategy")
            once = strategy.get("runOnce") if strategy is not None else None
            deploy = once.get("deploy") if once is not None else None
            if deploy is not None:
                yield deploy


def _azure_steps(home: Node) -> list[Step]:
    found: list[Step] = []
    for node in home.children("steps"):
        for key in (*_AZURE, "task", "template"):
            text = node.string(key)
            if text and not _is_false(node, "condition"):
                uses, run = ("", text) if key in _AZURE else (text, "")
                found.append(Step(uses[:500], run[:MAX_RUN], node.line_of(key)))
    return found


def _jenkins(path: str, text: str) -> Workflow | None:
    """Read the shell steps of a Jenkinsfile by its lines; comments count as nothing."""
    lines = [line[:MAX_RUN] for line in text[:200_000].split("\n")]
    live = _without_comments(lines)
    if not any(line.strip() for line in live):
        return None
    steps: list[Step] = []
    number = 0
    while number < len(live):
        match = _JENKINS.match(live[number])
        number += 1
        if match:
            mark = match.group()[-3:] if match.group().endswith(("'''", '"""')) else match.group()[-1]
            body = [live[number - 1][match.end() :]]
            start = number
            while len(mark) == 3 and mark not in body[-1] and number < len(live):
                body.append(live[number])
                number += 1
            steps.append(Step("", "\n".join(body).split(mark, 1)[0].strip()[:MAX_RUN], start))
    runs = bool(_JENKINS_STAGE.search("\n".join(live)))
    return Workflow(path, "jenkins", ("push",) if runs else (), tuple(steps[:MAX_STEPS]), runs and bool(steps))


def _without_comments(lines: list[str]) -> list[str]:
    kept: list[str] = []
    inside = False
    for line in lines:
        bare = line.strip()
        if inside or bare.startswith(("//", "/*", "#!")):
            inside = (inside or bare.startswith("/*")) and "*/" not in bare
            kept.append("")
        else:
            kept.append(line)
    return kept


_READERS: dict[str, Callable[[str, Node], Workflow]] = {
    "github": _github,
    "gitlab": _gitlab,
    "circleci": _circleci,
    "travis": _travis,
    "azure": _azure,
}
