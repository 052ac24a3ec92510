"""The only way from the dashboard to the store: a named .sql file of this folder, run on the published snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path

import pandas as pd

from etl import stages
from etl.settings import Settings, settings
from etl.store import snapshot

FOLDER = Path(__file__).parent
_AT_ONCE = 4
_used: ContextVar[Settings | None] = ContextVar("used", default=None)


def use(chosen: Settings) -> None:
    """Ask the store of these settings from here on, in this thread: the server says so with each request."""
    _used.set(chosen)


def used() -> Settings:
    """The settings in use; outside a server those of the environment."""
    chosen = _used.get()
    if chosen is None:
        chosen = settings()
        _used.set(chosen)
    return chosen


@cache
def sql(name: str) -> str:
    """Text of queries/<name>.sql; raises FileNotFoundError."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def version() -> str:
    """Names the published snapshot that is read now; what is shown is a function of it and of the address."""
    return snapshot.current(used().home).mark


@cache
def _threads() -> ThreadPoolExecutor:
    """Made with the first question, so after the server has forked."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="questions")


def together(questions: Iterable[Callable[[], object]]) -> None:
    """Ask several questions at once. The snapshot keeps the answers, so that asking again one by one costs nothing."""
    with stages.stage("sql"):
        begun = [_threads().submit(copy_context().run, stages.unwatched, question) for question in questions]
        for question in begun:
            question.result()


def query(name: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Rows of queries/<name>.sql; the frame is shared by every request, so nobody changes it."""
    return of_store(sql(name), params)


def of_store(text: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
    """The same for a question of `etl`, which the command line asks too."""
    return snapshot.current(used().home).run(text, dict(params or {}))
