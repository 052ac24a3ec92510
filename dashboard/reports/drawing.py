"""Charts of documents as SVG: pure functions from numbers to marks, in the light theme's tokens, sizes in points.

The first column of a frame names the bars, the others are counts in stack order. Text is in the shipped sans.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import sqrt

import pandas as pd
from markupsafe import Markup, escape

from dashboard import labels
from dashboard.charts.land import land
from dashboard.charts.placement import spread, text_width
from dashboard.reports import letters
from dashboard.reports.word_text import NOT_XML, pieces
from dashboard.theme import LIGHT

WIDE = 468.0  # points between the margins of a page
_ROW, _BAR, _TEXT = 19.0, 12.0, 8.5
_LEFT, _MOST_LEFT, _RIGHT, _KEY = 132.0, 200.0, 30.0, 22.0
_CODES = {label: code for code, label in labels.STATUSES.items()}
_SANS = "'Source Sans 3'"
# Shaped as a whole only in the font that has them, so words of these scripts name it.
_FONTS = {"thai": "Thai", "lao": "Lao", "khmer": "Khmer", "burmese": "Myanmar"}


def stacked(rows: pd.DataFrame, used: Sequence[str]) -> tuple[str, float]:
    """A bar a row, its parts by status with their numbers, the total at its end. SVG and its height."""
    total = rows[list(used)].sum(axis=1)
    left = _room_of_names([str(name) for name in rows[rows.columns[0]]])
    unit = (WIDE - left - _RIGHT) / max(float(total.max()), 1.0)
    high = _KEY + _ROW * len(rows) + 4
    parts = [_key(used)]
    for place, row in enumerate(rows.to_dict("records")):
        top = _KEY + _ROW * place
        parts.append(_text(left - 8, top + 10, _fitting(str(row[rows.columns[0]]), left - 12), "end"))
        parts.append(_bar(row, used, left, top, unit))
        parts.append(
            _text(left + float(total.iloc[place]) * unit + 5, top + 10, labels.number(total.iloc[place]))
        )
    parts.append(_line(left, _KEY - 3, left, high - 4, LIGHT.grey_3))
    return _svg(WIDE, high, parts), high


def _room_of_names(names: Sequence[str]) -> float:
    """The column left of the bars: wider where a name is long, up to a limit from which on names are cut."""
    longest = max((text_width(name, _TEXT) for name in names), default=0.0)
    return min(max(_LEFT, longest + 14), _MOST_LEFT)


def _bar(row: dict[object, object], used: Sequence[str], left: float, top: float, unit: float) -> Markup:
    made, x = [], left
    for label in used:
        n = labels.count_of(row, label)
        wide = n * unit
        if n:
            made.append(_mark(x, top, wide, _BAR, _CODES[label]))
        if n and wide >= text_width(str(n), _TEXT) + 5:
            made.append(
                _text(x + wide / 2, top + 9.2, labels.number(n), "middle", LIGHT.on_fill(_CODES[label]))
            )
        x += wide
    return Markup("").join(made)


def columns(rows: pd.DataFrame, used: Sequence[str], days: Sequence[object]) -> tuple[str, float]:
    """A column a report on true dates, its parts by status, the total on top. SVG and its height."""
    high, base = 190.0, 166.0
    at = _dates(days)
    total = rows[list(used)].sum(axis=1)
    unit = (base - _KEY - 22) / max(float(total.max()), 1.0)
    wide = min(34.0, max(6.0, _closest(at) * 0.7))
    parts = [_key(used), _line(0, base, WIDE, base, LIGHT.grey_3)]
    last = -100.0
    for x, row, n in zip(at, rows.to_dict("records"), total, strict=True):
        parts.append(_column(row, used, x - wide / 2, base, wide, unit))
        name = str(row[rows.columns[0]])
        if x - last > text_width(name, _TEXT) + 6:
            parts.append(_text(x, base + 13, name, "middle"))
            parts.append(_text(x, base - float(n) * unit - 5, labels.number(n), "middle"))
            last = x
    return _svg(WIDE, high, parts), high


def _dates(days: Sequence[object]) -> list[float]:
    """Where each day stands, first and last a little inside."""
    ordinal = [(labels.as_date(day) or date.min).toordinal() for day in days]
    first, span = min(ordinal), max(max(ordinal) - min(ordinal), 1)
    return [24 + (WIDE - 48) * (day - first) / span for day in ordinal]


def _closest(at: Sequence[float]) -> float:
    return min((b - a for a, b in pairwise(at)), default=40.0)


def _column(
    row: dict[object, object], used: Sequence[str], left: float, base: float, wide: float, unit: float
) -> Markup:
    made, y = [], base
    for label in used:
        n = labels.count_of(row, label)
        y -= n * unit
        if n:
            made.append(_mark(left, y, wide, n * unit, _CODES[label]))
        if n and n * unit >= 10 and wide >= text_width(str(n), _TEXT) + 4:
            colour = LIGHT.on_fill(_CODES[label])
            made.append(_text(left + wide / 2, y + n * unit / 2 + 3, labels.number(n), "middle", colour))
    return Markup("").join(made)


def rings(rows: pd.DataFrame, used: Sequence[str]) -> tuple[str, float]:
    """The map: a circle a city, its area its projects, completed in the core. `rows`: lat, lon and the statuses."""
    edge = 2.5
    west, east = rows["lon"].min() - edge, rows["lon"].max() + edge
    south, north = rows["lat"].min() - edge, rows["lat"].max() + edge
    scale = min(WIDE / (east - west), 300.0 / (north - south))
    west -= (WIDE / scale - (east - west)) / 2
    high = (north - south) * scale
    total = [float(n) for n in rows[list(used)].sum(axis=1)]
    unit = min(4.6, 15.0 / sqrt(max([*total, 1.0])))
    at = [
        ((lon - west) * scale, (north - lat) * scale)
        for lon, lat in zip(rows["lon"], rows["lat"], strict=True)
    ]
    places = spread(at, [unit * sqrt(n) for n in total])
    ground = Markup(
        '<path d="{}" transform="translate({:.3f} {:.3f}) scale({:.3f} {:.3f})" fill="{}"/>'
    ).format(land().small, -west * scale, north * scale + _KEY, scale, -scale, LIGHT.land)
    circles = [
        _circles(row, used, x, y + _KEY, unit)
        for row, (x, y) in zip(rows.to_dict("records"), places, strict=True)
    ]
    inside = _svg_part(0, _KEY, WIDE, high, [ground, *circles])
    return _svg(WIDE, high + _KEY, [inside, _key(used)]), high + _KEY


def _circles(row: dict[object, object], used: Sequence[str], x: float, y: float, unit: float) -> Markup:
    within, made = 0, []
    for label in used:
        within += labels.count_of(row, label)
        if labels.count_of(row, label):
            code = _CODES[label]
            made.append(
                Markup(
                    '<circle cx="{:.1f}" cy="{:.1f}" r="{:.2f}" fill="{}" stroke="{}" stroke-width=".6"/>'
                ).format(x, y, unit * sqrt(within), LIGHT.fill[code], LIGHT.line[code])
            )
    return Markup("").join(reversed(made))


def _svg_part(x: float, y: float, wide: float, high: float, parts: Sequence[Markup]) -> Markup:
    """Parts of a picture that end at a frame."""
    frame = Markup('<clipPath id="f"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/></clipPath>')
    inner = Markup('<g clip-path="url(#f)">{}</g>').format(Markup("").join(parts))
    return frame.format(x, y, wide, high) + inner


def _key(used: Sequence[str]) -> Markup:
    """What each colour says, in a row above the picture."""
    made, x = [], 0.0
    for label in used:
        made += [_mark(x, 2, 10, 9, _CODES[label]), _text(x + 14, 10, label)]
        x += text_width(label, _TEXT) + 32
    return Markup("").join(made)


def _mark(x: float, y: float, wide: float, high: float, code: str) -> Markup:
    return Markup(
        '<rect x="{:.2f}" y="{:.2f}" width="{:.2f}" height="{:.2f}" fill="{}" stroke="{}" stroke-width=".6"/>'
    ).format(x, y, wide, high, LIGHT.fill[code], LIGHT.line[code])


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = LIGHT.ink) -> Markup:
    return Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" font-family="{}" text-anchor="{}" fill="{}">{}</text>'
    ).format(x, y, _TEXT, _family(words), anchor, colour, escape(letters.shown(NOT_XML.sub("", words))))


def _family(words: str) -> str:
    script = next((script for _, script in pieces(words) if script in _FONTS), None)
    return f"'Noto Sans {_FONTS[script]}', {_SANS}" if script else _SANS


def _fitting(words: str, wide: float) -> str:
    """The words, cut where they are wider than their room."""
    if text_width(words, _TEXT) <= wide:
        return words
    while words and text_width(f"{words}…", _TEXT) > wide:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _line(x: float, y: float, to_x: float, to_y: float, colour: str) -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}"/>').format(
        x, y, to_x, to_y, colour
    )


def _svg(wide: float, high: float, parts: Sequence[Markup]) -> str:
    body = Markup("").join(parts)
    head = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.1f} {1:.1f}" width="{0:.1f}" height="{1:.1f}">'
    )
    return str(head.format(wide, high) + body + Markup("</svg>"))
