from pathlib import Path

import pytest

from gitassay.sandbox.bubblewrap import Limits, Mount, SandboxMissingError, SandboxRefusedError, command_line, find_bubblewrap

LIMITS = Limits(scratch_bytes=7)


def test_the_command_shares_nothing_and_writes_nowhere() -> None:
    line = command_line(Path("/b/bwrap"), ["python", "a"], [Mount(Path("/x/tree"), "/repository")], LIMITS)
    assert line[:9] == [
        "/b/bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--cap-drop",
        "ALL",
        "--hostname",
        "sandbox",
    ]
    assert line[-9:] == ["/tmp", "--ro-bind", "/x/tree", "/repository", "--chdir", "/repository", "--", "python", "a"]
    assert "--share-net" not in line
    assert "--bind" not in line
    assert line[line.index("--size") : line.index("--size") + 4] == ["--size", "7", "--tmpfs", "/tmp"]


def test_a_network_and_a_folder_to_write_to_have_to_be_asked_for() -> None:
    line = command_line(Path("/b/bwrap"), ["pip"], [Mount(Path("/x/site"), "/site", writable=True)], LIMITS, network=True)
    assert "--share-net" in line
    assert line[line.index("--bind") + 1] == "/x/site"


def test_without_bubblewrap_nothing_is_run_and_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxMissingError, match=r"Install it \(Debian: apt install bubblewrap\)\.|Use a Linux machine\."):
        find_bubblewrap()


def test_a_machine_that_allows_no_sandbox_is_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(SandboxRefusedError) as caught:
        find_bubblewrap()
    assert str(caught.value) == (
        "bubblewrap can't make a sandbox here (bwrap: No permissions to create new namespace), so nothing was run. "
        "Allow unprivileged user namespaces on this machine."
    )
