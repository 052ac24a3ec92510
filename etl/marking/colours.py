"""Colours as conditional formats: no cell's own style changes, and a colour goes once the cell's content changes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, to_excel

from etl.cells import letters
from etl.marking.mark import SHEET, xml
from etl.marking.outline import Node
from etl.marking.sheet import Sheet
from etl.read.raw import Place, Value

SIGN = f'N("{SHEET}")=0'  # always true; by it a rule of ours is known when the file comes back
_KNOWN = (SIGN.encode(), SIGN.replace('"', "&quot;").encode())
_SINGLE_RULES = 1_000  # in a sheet with more marked cells, colours stay until the file is checked again
_CELLS_A_RULE = 400
_COMPARED = 200  # characters of a text; a formula holds no more than 255


def paint(
    sheet: Sheet, colours: Mapping[Place, int], values: Mapping[Place, Value], first: int, *, from_1904: bool
) -> None:
    """Add the rules, ranked from `first` on: place → number of its format; `values` as the cells hold them now."""
    if len(colours) > _SINGLE_RULES:
        areas = _always(colours)
    else:
        areas = [
            (run, style, _formula(run[0], values.get(run[0]), from_1904))
            for run, style in _runs(colours, values)
        ]
    written = [_rule(sheet.space, *area, rank) for rank, area in enumerate(areas, start=first)]
    sheet.insert("conditionalFormatting", b"".join(written))


def _always(colours: Mapping[Place, int]) -> list[tuple[list[Place], int, str]]:
    by_style = defaultdict(list)
    for place in sorted(colours):
        by_style[colours[place]].append(place)
    return [
        (places[at : at + _CELLS_A_RULE], style, SIGN)
        for style, places in by_style.items()
        for at in range(0, len(places), _CELLS_A_RULE)
    ]


def _runs(colours: Mapping[Place, int], values: Mapping[Place, Value]) -> list[tuple[list[Place], int]]:
    """Cells that share a rule: empty ones below each other with the same colour; every other cell has its own."""
    places = sorted(colours, key=lambda place: (place[1], place[0]))
    runs: list[list[Place]] = [[place] for place in places[:1]]
    for last, place in pairwise(places):
        is_below = place == (last[0] + 1, last[1]) and colours[last] == colours[place]
        if is_below and values.get(last) is None and values.get(place) is None:
            runs[-1].append(place)
        else:
            runs.append([place])
    return [(run, colours[run[0]]) for run in runs]


def _rule(space: bytes, places: list[Place], style: int, formula: str, rank: int) -> bytes:
    straight = all(a[1] == b[1] and a[0] + 1 == b[0] for a, b in pairwise(places))
    areas = (
        [f"{address(places[0])}:{address(places[-1])}"]
        if straight and len(places) > 1
        else map(address, places)
    )
    return (
        b'<conditionalFormatting xmlns="%s" sqref="%s"><cfRule type="expression" dxfId="%d" priority="%d">'
        b"<formula>%s</formula></cfRule></conditionalFormatting>"
    ) % (space, " ".join(areas).encode(), style, rank, xml(formula))


def _formula(place: Place, value: Value, from_1904: bool) -> str:
    test = _same(address(place), value, from_1904)
    return f"AND({SIGN},{test})" if test else SIGN


def _same(cell: str, value: Value, from_1904: bool) -> str | None:
    """A formula that holds while the cell holds this value; None where no formula is sure to."""
    if value is None:
        return f"ISBLANK({cell})"
    if isinstance(value, bool):
        return f"{cell}={str(value).upper()}"
    if isinstance(value, int | float):
        return f"ABS(N({cell})-({value!r}))<=1E-9*ABS({value!r})"
    if isinstance(value, dt.date):
        serial = to_excel(value, CALENDAR_MAC_1904 if from_1904 else WINDOWS_EPOCH)
        return f"ABS(N({cell})-({serial!r}))<0.00001"
    if not isinstance(value, str) or value.startswith(("#", "=")) or not value.isprintable():
        return None
    part = value[:_COMPARED].replace('"', '""')
    looked_at = cell if len(value) <= _COMPARED else f"LEFT({cell},{_COMPARED})"
    return f'EXACT({looked_at},"{part}")'


def address(place: Place) -> str:
    """The place as the sheet names it: F12."""
    return f"{letters(place[1])}{place[0]}"


def is_ours(rule: bytes) -> bool:
    """Whether a rule is one that `paint` wrote, also after another program saved it."""
    return any(sign in rule for sign in _KNOWN)


def clean(sheet: Sheet) -> bool:
    """Take our rules out of a sheet; tells whether there were any."""
    found = False
    for block in sheet.rules():
        rules = list(block.all("cfRule"))
        ours = [rule for rule in rules if is_ours(sheet.bytes_of(rule))]
        found = found or bool(ours)
        for node in _blocks_or(ours, rules, block):
            sheet.edits.remove(node)
    return found


def _blocks_or(ours: list[Node], rules: list[Node], block: Node) -> list[Node]:
    return [block] if ours and len(ours) == len(rules) else ours
