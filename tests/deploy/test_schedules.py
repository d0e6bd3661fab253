"""The ready schedules, each judged by the linter or schema of what runs it."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from gitassay.cli.app import command_line

DEPLOY = Path(__file__).parents[2] / "deploy"
BIN = Path(sys.executable).parent
KUBERNETES = "1.33"


def said(*command: str | Path) -> tuple[int, str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_the_dockerfile_passes_hadolint() -> None:
    assert said(BIN / "hadolint", "--failure-threshold", "info", DEPLOY / "Dockerfile") == (0, "")


def test_the_action_follows_githubs_schema() -> None:
    code, text = said(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", DEPLOY.parent / "action.yml")

    assert code == 0, text


def test_the_action_passes_zizmor() -> None:
    code, text = said(BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", DEPLOY.parent / "action.yml")

    assert code == 0, text


def test_what_the_action_installs_is_there() -> None:
    action = yaml.safe_load((DEPLOY.parent / "action.yml").read_text())
    install = next(step["run"] for step in action["runs"]["steps"] if step.get("name") == "Install gitassay")

    assert (DEPLOY.parent / "requirements-batch.lock").is_file()
    assert '--require-hashes --only-binary :all: -r "$GITHUB_ACTION_PATH/requirements-batch.lock"' in install


def test_the_image_runs_without_privileges() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()

    assert [line for line in lines if line.startswith("USER")] == ["USER 65532:65532"]


@pytest.mark.parametrize("name", ["batch", "release"])
def test_the_workflows_follow_githubs_schema(name: str) -> None:
    code, text = said(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", DEPLOY / "github-actions" / f"{name}.yml")

    assert code == 0, text


@pytest.mark.parametrize("name", ["batch", "release"])
def test_the_workflows_pass_zizmor(name: str) -> None:
    code, text = said(BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", DEPLOY / "github-actions" / f"{name}.yml")

    assert code == 0, text


@pytest.mark.parametrize("name", ["cronjob", "networkpolicy", "volume"])
def test_kubernetes_objects_follow_its_schema(name: str) -> None:
    code, text = said(BIN / "kubernetes-validate", "--strict", "-k", KUBERNETES, DEPLOY / "kubernetes" / f"{name}.yaml")

    assert code == 0, text


def test_the_cron_job_may_do_nothing_it_need_not() -> None:
    pod = pod_of_the_cron_job()

    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["automountServiceAccountToken"] is False
    assert [container["securityContext"] for container in (*pod["initContainers"], *pod["containers"])] == [
        {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
    ] * 2


def pod_of_the_cron_job() -> Any:
    return yaml.safe_load((DEPLOY / "kubernetes" / "cronjob.yaml").read_text())["spec"]["jobTemplate"]["spec"]["template"]["spec"]


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units with a program that is on this machine: systemd looks whether it is there."""
    for unit in (DEPLOY / "systemd").iterdir():
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/gitassay/bin/gitassay", str(BIN / "gitassay")))
    return sorted(tmp_path.iterdir())


def test_the_units_pass_systemds_own_check(units: list[Path]) -> None:
    program = shutil.which("systemd-analyze")
    assert program is not None, "The units are checked by systemd: apt-get install systemd (Debian)."

    assert said(program, "verify", "--man=no", *units) == (0, "")


def ready_commands() -> list[list[str]]:
    """What the schedules run, without the program's name."""
    pod = pod_of_the_cron_job()
    unit = (DEPLOY / "systemd" / "gitassay-batch.service").read_text()
    started = [line.partition("=")[2] for line in unit.splitlines() if line.startswith(("ExecStart=", "ExecStartPre="))]
    steps = yaml.safe_load((DEPLOY / "github-actions" / "batch.yml").read_text())["jobs"]["assess"]["steps"]
    run = [step["run"] for step in steps if step.get("run", "").startswith("gitassay")]
    contained = [container["args"] for container in (*pod["initContainers"], *pod["containers"])]
    return [*contained, *(shlex.split(line)[1:] for line in (*started, *run))]


def test_each_schedule_erases_who_is_due_and_then_assesses() -> None:
    assert [arguments[:2] for arguments in ready_commands()] == [["retention", "purge"], ["batch", "run"]] * 3


@pytest.mark.parametrize("arguments", ready_commands())
def test_the_schedules_run_a_command_that_there_is(arguments: list[str]) -> None:
    group = typer.main.get_command(command_line())
    commands = group.commands[arguments[0]]  # type: ignore[attr-defined]
    command = commands.commands[arguments[1]]

    command.make_context("run", arguments[2:])
