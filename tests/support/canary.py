"""Canaries: things that show that something of a repository was executed, followed or contacted."""

import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

HOST_SECRET = "canary-host-7c1f0d9be2a84655"


@dataclass(frozen=True, slots=True)
class Canary:
    """Places outside the zoo. `perch` stays empty unless a repository got something executed."""

    root: Path
    port: int = 9
    perch: Path = field(init=False)
    host_file: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "perch", self.root / "perch")
        object.__setattr__(self, "host_file", self.root / "host" / "passwords.txt")
        self.perch.mkdir(parents=True, exist_ok=True)
        self.host_file.parent.mkdir(parents=True, exist_ok=True)
        self.host_file.write_text(f"# {HOST_SECRET}\nimport {HOST_SECRET.replace('-', '_')}\n")

    def file(self, animal: str) -> str:
        """The path that an executed payload writes."""
        return str(self.perch / animal)

    def shell(self, animal: str) -> str:
        """A shell command that shows it was executed."""
        return f"touch {self.file(animal)}"

    def python(self, animal: str) -> str:
        """A Python expression that shows it was executed."""
        return f"open({self.file(animal)!r}, 'w').close()"

    def url(self, path: str) -> str:
        """An address on this machine that counts its visitors."""
        return f"http://127.0.0.1:{self.port}/{path}"

    def fired(self) -> list[str]:
        """Which animals got something executed."""
        return sorted(path.name for path in self.perch.iterdir())


class Listener:
    """Counts connections to a port of this machine; it answers nothing."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.visits: list[bytes] = []
        self._thread = threading.Thread(target=self._count, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=5)

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(0.2)
                try:
                    self.visits.append(connection.recv(200))
                except OSError:
                    self.visits.append(b"")
