"""Worker processes: they do shares of work at the same time, and their results come back in order.

This module does not know news. Workers end with the work, with the program that started them and on a signal to it. If
a worker dies, the program ends with an error; it never waits for ever.
"""

from __future__ import annotations

import multiprocessing.util
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Any, TypeVar

from newsdoc.errors import NewsdocError, WorkerLost, WriteError, reason
from newsdoc.files.temporary import remove_unfinished, temporary_folder

__all__ = ["end_all_workers", "in_order"]

_Share = TypeVar("_Share")
_Result = TypeVar("_Result")


def in_order(
    work: Callable[[_Share], _Result], shares: Iterable[_Share], jobs: int, *, context: BaseContext | None = None
) -> Generator[_Result, None, None]:
    """Run `work` on each share in `jobs` processes, and yield the results in the order of the shares.

    `work`, the shares and the results are pickled. At most twice `jobs` shares are under way or wait to be taken, so
    that results do not pile up behind a slow one. An error of `work` is raised here, and `WorkerLost` if a worker dies.
    The workers always end before this generator: close it, if not all results are used.
    """
    with temporary_folder() as folder:
        with _starting():
            executor = ProcessPoolExecutor(jobs, context, _begin, (work,))
            _running.append(executor)
        under_way: deque[Future[Path]] = deque()
        try:
            for number, share in enumerate(shares):
                if len(under_way) == 2 * jobs:
                    yield _received(under_way.popleft().result())
                path = _sent(share, Path(folder, str(number)))
                with _starting():
                    under_way.append(executor.submit(_do, path))
            while under_way:
                yield _received(under_way.popleft().result())
        except BrokenProcessPool as error:
            _end_workers(executor)
            raise WorkerLost([*(executor._processes or ())]) from error
        except BaseException:
            _end_workers(executor)
            raise
        finally:
            executor.shutdown(cancel_futures=True)
            _running.remove(executor)


_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_running: list[ProcessPoolExecutor] = []


def end_all_workers() -> None:
    """End all workers of this process: it is about to end, whatever it was doing."""
    for executor in _running:
        _end_workers(executor)
    finalizers: dict[Any, Any] = getattr(multiprocessing.util, "_finalizer_registry", {})
    for finalizer in tuple(finalizers.values()):  # Python complains of semaphores that are left
        if "SemLock" in getattr(getattr(finalizer, "_callback", None), "__qualname__", ""):
            finalizer()


# Shares and results go through files, and only their names through the pipes between the processes: a reader would
# wait for ever for the rest of a long message from a process that has died.


def _sent(value: object, path: Path) -> Path:
    try:
        with path.open("wb") as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {reason(error)}") from error
    return path


def _received(path: Path) -> Any:
    with path.open("rb") as file:
        value = pickle.load(file)
    path.unlink()
    return value


_GRACE = 5.0
"""Seconds that a worker has, when it is to end, to remove the file that it was writing."""


def _end_workers(executor: ProcessPoolExecutor) -> None:
    workers = {process.sentinel: process for process in (executor._processes or {}).values()}
    for process in workers.values():  # terminate_workers() from Python 3.14 on
        process.terminate()
    while workers and (ended := wait([*workers], _GRACE)):
        workers = {sentinel: process for sentinel, process in workers.items() if sentinel not in ended}
    for process in workers.values():  # it did not end in time
        process.kill()


@contextmanager
def _starting() -> Iterator[None]:
    """Block signals while workers are started: until a worker has its own handlers, it must not get one."""
    try:
        with _blocked(*_ENDING):
            yield
    except OSError as error:
        message = f"a worker process cannot be started: {reason(error)}; try a smaller --jobs"
        raise NewsdocError(message) from error


@contextmanager
def _blocked(*numbers: signal.Signals) -> Iterator[None]:
    """Block signals here for a while, and for good in processes and threads that are started meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in a worker ---


_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    """Prepare a worker: Ctrl-C and the end of the terminal are for the program, which ends its workers.

    Without the program they end, too.
    """
    global _work
    _work = work
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # here: the main thread must get it


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _do(path: Path) -> Path:
    """Run one share. A worker that is ended during it first removes the file that it was writing.

    Outside of this the system ends the worker at once: it may be waiting for a lock that an ended one still holds.
    """
    signal.signal(signal.SIGTERM, _end)
    try:
        return _sent(_work(_received(path)), path)
    except SystemExit:  # the executor would catch it and go on
        os._exit(1)
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 (the signature of a handler)
    """End the worker. An exception would not do: where a module is being imported, Python swallows it."""
    remove_unfinished()
    os._exit(1)
