"""A small memory for what many ask for at once: the first who asks makes it, those who ask meanwhile wait for it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """The newest `most` things by key. What fails is not kept, and whoever waited for it is told."""

    def __init__(
        self,
        most: int,
        is_worth: Callable[[V], bool] = lambda made: True,
        size: Callable[[V], int] = lambda made: 0,
        room: int = 0,
    ) -> None:
        """`is_worth`: whether a thing that was made is kept beyond those who wait for it. `room`: of all that are kept
        together, as `size` measures one; what is larger than a quarter of it is not kept."""
        self._most, self._is_worth, self._size, self._room = most, is_worth, size, room
        self._things: OrderedDict[Hashable, Future[V]] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._guard = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """The thing of a key; `make` is called where there is none, and its errors are raised."""
        with self._guard:
            thing = self._things.get(key)
            is_mine = thing is None
            if thing is None:
                thing = self._things[key] = Future()
            self._things.move_to_end(key)
            self._make_room()
        return self._made(key, thing, make) if is_mine else thing.result()

    def _made(self, key: Hashable, thing: Future[V], make: Callable[[], V]) -> V:
        try:
            made = make()
            size = self._size(made)
            is_kept = size <= self._room / 4 and self._is_worth(made)
        except BaseException as error:
            self._forget(key, thing)
            thing.set_exception(error)
            raise
        if is_kept:
            self._weigh(key, thing, size)
        else:
            self._forget(key, thing)
        thing.set_result(made)
        return made

    def _weigh(self, key: Hashable, thing: Future[V], size: int) -> None:
        with self._guard:
            if self._things.get(key) is thing:
                self._sizes[key] = size
                self._make_room()

    def _make_room(self) -> None:
        while len(self._things) > self._most or sum(self._sizes.values()) > self._room:
            key, _thing = self._things.popitem(last=False)
            self._sizes.pop(key, None)

    def _forget(self, key: Hashable, thing: Future[V]) -> None:
        with self._guard:
            if self._things.get(key) is thing:
                del self._things[key]
                self._sizes.pop(key, None)
