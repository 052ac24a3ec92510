"""A bomb, a crash or a hang costs its own file, and nothing else."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NoReturn

import pytest

from etl.read import Limits, Unavailable, Unreadable, parsing, read, read_in_process, sandbox, zygote
from tests.etl.read_files import one_sheet

GOOD = b"title,status\nSmart bus,ongoing\n"
LONG = b"".join(b"%d,a,b,c,d,e,f\n" % number for number in range(300_000))


class Aborts:
    """Ends the process that unpickles it, as a parser's crash does."""

    def __init__(self, by: int) -> None:
        self.by = by

    def __reduce__(self) -> tuple[object, ...]:
        return signal.raise_signal, (self.by,)


def refusal(data: bytes, name: object = "report.csv", limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(data, name, limits or Limits())  # type: ignore[arg-type]
    return refused.value


def is_alive() -> bool:
    return read(GOOD, "report.csv").sheets[0].cells.shape == (2, 2)


def test_the_child_gives_what_the_same_process_would() -> None:
    data = one_sheet([["title", 0.5, True, None, "x"]])
    here, there = read_in_process(data, "report.xlsx"), read(data, "report.xlsx")
    assert here.sheets[0].cells.equals(there.sheets[0].cells)
    assert (here.kind, here.sha256) == (there.kind, there.sha256)


def test_reasons_come_back_whole() -> None:
    reason = refusal(b"%PDF-1.4")
    assert (reason.code, reason.params["found"]) == ("not_a_spreadsheet", "pdf")


def test_time_is_limited() -> None:
    limits = Limits(max_bytes=len(LONG), max_rows=10**6, max_cells=10**8, seconds=0.05)
    assert refusal(LONG, limits=limits).code == "timed_out"
    assert is_alive()


def test_memory_is_limited() -> None:
    limits = Limits(max_bytes=len(LONG), max_rows=10**6, max_cells=10**8, memory=100 << 20)
    reason = refusal(LONG, limits=limits)
    assert (reason.code, reason.params["what"]) == ("too_complex", "memory")
    assert is_alive()


@pytest.mark.parametrize(
    ("by", "code"),
    [(signal.SIGSEGV, "damaged"), (signal.SIGABRT, "too_complex"), (signal.SIGPROF, "timed_out")],
)
def test_a_crash_is_told_by_its_signal(by: int, code: str) -> None:
    assert refusal(GOOD, Aborts(by)).code == code
    assert is_alive()


@pytest.mark.parametrize("by", [signal.SIGALRM, signal.SIGKILL])
def test_a_child_that_our_own_machine_ended_is_not_the_file_s_fault(by: int) -> None:
    with pytest.raises(Unavailable):
        read(GOOD, Aborts(by))  # type: ignore[arg-type]
    assert is_alive()


def wait(_: Limits) -> str:
    """Takes ten times its time without working."""
    time.sleep(0.5)
    return "done"


def test_a_file_is_not_blamed_for_waiting_for_the_machine() -> None:
    assert sandbox.do(wait, (), Limits(seconds=0.2)) == "done"


def test_a_child_that_cannot_be_made_is_not_the_file_s_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    with monkeypatch.context() as full, ours:
        full.setattr(os, "fork", lambda: no_room())
        children: dict[int, socket.socket] = {}
        zygote.begin(theirs, children, ours)
        told = zygote.receive(ours)
    assert (told, children) == (zygote.FAILED, {})
    monkeypatch.setattr(sandbox, "_ask", lambda *_: told)
    with pytest.raises(Unavailable):
        read(GOOD, "report.csv")


def no_room() -> NoReturn:
    raise BlockingIOError("no more processes")


def test_a_warm_process_that_cannot_be_started_is_not_the_file_s_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox._pool, "connect", no_room)
    with pytest.raises(Unavailable):
        read(GOOD, "report.csv")


def test_a_few_files_are_read_at_once_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Semaphore(0), threading.Event()
    real = sandbox._ask

    def ask(job: bytes, limits: Limits) -> bytes:
        begun.release()
        assert go.wait(60)
        return real(job, limits)

    monkeypatch.setattr(sandbox, "_ask", ask)
    with ThreadPoolExecutor(5) as threads:
        files = [threads.submit(read, GOOD, f"{number}.csv") for number in range(5)]
        for _ in range(sandbox.AT_ONCE):
            assert begun.acquire(timeout=60)
        with pytest.raises(Unavailable), sandbox._pool.place(0):
            pass
        go.set()
    assert [file.result().kind for file in files] == ["csv"] * 5


def test_a_warm_process_that_was_killed_is_started_anew() -> None:
    assert is_alive()
    zygote = sandbox._pool.zygote
    assert zygote is not None
    os.kill(zygote.process.pid, signal.SIGKILL)
    zygote.process.wait()
    assert is_alive()


def test_many_threads_at_once() -> None:
    names = [f"report {number}.csv" for number in range(24)]
    with ThreadPoolExecutor(8) as threads:
        files = list(threads.map(lambda name: read(GOOD, name), names))
    assert [file.sheets[0].name for file in files] == [name.removesuffix(".csv") for name in names]


def test_the_parsers_see_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.close()
    monkeypatch.setenv("ASCN_SECRET_KEY", "secret")
    assert is_alive()
    zygote = sandbox._pool.zygote
    assert zygote is not None
    environment = Path(
        f"/proc/{zygote.process.pid}/environ"
    )  # Linux only; elsewhere Popen's own word must do
    assert not environment.exists() or b"ASCN" not in environment.read_bytes()


def _in_a_fork() -> None:
    os._exit(0 if is_alive() else 1)


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_worker_starts_its_own() -> None:
    assert is_alive()
    worker = get_context("fork").Process(target=_in_a_fork)
    worker.start()
    worker.join(30)
    assert worker.exitcode == 0
    assert is_alive()


class Panic(BaseException):
    """What a Rust library raises when it panics: no Exception."""


def test_whatever_a_parser_raises_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object) -> None:
        raise Panic

    monkeypatch.setattr(parsing, "read_delimited", panic)
    with pytest.raises(Unreadable) as refused:
        read_in_process(GOOD, "report.csv")
    assert refused.value.code == "damaged"


def test_memory_that_runs_out_in_python_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(parsing, "read_delimited", exhausted)
    with pytest.raises(Unreadable) as refused:
        read_in_process(GOOD, "report.csv")
    assert refused.value.code == "too_complex"
