"""The site under gunicorn: processes, threads, and how long a slow sender is waited for."""

from __future__ import annotations

import gc
import ipaddress
import logging
from functools import partial
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import TConn, ThreadWorker

from dashboard import drawn, watch
from dashboard.server import create_server
from etl.settings import Settings, settings

THREADS = 16  # of a process: most wait for a slow line, not for us
PATIENCE = 30.0  # seconds in which a sender must send something
_OURSELVES = ("localhost", "127.0.0.1")


class PatientWorker(ThreadWorker):
    """Threads that let go of a sender who has gone silent: gunicorn waits for ever once a request has begun."""

    def handle(self, conn: Any) -> Any:
        """One request of a connection."""
        conn.init = partial(_begin, conn)
        return super().handle(conn)

    def init_process(self) -> None:
        """That somebody went silent is no news, and anybody could fill the log with it."""
        self.log.error_log.addFilter(_is_news)
        super().init_process()


def _is_news(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], TimeoutError))


def _begin(conn: Any) -> None:
    TConn.init(conn)
    conn.sock.settimeout(PATIENCE)


class _Gunicorn(BaseApplication):
    """gunicorn without a command line."""

    def __init__(self, chosen: Settings, options: dict[str, object], hosts: list[str] | None) -> None:
        self._chosen, self._options, self._hosts = chosen, options, hosts
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        made = create_server(self._chosen, self._hosts)
        # A page is thousands of small objects that go together: looking for rings among all that stays, every few
        # hundred of them, took a tenth of the time and the longest waits.
        gc.freeze()
        gc.set_threshold(100_000, 20, 50)
        return made


def names_of(host: str, named: str) -> list[str] | None:
    """The names that the site answers to; None: to any. On the machine's own address only its own, so that a page of
    another site cannot be led to it under a name of its making; `named`: further names, separated by commas."""
    more = [name.strip() for name in named.split(",") if name.strip()]
    if host == "localhost" or _is_loopback(host):
        return [*_OURSELVES, host, *more]
    return more or None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def run(host: str = "127.0.0.1", port: int = 8050, workers: int = 1) -> None:
    """Serve until stopped. Each worker process has a few threads and opens the store for itself."""
    chosen = settings()
    options: dict[str, object] = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": THREADS,
        "worker_class": PatientWorker,
        "timeout": 120,
        "loglevel": "warning",
        "preload_app": False,
    }
    drawn.program()
    if chosen.ahead == "on":
        options["when_ready"] = lambda _server: watch.begin(chosen)
    _Gunicorn(chosen, options, names_of(host, chosen.hosts)).run()
