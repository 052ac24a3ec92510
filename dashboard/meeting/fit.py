"""Lets nothing overflow: a screen shrinks by steps, and what is still too long continues on further screens."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from dashboard.meeting import cuts
from dashboard.meeting.layout import (
    GUTTER,
    IN_LINE,
    ROOM,
    STEPS,
    are_too_long,
    body_height,
    columns,
    items_height,
    part_height,
)
from dashboard.meeting.screens import Bars, Figures, Lines, Names, Part, Rows, Screen

_LAST = IN_LINE - 1  # where lists are cut rather than set smaller
_HALF = (ROOM - GUTTER) / 2
_MANY_PAGES = 4  # from so many on the smallest type is used, to have fewer


def fitted(screen: Screen, mark: str) -> list[Screen]:
    """The screen, or the screens that it continues on, each within its sheet. `mark` stands on every screen."""
    room = body_height(replace(screen, kicker=f"{screen.kicker} (10 of 10)"), mark)
    for step in range(len(STEPS) if screen.keep_whole else IN_LINE):
        parts = _arranged(screen.parts, step, room)
        if parts is not None:
            return [replace(screen, parts=parts, step=step)]
    return _numbered(screen, _pages(screen, room))


def _arranged(parts: tuple[Part, ...], step: int, room: float) -> tuple[Part, ...] | None:
    """The parts as they stand at this step; None where they do not fit."""
    if any(isinstance(part, Rows) and are_too_long(part, step) for part in parts):
        if step < _LAST:
            return None
        parts = _as_bars(parts)
    if len(parts) == 1 and isinstance(parts[0], Names | Lines):
        return _in_columns(parts[0], step, room)
    widths = columns(parts, step)
    fits = all(part_height(part, wide, step) <= room for part, wide in zip(parts, widths, strict=True))
    return parts if fits else None


def _as_bars(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(
        Bars(part.rows) if isinstance(part, Rows) and are_too_long(part, _LAST) else part for part in parts
    )


def _in_columns(part: Names | Lines, step: int, room: float) -> tuple[Part, ...] | None:
    """One column over the whole width, or two of equal width, read down the first and then the second."""
    if part_height(part, ROOM, step) <= room:
        return (part,)
    items = _items(part)
    middle = math.ceil(len(items) / 2)
    for cut in sorted(range(1, len(items)), key=lambda n: (abs(n - middle), -n)):
        if all(items_height(half, _HALF, STEPS[step]) <= room for half in (items[:cut], items[cut:])):
            return (_with(part, items[:cut]), _with(part, items[cut:]))
    return None


def _items(part: Names | Lines) -> tuple[Any, ...]:
    return part.items if isinstance(part, Names) else part.lines


def _with(part: Names | Lines, items: Sequence[Any]) -> Names | Lines:
    return Names(tuple(items)) if isinstance(part, Names) else Lines(tuple(items))


def _pages(screen: Screen, room: float) -> list[tuple[int, tuple[Part, ...]]]:
    """The parts over several screens, each with its step."""
    parts = _as_bars(screen.parts)
    if len(parts) == 1 and isinstance(parts[0], Names | Lines):
        return _long_list(parts[0], room)
    widths = columns(parts, _LAST)
    stacks = [_in_column(part, wide, room) for part, wide in zip(parts, widths, strict=True)]
    further = [page for stack in stacks for page in _alone(stack[1:], room)]
    return [(_LAST, tuple(stack[0] for stack in stacks)), *further]


def _alone(stack: Sequence[Any], room: float) -> list[tuple[int, tuple[Part, ...]]]:
    """What did not fit beside another part, over the whole width of further screens."""
    if not stack:
        return []
    if isinstance(stack[0], Names | Lines):
        return _columned(_with(stack[0], [item for part in stack for item in _items(part)]), _LAST, room)
    if isinstance(stack[0], Rows | Bars):
        whole = type(stack[0])(tuple(row for part in stack for row in part.rows))
        return [(_LAST, (part,)) for part in _in_column(whole, ROOM, room)]
    return [(_LAST, (part,)) for part in stack]


def _long_list(part: Names | Lines, room: float) -> list[tuple[int, tuple[Part, ...]]]:
    """Over screens of two columns, at the middle step as long as these are few and nothing has to be cut."""
    if all(items_height((item,), ROOM, STEPS[1]) <= room for item in _items(part)):
        middle = _columned(part, 1, room)
        if len(middle) <= _MANY_PAGES:
            return middle
    return _columned(part, _LAST, room)


def _columned(part: Names | Lines, step: int, room: float) -> list[tuple[int, tuple[Part, ...]]]:
    def placed(items: Sequence[Any]) -> tuple[Part, ...] | None:
        return _in_columns(_with(part, items), step, room)

    chunks = _chunks(_cut(part, ROOM, step, room), lambda items: placed(items) is not None)
    return [(step, placed(chunk) or (_with(part, chunk),)) for chunk in chunks]


def _in_column(part: Part, wide: float, room: float) -> list[Part]:
    """A part in pieces that each fit its column; a map is never cut."""
    if isinstance(part, Names | Lines):
        items = _cut(part, wide, _LAST, room)
        pieces = _chunks(items, lambda items: part_height(_with(part, items), wide, _LAST) <= room)
        return [_with(part, piece) for piece in pieces]
    if isinstance(part, Rows | Bars):
        kind = type(part)
        pieces = _chunks(part.rows, lambda rows: part_height(kind(tuple(rows)), wide, _LAST) <= room)
        return [kind(tuple(piece)) for piece in pieces]
    if isinstance(part, Figures):
        pieces = _chunks(part.figures, lambda found: part_height(Figures(tuple(found)), wide, _LAST) <= room)
        return [Figures(tuple(piece)) for piece in pieces]
    return [part]


def _cut(part: Names | Lines, wide: float, step: int, room: float) -> list[Any]:
    """Its items, the ones that are longer than a column in pieces that each fit it."""
    sizes = STEPS[step]
    return [
        piece
        for item in _items(part)
        for piece in cuts.pieces(item, lambda one: items_height((one,), wide, sizes) <= room)
    ]


def _chunks(items: Sequence[Any], fits: Callable[[Sequence[Any]], bool]) -> list[Sequence[Any]]:
    """As few pieces as it takes, about equally long where all of them then fit; at least one item in each."""
    pieces: list[Sequence[Any]] = []
    at = 0
    while at < len(items):
        take = 1
        while at + take < len(items) and fits(items[at : at + take + 1]):
            take += 1
        pieces.append(items[at : at + take])
        at += take
    size = math.ceil(len(items) / max(len(pieces), 1))
    even = [items[i : i + size] for i in range(0, len(items), size)] if items else []
    return even if all(fits(piece) for piece in even) else pieces


def _numbered(screen: Screen, pages: Sequence[tuple[int, tuple[Part, ...]]]) -> list[Screen]:
    """The screens that one continues on: `completed`, `completed-2`, …; only the first tells the speaker anything."""
    made = []
    for number, (step, parts) in enumerate(pages, start=1):
        name = screen.id if number == 1 else f"{screen.id}-{number}"
        kicker = f"{screen.kicker} ({number} of {len(pages)})"
        more = replace(screen, id=name, kicker=kicker, parts=parts, step=step, part=number, of=len(pages))
        made.append(more if number == 1 else replace(more, notes=(), spoken=""))
    return made
