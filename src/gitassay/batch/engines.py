"""What tasks run on: threads of this process around limited children, or a Dask cluster. One interface, `concurrent.futures.Executor`."""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

from gitassay.batch.errors import BatchError, EngineLostError

T = TypeVar("T")
RETRY_SECONDS = 2.0
LAST_SECONDS = 10.0
"""For a process that has answered to clear up."""


class WorkerDiedError(Exception):
    """A task took the process it ran on with it, more than once in a row."""


class Engine(Protocol):
    """Runs tasks. `workers` is how many at a time; `here` tells that they run in this process and see its disk."""

    workers: int
    here: bool

    def run(self, do: Callable[..., T], *arguments: Any, longest: float, apart: bool = False) -> T:
        """Do something on a worker and return what came of it; `apart` where it can take nobody else's work with it.

        Raises:
            WorkerDiedError: it ended its worker.
            EngineLostError: the engine is gone; what it was doing can be done again.
            TimeoutError: it took longer than `longest` seconds.
        """
        ...

    def renew(self) -> None:
        """Have the engine again after it was lost.

        Raises:
            EngineLostError: it did not come back.
        """
        ...

    def close(self) -> None:
        """End what belongs to this process."""
        ...


class LocalEngine:
    """Threads of this process; each repository is brought and read in a child with limits and a real kill."""

    here = True

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: Executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="candidate")

    def run(self, do: Callable[..., T], *arguments: Any, longest: float, apart: bool = False) -> T:
        """Do something on a thread; apart, in a process of its own."""
        if apart:
            return self._pool.submit(_in_a_process, do, arguments, longest).result()
        return self._pool.submit(do, *arguments).result(timeout=longest)

    def renew(self) -> None:
        """Threads are never lost."""

    def close(self) -> None:
        """Wait for the threads; their children have limits."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _in_a_process(do: Callable[..., T], arguments: tuple[Any, ...], longest: float) -> T:
    """Do something in a new process, which may die alone."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_answer, args=(theirs, do, arguments))
    child.start()
    theirs.close()
    try:
        if not ours.poll(longest):
            raise TimeoutError(f"It took longer than {longest:g} seconds.")
        came, fault = ours.recv()
        child.join(LAST_SECONDS)
    except EOFError:
        child.join()
        raise WorkerDiedError("analysing it ended the process it ran in, alone as it was") from None
    finally:
        child.kill()
        child.join()
        ours.close()
    if fault is not None:
        raise fault
    return came  # type: ignore[no-any-return]


def _answer(pipe: Connection, do: Callable[..., T], arguments: tuple[Any, ...]) -> None:
    """The new process's side. It ends with the process that began it."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    try:
        pipe.send((do(*arguments), None))
    except Exception as error:
        pipe.send((None, error))


def _end_with(sentinel: int) -> None:
    """End at once when the parent does; children of ours notice by themselves."""
    wait([sentinel])
    os._exit(1)


class ClusterEngine:
    """A Dask cluster at a scheduler's address. Workers hold nothing: any of them may die or be replaced.

    A scheduler that went away is looked for again for `patience` seconds.
    """

    here = False

    def __init__(self, address: str, patience: float) -> None:
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise BatchError("--scheduler needs a library more. Install gitassay[cluster].") from error
        self._distributed = distributed
        self._address, self._patience = address, patience
        self._renewing = threading.Lock()
        self._freed, self._busy = threading.Condition(), 0
        self._client = self._connected()
        self.workers = max(1, sum(self._client.nthreads().values()))

    def run(self, do: Callable[..., T], *arguments: Any, longest: float, apart: bool = False) -> T:
        """Do something on a worker of the cluster."""
        client = self._client
        try:
            with self._place(client):
                future: Future[T] = client.get_executor(pure=False).submit(do, *arguments)
                return future.result(timeout=longest)
        except self._distributed.KilledWorker as error:
            raise WorkerDiedError("analysing it ended the worker it ran on") from error
        except CancelledError as error:
            raise EngineLostError("The scheduler is gone.") from error
        except Exception as error:
            if client.status == "running":
                raise  # what the task itself met on its worker
            raise EngineLostError("The scheduler is gone.") from error

    @contextmanager
    def _place(self, client: Any) -> Iterator[None]:
        """Wait for a thread of a living worker: what only waits behind another task would be blamed for the death of their worker."""
        with self._freed:
            while self._busy >= max(1, sum(client.nthreads().values())):
                self._freed.wait(RETRY_SECONDS)
            self._busy += 1
        try:
            yield
        finally:
            with self._freed:
                self._busy -= 1
                self._freed.notify()

    def renew(self) -> None:
        """Look for the scheduler again.

        Raises:
            EngineLostError: it did not come back.
        """
        with self._renewing:
            if not self._alive():
                self._client.close(timeout=1)
                self._client = self._connected()

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self._client.close(timeout=5)

    def _alive(self) -> bool:
        """Whether the scheduler answers; another thread may have found it again."""
        try:
            return bool(self._client.status == "running" and self._client.run_on_scheduler(_here))
        except Exception:
            return False

    def _connected(self) -> Any:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                client: Any = self._distributed.Client
                return client(self._address, timeout=5, set_as_default=False)
            except (OSError, ValueError) as error:
                if time.monotonic() > deadline:
                    raise EngineLostError(f"There is no scheduler at {self._address}. Start it, then go on with --resume.") from error
                time.sleep(RETRY_SECONDS)


def _here() -> bool:
    return True
