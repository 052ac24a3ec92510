"""What many ask for at once is made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from etl.once import Kept


def test_those_who_ask_meanwhile_wait_for_the_one_who_makes_it() -> None:
    kept: Kept[object] = Kept(2)
    begun, go_on, made = threading.Event(), threading.Event(), []

    def make() -> object:
        begun.set()
        assert go_on.wait(30)
        made.append(1)
        return object()

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(kept.get, "page", make)
        assert begun.wait(30)
        others = [pool.submit(kept.get, "page", make) for _ in range(3)]
        go_on.set()
        assert {other.result() for other in others} == {first.result()}
    assert made == [1]


def test_what_fails_is_asked_again() -> None:
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("page", lambda: 1 // 0)
    assert kept.get("page", lambda: 7) == 7


def test_the_oldest_goes_and_what_is_not_worth_keeping_is_made_again() -> None:
    kept: Kept[int] = Kept(2, is_worth=lambda made: made < 10)
    for key in ("a", "b", "a", "c"):
        kept.get(key, lambda: 1)
    assert [kept.get(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]
    assert (kept.get("big", lambda: 10), kept.get("big", lambda: 3)) == (10, 3)


def test_what_is_kept_takes_bounded_room_and_nothing_takes_most_of_it() -> None:
    kept: Kept[int] = Kept(100, size=abs, room=100)
    for key in "abcdef":
        kept.get(key, lambda: 25)
    assert [kept.get(key, lambda: 0) for key in "fedcb"] == [25, 25, 25, 25, 0]
    assert (kept.get("big", lambda: 26), kept.get("big", lambda: 3)) == (26, 3)


def test_who_waits_is_told_where_what_was_made_cannot_be_measured() -> None:
    kept: Kept[int] = Kept(2, size=lambda made: 1 // made, room=10)
    with pytest.raises(ZeroDivisionError):
        kept.get("page", lambda: 0)
    assert kept.get("page", lambda: 7) == 7
