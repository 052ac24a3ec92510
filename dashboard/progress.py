"""How far a long piece of work is: makers tell it, and whoever waits (a job's folder, a terminal) hears it.

Where nobody listens telling costs nothing, so that a maker need not know for whom it works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

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
