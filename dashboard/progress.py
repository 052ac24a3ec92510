"""How far a long piece of work is: makers tell it, and whoever waits (a job's folder, a terminal) hears it.

Where nobody listens telling costs nothing, so that a maker need not know for whom it works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import Progress

Heard = Callable[[int, int, str], None]
_listener: ContextVar[Heard | None] = ContextVar("listener", default=None)


def tell(words: str, step: int, of: int) -> None:
    """Step `step` of `of` begins (from 1); `words` say what is done in it: "Drawing charts"."""
    listener = _listener.get()
    if listener is not None:
        listener(step, of, words)


@contextmanager
def heard(listener: Heard) -> Iterator[None]:
    """What is told inside the block is heard by `listener(step, of, words)`."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def unheard() -> Iterator[None]:
    """What is told inside the block is heard by nobody: a part of a whole that counts its parts itself."""
    token = _listener.set(None)
    try:
        yield
    finally:
        _listener.reset(token)


@contextmanager
def on_terminal() -> Iterator[None]:
    """What is told inside the block is a bar on a terminal, and nothing anywhere else."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Begins")
        with heard(lambda step, of, words: bar.update(task, completed=step - 1, total=of, description=words)):
            yield
