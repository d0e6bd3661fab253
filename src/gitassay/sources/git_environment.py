"""The environment and configuration in which git runs: nothing of this machine's, nothing of the candidate's.

Settings were measured against git 2.39. Configuration travels in `GIT_CONFIG_COUNT/KEY/VALUE`: it is invisible in `ps`
and GitPython does not have to be told to allow options it rightly refuses.
"""

import os
from pathlib import Path

CLONE_PROTOCOLS = ("https",)

_CONFIGURATION = {
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.symlinks": "false",
    "core.protectHFS": "true",
    "core.protectNTFS": "true",
    "core.attributesFile": "/dev/null",
    "core.excludesFile": "/dev/null",
    "core.commitGraph": "false",  # an index that comes with the objects can lend a commit other parents and dates
    "core.multiPackIndex": "false",
    "credential.helper": "",
    "http.followRedirects": "false",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "20",
    "transfer.fsckObjects": "true",
    "submodule.recurse": "false",
    "fetch.recurseSubmodules": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "log.mailmap": "false",
    "log.showSignature": "false",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "diff.external": "",
    "core.bigFileThreshold": "8m",
    "core.packedGitLimit": "256m",
    "core.deltaBaseCacheLimit": "32m",
    "pack.threads": "1",
    "pack.windowMemory": "64m",
    "advice.detachedHead": "false",
}

HARMLESS_FAULTS = ("missingSpaceBeforeDate", "zeroPaddedFilemode", "badTimezone", "missingEmail")
"""Faults of old but honest repositories that fsck may pass over; every other one refuses the clone."""


def git_environment(home: Path, protocols: tuple[str, ...] = (), git_dir: Path | None = None, trust_owner: bool = False) -> dict[str, str]:
    """Return the whole environment for a git process, from nothing: no token, no proxy, no settings of this machine.

    `home` is an empty folder; `protocols` are the transports allowed (none for reading). With `git_dir` the repository is
    named explicitly, which `safe.bareRepository` demands. `trust_owner` is for local folders that belong to somebody else:
    their owner is not asked for, since nothing of their configuration is read.
    """
    configuration = dict(_CONFIGURATION)
    configuration |= {f"protocol.{protocol}.allow": "always" for protocol in protocols}
    configuration |= {f"fetch.fsck.{fault}": "ignore" for fault in HARMLESS_FAULTS}
    if trust_owner:
        configuration["safe.directory"] = "*"
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "/bin/false",
        "SSH_ASKPASS": "/bin/false",
        "GIT_ALLOW_PROTOCOL": ":".join(protocols) or "none",
        "GIT_PROTOCOL_FROM_USER": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "GIT_EDITOR": "false",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "GIT_TEMPLATE_DIR": str(home),
        "GIT_CONFIG_COUNT": str(len(configuration)),
    }
    for number, (key, value) in enumerate(configuration.items()):
        environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    if git_dir is not None:
        environment["GIT_DIR"] = str(git_dir)
    return environment
