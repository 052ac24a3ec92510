"""A statement longer than a screen, cut where a sentence or a word ends; what follows says that it continues."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from dashboard.meeting.screens import Line, Name

MORE, AGAIN = " …", "… (continued) "
_SENTENCE = re.compile(r"[.!?;။។]\s+|\n\s*")
_WORD = re.compile(r"\s+")
_ENOUGH = 0.5  # of what fits: a cut that leaves more of the screen empty is made elsewhere

Item = Name | Line


def pieces(item: Item, fits: Callable[[Item], bool]) -> list[Item]:
    """The item, or the items that it continues on, each of which fits. What stands under it follows its last words. An
    item of which not even one letter fits stays as it is."""
    made: list[Item] = []
    rest = item
    while not fits(rest):
        found = _first(rest, fits)
        if found is None:
            break
        head, rest = found
        made.append(head)
    return [*made, rest]


def _first(item: Item, fits: Callable[[Item], bool]) -> tuple[Item, Item] | None:
    """As much of an item as fits, and the rest: of its text, or of what stands under it where the text fits."""
    text, under = _text(item), item.under
    if under and fits(replace(item, under="")):
        at = _cut(under, lambda part: fits(replace(item, under=part + MORE)))
        if not at and text == AGAIN.strip():
            return None
        head = replace(item, under=under[:at].rstrip() + MORE if at else "")
        return head, _further(item, AGAIN.strip(), under[at:].lstrip())
    opened = AGAIN if text.startswith(AGAIN) else ""
    said = text.removeprefix(opened)
    at = _cut(said, lambda part: fits(_headed(item, opened + part + MORE)))
    if not at:
        return None
    head = _headed(item, opened + said[:at].rstrip() + MORE)
    return head, _further(item, AGAIN + said[at:].lstrip(), under)


def _cut(text: str, fits: Callable[[str], bool]) -> int:
    """Where a text is cut so that what stands before fits; 0 where nothing does."""
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle - 1)
    for ends in (_SENTENCE, _WORD):
        found = (m.end() for m in ends.finditer(text, 0, low) if text[: m.end()].strip())
        at = max(found, default=0)
        if at >= low * _ENOUGH and at:
            return at
    while low and unicodedata.category(text[low]).startswith("M"):  # a mark stays with its letter
        low -= 1
    return low


def _text(item: Item) -> str:
    return item.title if isinstance(item, Name) else item.text


def _headed(item: Item, text: str) -> Item:
    """The first piece: what it is about stands over it, what stands under it comes later."""
    return (
        replace(item, title=text, under="") if isinstance(item, Name) else replace(item, text=text, under="")
    )


def _further(item: Item, text: str, under: str) -> Item:
    """A further piece: what it is about stands over the first alone."""
    return replace(item, title=text, under=under) if isinstance(item, Name) else Line(text, under=under)
