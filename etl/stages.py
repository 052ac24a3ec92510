"""How long each stage of one file took: a stopwatch that is always on, for the log, the benchmark and `Server-Timing`.

Wherever a stage begins, it says its name; time runs for one stage at once, so that the parts add up to the whole.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

REST = "rest"


@dataclass
class Stopwatch:
    """Seconds by stage. `now` is the stage that runs, since the moment `since`."""

    seconds: dict[str, float] = field(default_factory=dict)
    now: str = REST
    since: float = field(default_factory=lambda: time.perf_counter())

    def turn(self, stage: str) -> str:
        """Let `stage` run from here; gives the one that ran."""
        moment, before = time.perf_counter(), self.now
        self.seconds[before] = self.seconds.get(before, 0.0) + moment - self.since
        self.now, self.since = stage, moment
        return before

    def header(self) -> str:
        """The stages so far as a Server-Timing header: name;dur=milliseconds."""
        self.turn(self.now)
        return ", ".join(f"{name};dur={took * 1000:.2f}" for name, took in self.seconds.items())


_watch: ContextVar[Stopwatch | None] = ContextVar("stopwatch", default=None)


def start() -> Stopwatch:
    """A new stopwatch for what this thread does from here."""
    watch = Stopwatch()
    _watch.set(watch)
    return watch


def unwatched(call: Callable[[], object]) -> object:
    """Run a part beside others, on a thread of its own: whoever waits for it times the waiting."""
    _watch.set(None)
    return call()


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time the block, or as `@stage("name")` each call of a function; costs nothing where no stopwatch was started."""
    watch = _watch.get()
    if watch is None:
        yield
        return
    before = watch.turn(name)
    try:
        yield
    finally:
        watch.turn(before)
