"""The warm process behind etl/read/sandbox.py: it has the parsers loaded and forks a child for each file.

It runs as `python -m etl.read.zygote FD`, single-threaded. Over the socket FD it receives one end of a socket
pair for each file; the forked child reads the job from it (a function by its name, and what it is given), limits
itself, works, writes the answer and ends.
What became of a child that wrote no answer is written by the zygote: the number of the signal that ended it.
When FD closes, it ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from typing import Any

from etl.read import parsing  # noqa: F401 - loaded before the first file asks for it
from etl.read.grids import too_complex
from etl.read.raw import Limits, Unreadable

HEADER = struct.Struct("!Q")
ANSWER, DIED, FAILED = b"A", b"D", b"F"  # FAILED: no child could be made
PATIENCE = 5  # times the seconds of work: what a child may take on a busy machine

Work = Callable[..., Any]  # called with its arguments and the limits


def receive(connection: socket.socket) -> bytes:
    """One length-prefixed message; ConnectionError when the other side ended first."""
    (length,) = HEADER.unpack(_exactly(connection, HEADER.size))
    return bytes(_exactly(connection, length))


def _exactly(connection: socket.socket, length: int) -> bytearray:
    received = bytearray(length)
    view, at = memoryview(received), 0
    while at < length:
        count = connection.recv_into(view[at:])
        if not count:
            raise ConnectionResetError
        at += count
    return received


def send(connection: socket.socket, message: bytes) -> None:
    """Write one length-prefixed message."""
    connection.sendall(HEADER.pack(len(message)))
    connection.sendall(message)


def answer(work: Work, arguments: tuple[object, ...], limits: Limits) -> object:
    """What the work gives, or the Unreadable that it raises, as a value."""
    try:
        return work(*arguments, limits)
    except Unreadable as reason:
        return reason


def child(connection: socket.socket) -> None:
    """Read one job, do it under its limits, write the answer."""
    work, arguments, limits = pickle.loads(receive(connection))  # noqa: S301 - from our own parent
    restrict(limits)
    try:
        result = pickle.dumps(answer(work, arguments, limits), protocol=pickle.HIGHEST_PROTOCOL)
    except MemoryError:  # what was read fits, its copy on the way out does not
        result = pickle.dumps(too_complex("memory", limits.memory >> 20))
    send(connection, ANSWER + result)


def restrict(limits: Limits) -> None:
    """Bound this process: memory, time (the kernel's own alarms end even a parser stuck in native code), no
    files, no cores.

    The time is that of its work, so that a file is not blamed for a busy machine; one that waits without end is ended.
    """
    for alarm, timer, seconds in (
        (signal.SIGPROF, signal.ITIMER_PROF, limits.seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, limits.seconds * PATIENCE),
    ):
        signal.signal(alarm, signal.SIG_DFL)
        signal.setitimer(timer, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, limits.memory)


def _limit(what: int, value: int) -> None:
    with contextlib.suppress(
        ValueError, OSError
    ):  # macOS refuses some; the alarm and the declared sizes still hold
        resource.setrlimit(what, (value, value))


def fork(connection: socket.socket, others: Iterable[socket.socket]) -> int:
    """Start a child for the connection and give its process id.

    `others` are sockets that the child must not hold open.
    """
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        for other in others:
            other.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a panic's own words help nobody
        child(connection)
        status = 0
    finally:
        os._exit(status)


def begin(connection: socket.socket, children: dict[int, socket.socket], control: socket.socket) -> None:
    """Start a child for the connection, or say on it that there is no room for one."""
    try:
        children[fork(connection, (control, *children.values()))] = connection
    except OSError:
        with contextlib.suppress(OSError):
            send(connection, FAILED)
        connection.close()


def reap(children: dict[int, socket.socket]) -> None:
    """Close the connections of ended children; say what ended those that gave no answer."""
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        connection = children.pop(pid)
        if status:
            signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            with contextlib.suppress(OSError):
                send(connection, DIED + str(signalled).encode())
        connection.close()


def serve(control: socket.socket) -> None:
    """Fork for every connection that arrives, until the other side of `control` is closed."""
    woken, wake = socket.socketpair()
    woken.setblocking(False)
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    selector.register(control, selectors.EVENT_READ)
    selector.register(woken, selectors.EVENT_READ)
    children: dict[int, socket.socket] = {}
    while True:
        ready = {key.fileobj for key, _ in selector.select()}
        if woken in ready:
            woken.recv(4096)
            reap(children)
        if control in ready:
            message, handles, _, _ = socket.recv_fds(control, 1, 1)
            if not message:
                return
            begin(socket.socket(fileno=handles[0]), children, control)


def main() -> None:
    """Serve on the inherited socket named on the command line."""
    gc.disable()  # the children are short-lived and make millions of cells, none in a cycle
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
