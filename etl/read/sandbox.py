"""Parsing in a child process, so that a bomb, a crash or a hang costs that file alone.

A warm process (etl/read/zygote.py) is started once per program and forks a child for each file. It is used
from any thread; a forked worker starts its own. It gets no environment but a path, so no secret is within a
parser's reach.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from etl.read import zygote
from etl.read.grids import too_complex
from etl.read.parsing import parse
from etl.read.raw import Book, Limits, Unavailable, Unreadable

Done = TypeVar("Done")

log = logging.getLogger(__name__)

GRACE_SECONDS = 10.0  # for fork and transfer, beyond the child's own alarms
AT_ONCE = 2  # children, each of which may take its whole memory
OURS = (
    signal.SIGALRM,
    signal.SIGKILL,
)  # it waited for the machine; the kernel had no memory left for all of us
QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore", "LANG": "C.UTF-8"}


class Zygote:
    """The warm process and the socket on which it takes files."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        with theirs:
            handle = theirs.fileno()
            path = os.pathsep.join(entry for entry in sys.path if entry) or os.defpath
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "etl.read.zygote", str(handle)],
                pass_fds=(handle,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={"PATH": os.defpath, "PYTHONPATH": path, **QUIET},
            )

    def connect(self) -> socket.socket:
        """A connection to a new child; OSError when the process is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self.control, [b"."], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def close(self) -> None:
        """Let the process end, and wait until it has."""
        self.control.close()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Pool:
    """Keeps one warm process for this program."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(AT_ONCE)
        self.zygote: Zygote | None = None

    @contextlib.contextmanager
    def place(self, patience: float) -> Iterator[None]:
        """One of the children at work, as soon as there is one free; Unavailable when none is for too long."""
        if not self.places.acquire(timeout=patience):
            raise Unavailable("Other files are being read.")
        try:
            yield
        finally:
            self.places.release()

    def connect(self) -> socket.socket:
        """A connection to a new child, starting the warm process when there is none or it is gone."""
        with self.lock:
            if self.zygote is not None:
                with contextlib.suppress(OSError):
                    return self.zygote.connect()
                self.zygote.close()
            self.zygote = Zygote()
            return self.zygote.connect()

    def close(self) -> None:
        """End the warm process, if there is one."""
        with self.lock:
            if self.zygote is not None:
                self.zygote.close()
                self.zygote = None

    def forget(self) -> None:
        """After a fork: the process belongs to the parent."""
        self.lock = threading.Lock()
        self.places = threading.BoundedSemaphore(AT_ONCE)
        if self.zygote is not None:
            self.zygote.control.close()
            self.zygote.process.returncode = 0  # not ours to wait for
            self.zygote = None


_pool = Pool()
os.register_at_fork(after_in_child=_pool.forget)


def warm_up() -> None:
    """Start the warm process now, so that the first file does not wait for it.

    Harmless when it runs already.
    """
    _pool.connect().close()


def close() -> None:
    """End the warm process; the next file starts a new one."""
    _pool.close()


def run(data: bytes, name: str, limits: Limits) -> tuple[str, Book]:
    """Parse in a child: kind and content. Raises only Unreadable and Unavailable."""
    if len(data) > limits.max_bytes:  # not worth sending
        return parse(data, name, limits)
    return do(parse, (data, name), limits)


def do(work: Callable[..., Done], arguments: tuple[object, ...], limits: Limits) -> Done:
    """What `work(*arguments, limits)` gives, done in a child. Raises only Unreadable, and Unavailable.

    `work` is a function of a module that costs little to load, and must raise nothing else itself.
    """
    job = pickle.dumps((work, arguments, limits))
    try:
        with _pool.place(limits.seconds * zygote.PATIENCE):
            result = _answer(job, limits)
    except OSError as error:  # a child that was made says itself what became of the file
        raise Unavailable("The reading process does not answer.") from error
    if result[:1] == zygote.FAILED:
        raise Unavailable("There is no room for a reading process.")
    if result[:1] == zygote.DIED:
        raise _death(int(result[1:]), limits)
    found: Done | Unreadable = pickle.loads(result[1:])  # noqa: S301 - from our own child
    if isinstance(found, Unreadable):
        raise found
    return found


def _answer(job: bytes, limits: Limits) -> bytes:
    """What the child wrote.

    A connection that ends without an answer means that the warm process itself went: once more.
    """
    try:
        return _ask(job, limits)
    except ConnectionError:
        log.warning("the reading process ended without an answer and is started anew")
        return _ask(job, limits)


def _ask(job: bytes, limits: Limits) -> bytes:
    with _pool.connect() as connection:
        connection.settimeout(limits.seconds * zygote.PATIENCE + GRACE_SECONDS)
        zygote.send(connection, job)
        return zygote.receive(connection)


def _death(by: int, limits: Limits) -> Unreadable | Unavailable:
    if by == signal.SIGPROF:
        return Unreadable("timed_out", seconds=limits.seconds)
    if by == signal.SIGABRT:  # a parser that cannot allocate
        return too_complex("memory", limits.memory >> 20)
    if by in OURS:
        return Unavailable(f"The reading process was ended by signal {by}.")
    return Unreadable("damaged", detail=f"reader ended by signal {by}")
